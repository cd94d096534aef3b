"""Lines of CSV under the headings of one file of a return: each a row, or a finding."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.rows import Place, Rows
from kinfold_measures.returns.structure import Module


def check_heads(
    where: Place, heads: list[str], module: Module, rows: Rows, year: int
) -> None:
    """Say which headings are not known, and which are missing."""
    first, last = module.years
    if not first <= year <= last:
        rows.say(
            where, "", f"a file of returns from {first}",
            f"a file of {year}", "Check the year; it was read", Fate.KEPT,
        )  # fmt: skip
    for head in sorted(set(heads) - module.fields.keys()):
        rows.say(
            where, head, "a heading that nothing is known of",
            f"the headings of {module.element}", "Take the column out",
            Fate.VALUE_LEFT_OUT,
        )  # fmt: skip
    for head in sorted(module.fields.keys() - set(heads)):
        rows.say(
            where, head, "no such heading", f"the headings of {module.element}",
            "Give the column; its values are gaps", Fate.KEPT,
        )  # fmt: skip


def read_lines(
    path: Path,
    lines: Iterable[tuple[int, list[str] | csv.Error]],
    heads: list[str],
    module: Module,
    rows: Rows,
) -> None:
    """Each line a row, or a finding."""
    child = next((n for n, f in module.fields.items() if f.column == "child_id"), "")
    file = path.name
    for number, cells in lines:
        if isinstance(cells, csv.Error):
            where = Place(file, number, "", module.element)
            rows.leave_out(
                where, module, f"a line that is no CSV: {cells}", "a line of CSV",
                "Look for a quote that is never closed",
            )  # fmt: skip
            continue
        if not any(cells):
            continue
        given = dict(zip(heads, cells, strict=False))
        where = Place(file, number, given.get(child, ""), module.element)
        if len(cells) != len(heads):
            rows.leave_out(
                where, module, f"{len(cells)} cells", f"{len(heads)}, one a heading",
                "Look for a comma too many or too few",
            )  # fmt: skip
            continue
        rows.add(where, module, given)
