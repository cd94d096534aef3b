"""An extract as one file: each table twice, what it all means, and what is promised."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet

from kinfold_measures.extracts.making import Made, MadeTable
from kinfold_measures.extracts.offered import OFFERED
from kinfold_measures.extracts.rare import WITHHELD
from kinfold_measures.formulas import harmless

MANIFEST: Final = "manifest.json"
DECLARATION: Final = "declaration.txt"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The same rows give the same bytes, whenever they are packed."""
_LINKS: Final = {
    "authority": "the authority's three-digit code; nothing finer is told",
    "child_id": "the child, by a pseudonym of this extract alone",
    "episode": "the time of need, by a pseudonym of this extract alone",
    "assessment": "the assessment, by a pseudonym of this extract alone",
    "plan": "the child protection plan, by a pseudonym of this extract alone",
    "age_band": "the Department's age group",
}


def manifest_of(made: Made, about: Mapping[str, Any]) -> dict[str, Any]:
    """What the extract holds, what every column means, and what was kept back."""
    asked = made.asked
    return {
        **about,
        "period": {"first": f"{asked.first}", "last": f"{asked.last}"},
        "days_are_told_as": asked.grain.value,
        "k": asked.alike,
        "k_means": (
            f"Every child told of shares what is told of their age, sex and ethnic "
            f"group with at least {asked.alike - 1} others, and every other value is "
            f"shared by at least {asked.alike} children of its column."
        ),
        "quasi_identifiers": list(asked.columns.get("person", ())),
        "withheld_is_told_as": f"{WITHHELD}; in a column of numbers an empty cell",
        "children": {
            "told_of": len(made.children),
            "left_out_as_too_unlike_others": no_fewer_told(made.left_out, asked.alike),
            "how_finely": dict(made.told),
        },
        "tables": {one.name: _table(one, asked.alike) for one in made.tables},
    }


def no_fewer_told(count: int, fewest: int) -> int | str:
    """A count of children; of few of them, or none, only that they are few."""
    return count if count >= fewest else f"fewer than {fewest}"


def _table(one: MadeTable, fewest: int) -> dict[str, Any]:
    offered = OFFERED[one.name]
    meanings = _LINKS | {each.name: each.meaning for each in offered.columns}
    return {
        "meaning": offered.meaning,
        "rows": one.rows.num_rows,
        "rows_left_out_with_their_child": no_fewer_told(one.left_out, fewest),
        "cells_withheld": _no_fewer(one.withheld, fewest),
        "cells_told_coarser": _no_fewer(one.coarser, fewest),
        "columns": {name: meanings[name] for name in one.rows.column_names},
    }


def _no_fewer(counts: Mapping[str, int], fewest: int) -> dict[str, int | str]:
    """By column: an exact small one would say that some child is alone in it."""
    return {name: no_fewer_told(count, fewest) for name, count in counts.items()}


def packed(made: Made, about: Mapping[str, Any], declaration: str) -> bytes:
    """A ZIP of Parquet and CSV files, the manifest with the hash of each, and the
    declaration of whoever holds it."""
    files: dict[str, bytes] = {}
    for one in made.tables:
        files[f"{one.name}.parquet"] = _parquet(one.rows)
        files[f"{one.name}.csv"] = csv_of(one.rows).encode()
    files[DECLARATION] = declaration.encode()
    manifest = manifest_of(made, about)
    manifest["files"] = {
        name: {"sha256": sha256(raw).hexdigest(), "bytes": len(raw)}
        for name, raw in files.items()
    }
    files[MANIFEST] = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as folder:
        for name, raw in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            folder.writestr(info, raw, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink)
    return sink.getvalue()


def csv_of(table: pa.Table) -> str:
    """The table as a spreadsheet may be given it: no cell begins a formula."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(table.column_names)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        lines.writerow(
            harmless(cell) if isinstance(cell, str) else cell for cell in row
        )
    return text.getvalue()
