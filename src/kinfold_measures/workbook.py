"""Figures as a workbook: one sheet of numbers, one that says what they count."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from kinfold_measures.england import ATTRIBUTION, LICENCE_URL, Panel
from kinfold_measures.export import HEADINGS, rows_of_picture, safe
from kinfold_measures.measure import POLARITY_WORDS, UNIT_WORDS, Measure
from kinfold_measures.picture import Picture

_NUMBERS = frozenset(
    {"year", "value", "england_value", "statistical_neighbours_median"}
)
_WIDE = 90


def pictures_workbook(panel: Panel, pictures: Iterable[Picture]) -> bytes:
    """Every year of every picture, and the definition of each measure in it.

    No cell begins as a formula does, whatever a name or a note may hold.
    """
    drawn = list(pictures)
    book = Workbook()
    figures = book.worksheets[0]
    figures.title = "Figures"
    figures.append(HEADINGS)
    for picture in drawn:
        for row in rows_of_picture(panel, picture):
            figures.append(
                [_typed(name, said) for name, said in zip(HEADINGS, row, strict=True)]
            )
    figures.freeze_panes = "A2"
    for cell in figures[1]:
        cell.font = Font(bold=True)
    told = book.create_sheet("What it counts")
    for measure in dict.fromkeys(picture.measure for picture in drawn):
        for name, said in _definition(measure):
            told.append([name, safe(said)])
        told.append([])
    told.append(["Licence", f"{ATTRIBUTION} {LICENCE_URL}"])
    told.column_dimensions["A"].width = 24
    told.column_dimensions["B"].width = _WIDE
    for row in told.iter_rows():
        row[0].font = Font(bold=True)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(name: str, said: str) -> str | float | None:
    """A number as a number, so that it can be added up; nothing where there is none."""
    if name in _NUMBERS:
        return float(said) if said else None
    return safe(said)


def _definition(measure: Measure) -> list[tuple[str, str]]:
    return [
        ("Measure", measure.title),
        ("Code and version", f"{measure.code}, version {measure.version}"),
        ("What is counted", measure.numerator),
        ("Out of", measure.denominator),
        ("Said as", UNIT_WORDS[measure.unit]),
        ("Period", measure.period),
        ("Which way is better", POLARITY_WORDS[measure.polarity]),
        ("Source", f"{measure.source}. {measure.table}"),
        *(("Read it with care", hazard) for hazard in measure.hazards),
    ]
