"""England's panel made again from the raw official files, and held against the shipped.

Which raw file a figure is in, what its columns are called and where to fetch it is
data: `data/england/sources.toml`. A cell whose raw file is not held is told as not
rebuilt, with its address; none is passed over.
"""

from __future__ import annotations

import csv
import gzip
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from kinfold_measures.england import IN_FORCE, LONG, NATIONAL, REPORTS
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.returns.statistics import measure_named

SOURCES: Final = "sources.toml"
COVERAGE: Final = "coverage.csv"
COPIED: Final = (
    "sn_model_2025_wide.csv",
    "New_Statistical_Neighbour_Groupings_April_2021.csv",
)
"""Raw files that the panel holds as they are."""
LONG_HEADS: Final = (
    "la_code", "old_la_code", "la_name", "region", "eip2", "year", "measure", "value",
    "flag", "source",
)  # fmt: skip
NATIONAL_HEADS: Final = ("year", "measure", "value", "source")
_NEEDED: Final = (
    "time_period", "geographic_level", "new_la_code", "old_la_code", "la_name",
    "region_name",
)  # fmt: skip
_REPORT: Final = "an inspection's report"
_IN_FORCE_ON: Final = range(2014, 2027)
_WHOLE: Final = ("SIF", "ILACS")
"""Frameworks of Ofsted's that judge the whole of an authority's services."""

Row = Mapping[str, str]
Key = tuple[str, str, int, str]
"""Shipped file, code of the place, year, measure."""


class Verdict(StrEnum):
    EQUAL = "equal"
    DIFFERENT = "different"
    NOT_REBUILT = "not rebuilt"
    NOT_SHIPPED = "not in the shipped panel"


@dataclass(frozen=True, slots=True)
class Checked:
    """One cell of the panel, as it is shipped and as it is made again.

    Attributes:
        source: where the shipped cell came from.
        address: where that can be fetched; "" for what is rebuilt.
        known: why it differs, where that is known.
    """

    file: str
    code: str
    year: int
    measure: str
    shipped: str
    rebuilt: str
    verdict: Verdict
    source: str
    address: str
    known: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: rows of the files made anew, and every cell with its verdict."""

    long: Sequence[Row]
    national: Sequence[Row]
    cells: Sequence[Checked]

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.cells)


def rebuild(raw: Path, panel: Path) -> Rebuilt:
    """Make the panel in the folder `panel` again from the raw files in `raw`.

    Raises:
        CannotRun: the folder is not there, or a raw file is not of the layout.
    """
    if not raw.is_dir():
        raise CannotRun(f"{raw}: there is no such folder")
    told = tomllib.loads((panel / SOURCES).read_text(encoding="utf-8"))
    programme = {row["la_code"] for row in _shipped_long(panel) if row["eip2"] == "1"}
    long = [
        {**row, "eip2": "01"[row["la_code"] in programme]}
        for one in told["raw"]
        for row in _long_rows(raw / one["file"], one)
    ]
    made = {
        (LONG, row["la_code"], int(row["year"]), row["measure"]): _said(row)
        for row in long
    }
    national = _national(raw, told["national"])
    made |= {_national_key(row): _number(row["value"]) for row in national}
    made |= _in_force(panel) | _coverage(_shipped_long(panel)) | _copied(raw)
    return Rebuilt(long, national, tuple(_compared(_shipped(panel), made, told)))


def _rows(path: Path, needed: Iterable[str]) -> Iterator[dict[str, str]]:
    """The lines of a raw file; none where it is not held."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        if missing := set(needed) - set(lines.fieldnames or ()):
            raise CannotRun(
                f"{path}: no column {', '.join(sorted(missing))}. Is this the file "
                "that data/england/PROVENANCE.md names?"
            )
        yield from lines


def _long_rows(path: Path, raw: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    named = raw.get("columns", {})
    for row in _rows(path, (*_NEEDED, *named)):
        if row["geographic_level"] != "Local authority":
            continue
        part = "=" + row.get(raw.get("parted_by", ""), "")
        for column, text in row.items():
            measure = named.get(column) or measure_named(column, part)
            if measure == column:
                continue
            value = _number(text)
            yield {
                "la_code": row["new_la_code"],
                "old_la_code": row["old_la_code"],
                "la_name": row["la_name"],
                "region": row["region_name"],
                "year": str(int(row["time_period"]) + raw.get("years_later", 0)),
                "measure": measure,
                "value": value,
                "flag": "" if value else text,
                "source": raw["source"],
            }


def _number(text: str) -> str:
    """A number as the panel writes it; "" for a symbol, which is never 0."""
    try:
        return str(float(text.replace(",", "")))
    except ValueError:
        return ""


def _said(row: Row) -> str:
    return row["value"] or row["flag"]


def _national(raw: Path, told: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """England's own figures, oldest first.

    Where many authorities are withheld, the middle of those that are left would
    mislead, so these stand beside a picture instead.
    """
    rows = [
        {
            "year": row["time_period"],
            "measure": measure,
            "value": row[column],
            "source": one["file"],
        }
        for one in told
        for row in _rows(raw / one["file"], (*_NEEDED, *one["columns"]))
        if row["geographic_level"] == "National"
        for column, measure in one["columns"].items()
    ]
    return sorted(rows, key=lambda row: (row["measure"], row["year"]))


def _national_key(row: Row) -> Key:
    return NATIONAL, "", int(row["year"]), row["measure"]


def _in_force(panel: Path) -> dict[Key, str]:
    """The judgement in force on each 31 March, from the reports in the panel."""
    reports = sorted(_rows(panel / REPORTS, ()), key=lambda row: row["published"])
    codes = {row["la_name"]: row["la_code"] for row in _rows(panel / IN_FORCE, ())}
    return {
        (IN_FORCE, codes[row["la_name"]], year, "ofsted_overall"): row["overall"]
        for row in reports
        if row["framework"] in _WHOLE and row["overall"]
        for year in _IN_FORCE_ON
        if row["published"] <= f"{year}-03-31"
    }


def _coverage(long: Iterable[Row]) -> dict[Key, str]:
    """What the long file has of each measure."""
    numbers: dict[str, list[Row]] = {}
    for row in long:
        if row["value"]:
            numbers.setdefault(row["measure"], []).append(row)
    return {
        (COVERAGE, "", 0, measure): " ".join(
            (
                min(row["year"] for row in rows),
                max(row["year"] for row in rows),
                str(len(rows)),
                str(len({row["la_code"] for row in rows})),
                str(sum(row["eip2"] == "1" for row in rows)),
                "; ".join(sorted({row["source"] for row in rows})),
            )
        )
        for measure, rows in numbers.items()
    }


def _copied(folder: Path) -> dict[Key, str]:
    """The lines of the files that are kept as they are."""
    return {
        (name, "", number, "a line"): line
        for name in COPIED
        if (folder / name).is_file()
        for number, line in enumerate(
            (folder / name).read_text(encoding="utf-8-sig").splitlines(), 1
        )
    }


def _shipped_long(panel: Path) -> Iterator[Row]:
    with gzip.open(panel / LONG, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(io.StringIO(file.read()))


def _shipped(panel: Path) -> dict[Key, tuple[str, str]]:
    """Every cell of the shipped panel: what stands there, and its source."""
    cells = {
        (LONG, row["la_code"], int(row["year"]), row["measure"]): (
            _said(row),
            row["source"],
        )
        for row in _shipped_long(panel)
    }
    for row in _rows(panel / NATIONAL, ()):
        cells[_national_key(row)] = (_number(row["value"]), f"EES {row['source']}")
    for row in _rows(panel / REPORTS, ()):
        key = (REPORTS, row["urn"], int(row["published"][:4]), _report(row))
        cells[key] = (row["overall"], f"Ofsted {row['file']}")
    for row in _rows(panel / IN_FORCE, ()):
        key = (IN_FORCE, row["la_code"], int(row["year"]), "ofsted_overall")
        cells[key] = (row["ofsted_overall"], f"Ofsted, by {REPORTS}")
    for row in _rows(panel / COVERAGE, ()):
        measure, *stands = row.values()
        cells[COVERAGE, "", 0, measure] = (" ".join(stands), LONG)
    for key, line in _copied(panel / "raw").items():
        cells[key] = (line, f"statistical neighbours, {key[0]}")
    return cells


def _report(row: Row) -> str:
    """A place may have two reports in a year."""
    return f"{_REPORT} of {row['published']}: {row['file']}"


def _compared(
    shipped: Mapping[Key, tuple[str, str]],
    made: Mapping[Key, str],
    told: Mapping[str, Any],
) -> Iterator[Checked]:
    known = {
        (LONG, one["code"], year, one["measure"]): one["why"]
        for one in told["known"]
        for year in one["years"]
    }
    for key, (stands, source) in shipped.items():
        if key not in made:
            found, address = Verdict.NOT_REBUILT, _address(source, told)
            yield Checked(*key, stands, "", found, source, address, "")
            continue
        is_equal = made[key] == stands
        found = Verdict.EQUAL if is_equal else Verdict.DIFFERENT
        why = "" if is_equal else known.get(key, "")
        yield Checked(*key, stands, made[key], found, source, "", why)
    for key in made.keys() - shipped.keys():
        yield Checked(*key, "", made[key], Verdict.NOT_SHIPPED, "", "", "")


def _address(source: str, told: Mapping[str, Any]) -> str:
    return next(
        str(one["at"]) for one in told["address"] if source.startswith(one["begins"])
    )
