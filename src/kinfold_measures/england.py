"""England's published panel: every authority, year and measure, read once.

Source: the files of `data/england` (see PROVENANCE.md there). Crown copyright, Open
Government Licence v3.0. Year y is the financial year that ends on 31 March y; for
workforce columns it is 30 September y.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kinfold_measures.areas import ENDED, RECODED, Area, said_name, slug_of
from kinfold_measures.markers import absence
from kinfold_measures.neighbours import neighbours_2025
from kinfold_measures.ofsted import Judgement, judgements_by_authority
from kinfold_measures.series import NOT_PUBLISHED, Cell

LICENCE = "Open Government Licence v3.0"
LICENCE_URL = (
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence "
    "v3.0 (Department for Education; Ofsted; ONS; Cafcass via the DfE Local Authority "
    "Interactive Tool)."
)

LONG = "la_year_long.csv.gz"
NATIONAL = "national.csv"
REPORTS = "ofsted_history.csv"
IN_FORCE = "ofsted_la_year.csv"
NEIGHBOURS = "raw/sn_model_2025_wide.csv"
FILES = (LONG, NATIONAL, REPORTS, IN_FORCE, NEIGHBOURS)

Key = tuple[str, int]
"""ONS code and year."""


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """The panel in memory. Nothing in it changes; two are the same if one object is."""

    areas: Mapping[str, Area]
    cells: Mapping[str, Mapping[Key, Cell]]
    sources: Mapping[tuple[str, int], frozenset[str]]
    national: Mapping[tuple[str, int], float]
    neighbours: Mapping[str, tuple[str, ...]]
    judgements: Mapping[str, tuple[Judgement, ...]]
    last_year: int
    version: str
    """First twelve characters of the SHA-256 of the files: names the data exactly."""
    left_out: tuple[str, ...]
    """Values read and not kept, each with the reason."""

    def cell(self, column: str, code: str, year: int) -> Cell:
        """What is published; a cell with no row was not published."""
        return self.cells.get(column, {}).get((code, year), NOT_PUBLISHED)

    def has_year(self, column: str, year: int) -> bool:
        """Whether the column was published for any authority in that year."""
        return (column, year) in self.sources

    def by_slug(self, slug: str) -> Area | None:
        return next((a for a in self.areas.values() if a.slug == slug), None)

    def programme(self) -> tuple[Area, ...]:
        """The ten authorities of the innovation programme, by name."""
        return tuple(a for a in self.areas.values() if a.is_in_programme)

    def current(self) -> tuple[Area, ...]:
        """The authorities there are today, by name."""
        return tuple(a for a in self.areas.values() if a.is_current)


@dataclass(slots=True)
class _Reading:
    """What is gathered while the long file goes by, one row at a time."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: dict[str, dict[Key, Cell]] = field(default_factory=dict)
    sources: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def take(self, row: dict[str, str]) -> None:
        code = RECODED.get(row["la_code"], row["la_code"])
        if row["la_name"]:
            self._remember_name(code, row)
        year, column = int(row["year"]), row["measure"]
        ended = ENDED.get(code)
        if ended and year > ended[0]:
            if row["value"]:
                self._leave_out(row, "the authority had ended")
            return
        self.sources.setdefault((column, year), set()).add(row["source"])
        self._keep(row, (code, year), _cell(row))

    def _remember_name(self, code: str, row: dict[str, str]) -> None:
        if code not in self.names or row["la_code"] == code:
            self.names[code] = row

    def _keep(self, row: dict[str, str], key: Key, cell: Cell) -> None:
        """Keep the cell, unless another code of the authority told us more."""
        column = self.cells.setdefault(row["measure"], {})
        other = column.get(key)
        if isinstance(other, float):
            if isinstance(cell, float):
                self._settle(row, column, key, cell)
            return
        column[key] = cell

    def _settle(
        self, row: dict[str, str], column: dict[Key, Cell], key: Key, cell: float
    ) -> None:
        """Two codes of one authority both have a number: the present code wins."""
        if row["la_code"] == key[0]:
            column[key] = cell
        self._leave_out(row, "the authority's other code has a figure too")

    def _leave_out(self, row: dict[str, str], why: str) -> None:
        named = f"{row['la_code']} {row['year']} {row['measure']}"
        self.left_out.append(f"{named}: {why}")


def _cell(row: dict[str, str]) -> Cell:
    if row["value"]:
        # The panel's spreadsheets left float dust (65.60000000000001 for 65.6).
        return round(float(row["value"]), 6)
    return absence(row["flag"], row["source"])


def _rows_of(
    long: Iterable[str], columns: Collection[str] | None
) -> Iterator[dict[str, str]]:
    """The rows of the wanted columns; looks at nothing else of the others."""
    rows = csv.reader(long)
    header = next(rows, [])
    place = header.index("measure")
    for row in rows:
        if columns is None or row[place] in columns:
            yield dict(zip(header, row, strict=True))


def _areas(names: Mapping[str, dict[str, str]]) -> dict[str, Area]:
    areas = []
    for code, row in names.items():
        name = said_name(row["la_name"])
        areas.append(
            Area(
                code=code,
                old_code=row["old_la_code"],
                name=name,
                slug=slug_of(name),
                region=row["region"],
                is_in_programme=row["eip2"] == "1",
                last_year=ENDED[code][0] if code in ENDED else None,
            )
        )
    return {a.code: a for a in sorted(areas, key=lambda area: area.name)}


def read_panel(
    *,
    long: Iterable[str],
    national: Iterable[str],
    reports: Iterable[str],
    in_force: Iterable[str],
    neighbours: Iterable[str],
    version: str,
    columns: Collection[str] | None = None,
) -> Panel:
    """Read the panel from lines of text; `columns` keeps those alone, None keeps all.

    Raises:
        ValueError: a symbol or a neighbour has no known meaning.
    """
    reading = _Reading()
    for row in _rows_of(long, columns):
        reading.take(row)
    areas = _areas(reading.names)
    by_number = {a.old_code: a.code for a in areas.values()}
    years = [year for _, year in reading.sources]
    return Panel(
        areas=areas,
        cells=reading.cells,
        sources={key: frozenset(given) for key, given in reading.sources.items()},
        national={
            (row["measure"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(national)
        },
        neighbours=neighbours_2025(neighbours, by_number),
        judgements=judgements_by_authority(reports, in_force),
        last_year=max(years),
        version=version,
        left_out=tuple(reading.left_out),
    )


@lru_cache(maxsize=2)
def kept_panel(folder: Path, columns: frozenset[str]) -> Panel:
    """The panel of a folder, read on first use and kept while the process lives.

    Takes about 0.4 s once; a page then costs no query and no reading.
    """
    return open_panel(folder, columns)


def open_panel(folder: Path, columns: Collection[str] | None = None) -> Panel:
    """Read the shipped files of `folder`.

    Raises:
        FileNotFoundError: a file is not there; the message names it.
    """
    given = {name: (folder / name).read_bytes() for name in FILES}
    version = hashlib.sha256(b"".join(given.values())).hexdigest()[:12]
    return read_panel(
        long=_lines(gzip.decompress(given[LONG])),
        national=_lines(given[NATIONAL]),
        reports=_lines(given[REPORTS]),
        in_force=_lines(given[IN_FORCE]),
        neighbours=_lines(given[NEIGHBOURS]),
        version=version,
        columns=columns,
    )


def _lines(data: bytes) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
