"""The numbers as a CSV file that carries its own definition, source and licence.

The file opens in a spreadsheet, so no cell may begin as a formula does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kinfold_measures.england import ATTRIBUTION, LICENCE_URL, Panel
from kinfold_measures.findings import england_words
from kinfold_measures.formulas import harmless
from kinfold_measures.measure import UNIT_WORDS, Measure, year_words
from kinfold_measures.picture import Picture, sources_at
from kinfold_measures.series import Cell
from kinfold_measures.standing import Standings

HEADINGS = (
    "measure_code",
    "measure_version",
    "measure",
    "unit",
    "authority_code",
    "authority",
    "year",
    "period",
    "value",
    "if_no_value_why",
    "england_value",
    "england_is",
    "statistical_neighbours_median",
    "definition",
    "break_in_series",
    "source",
    "panel_version",
    "licence",
)


def pictures_csv(panel: Panel, pictures: Iterable[Picture]) -> str:
    """Every year of every picture: one row a year, definition and source in each."""
    rows = [row for picture in pictures for row in rows_of_picture(panel, picture)]
    return written(HEADINGS, rows)


def standings_csv(panel: Panel, standings: Standings) -> str:
    """One row an authority, in the order of the standings."""
    measure, year = standings.measure, standings.year
    rows = []
    for row in standings.rows:
        value, why = value_and_why(row.cell)
        rows.append(
            (
                *_identity(measure),
                row.area.code,
                row.area.name,
                str(year),
                year_words(year, measure),
                value,
                why,
                *_england(standings.england, measure),
                value_and_why(row.neighbours)[0],
                definition(measure),
                "",
                *_origin(panel, measure, year),
            )
        )
    return written(HEADINGS, rows)


def rows_of_picture(panel: Panel, picture: Picture) -> list[tuple[str, ...]]:
    """One row a year, in the order of `HEADINGS`."""
    measure = picture.measure
    rows = []
    for point in picture.series:
        value, why = value_and_why(point.cell)
        notes = [b.note for b in picture.breaks if point.year in b.starts()]
        rows.append(
            (
                *_identity(measure),
                picture.area.code,
                picture.area.name,
                str(point.year),
                year_words(point.year, measure),
                value,
                why,
                *_england(picture.england.at(point.year), measure),
                value_and_why(picture.neighbours.at(point.year))[0],
                definition(measure),
                " ".join(notes),
                *_origin(panel, measure, point.year),
            )
        )
    return rows


def definition(measure: Measure) -> str:
    """Numerator over denominator, in one sentence."""
    return (
        f"{measure.numerator} / {measure.denominator}. {measure.period}. "
        f"Source: {measure.source}; {measure.table}"
    )


def _identity(measure: Measure) -> tuple[str, ...]:
    return (
        measure.code,
        str(measure.version),
        measure.title,
        UNIT_WORDS[measure.unit],
    )


def _england(cell: Cell, measure: Measure) -> tuple[str, str]:
    return value_and_why(cell)[0], england_words(measure)


def _origin(panel: Panel, measure: Measure, year: int) -> tuple[str, ...]:
    sources = "; ".join(sorted(sources_at(panel, measure, year)))
    return sources, panel.version, f"{ATTRIBUTION} {LICENCE_URL}"


def value_and_why(cell: Cell) -> tuple[str, str]:
    """A number, or nothing and in words why there is none."""
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip("."), ""
    return "", cell.words


def written(headings: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as CSV in which no cell begins as a formula does."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()
