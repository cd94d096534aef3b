"""Figures as a workbook: one sheet of numbers, one that says what they count."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from kinfold_measures.england import ATTRIBUTION, LICENCE_URL, Panel
from kinfold_measures.export import HEADINGS, rows_of_picture
from kinfold_measures.formulas import harmless
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
    told: list[tuple[str, ...]] = []
    for measure in dict.fromkeys(picture.measure for picture in drawn):
        told += [*_definition(measure), ()]
    return workbook_of(
        HEADINGS,
        (row for picture in drawn for row in rows_of_picture(panel, picture)),
        numbers=_NUMBERS,
        told=[*told, ("Licence", f"{ATTRIBUTION} {LICENCE_URL}")],
    )


def workbook_of(
    headings: Sequence[str],
    rows: Iterable[tuple[str, ...]],
    *,
    numbers: Collection[str],
    told: Iterable[tuple[str, ...]],
) -> bytes:
    """A sheet of figures, and one that says what they count.

    `numbers`: the headings under which numbers stand.
    """
    book = Workbook()
    figures = book.worksheets[0]
    figures.title = "Figures"
    figures.append(headings)
    for row in rows:
        figures.append(
            [
                _number(said) if name in numbers else _words(said)
                for name, said in zip(headings, row, strict=True)
            ]
        )
    figures.freeze_panes = "A2"
    for cell in figures[1]:
        cell.font = Font(bold=True)
    _tell(book, told)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _tell(book: Workbook, lines: Iterable[tuple[str, ...]]) -> None:
    told = book.create_sheet("What it counts")
    for line in lines:
        told.append([_words(said) for said in line])
    told.column_dimensions["A"].width = 24
    told.column_dimensions["B"].width = _WIDE
    for row in told.iter_rows():
        row[0].font = Font(bold=True)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _words(said: str) -> str:
    """Without what a workbook cannot hold, such as a slide's soft line end."""
    return harmless(ILLEGAL_CHARACTERS_RE.sub(" ", said))


def _number(said: str) -> float | None:
    """As a number, so that it can be added up; nothing where there is none."""
    return float(said) if said else None


def _definition(measure: Measure) -> list[tuple[str, ...]]:
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
