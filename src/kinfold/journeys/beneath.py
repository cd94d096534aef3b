"""The published figures of an authority beneath its road: one axis of time for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kinfold.journeys.occurred import Occurrence
from kinfold_core.drawing.scales import Scale, ticks_to
from kinfold_core.drawing.svg import Drawing
from kinfold_core.practice.phases import PHASE_WORDS, Stretch
from kinfold_measures.breaks import segments
from kinfold_measures.measure import Unit, in_label
from kinfold_measures.picture import Picture

WIDTH, TYPE, LEFT, RIGHT = 360.0, 13.0, 34.0, 56.0
ROAD, PANEL, HEAD, ROW = 26.0, 74.0, 34.0, 19.0
YEARS_BEFORE = 3
"""What came before the road is drawn too, so that a turn can be told from a trend."""
YEAR_ENDS = (3, 31)


@dataclass(frozen=True, slots=True)
class _Sheet:
    drawing: Drawing
    across: Scale
    top: float
    """Where the road lies; below the names of its phases."""
    bottom: float

    def at(self, day: date) -> float:
        return self.across.at(day.toordinal())


def year_end(year: int) -> date:
    """The day on which a published year ends."""
    return date(year, *YEAR_ENDS)


def named(picture: Picture) -> str:
    """The measure in few words, with what it is counted by."""
    unit = "" if picture.measure.unit is Unit.PERCENT else " per 10,000 children"
    return f"{picture.measure.short}{unit}"


def first_year(found: Sequence[Stretch], today: date) -> int:
    begun = min([one.first for one in found], default=today)
    return begun.year - YEARS_BEFORE


def draw_beneath(
    found: Sequence[Stretch],
    happened: Sequence[Occurrence],
    pictures: Sequence[Picture],
    *,
    today: date,
    title: str,
) -> str:
    """The road along the top, then one strip a measure, as SVG."""
    first = date(first_year(found, today), 1, 1)
    top = ROW * (len(found) + 1)
    height = top + ROAD + (HEAD + PANEL) * len(pictures) + ROW + 8
    across = Scale(first.toordinal(), today.toordinal() + 1, LEFT, WIDTH - RIGHT)
    sheet = _Sheet(Drawing(WIDTH, height, TYPE), across, top, height - ROW - 8)
    _years(sheet, first, today)
    _road(sheet, found, today)
    _happened(sheet, happened, first)
    for number, picture in enumerate(pictures):
        _strip(sheet, picture, top + ROAD + (HEAD + PANEL) * number + HEAD, first)
    return sheet.drawing.svg(
        key="beneath", title=title, description=title, class_="chart-narrow-road"
    )


def _years(sheet: _Sheet, first: date, today: date) -> None:
    every = max(1, (today.year - first.year) // 5 + 1)
    for year in range(first.year + 1, today.year + 1):
        at = sheet.at(date(year, 1, 1))
        sheet.drawing.line((at, sheet.top), (at, sheet.bottom), "chart-grid")
        if (today.year - year) % every == 0:
            where = (at, sheet.bottom + TYPE + 4)
            sheet.drawing.text(where, str(year), "chart-tick", anchor="middle")


def _road(sheet: _Sheet, found: Sequence[Stretch], today: date) -> None:
    """Each phase as a box with its number; the names stand above, by number."""
    for number, one in enumerate(found, 1):
        left, right = sheet.at(one.first), sheet.at(one.last or today)
        name = f"{number}  {PHASE_WORDS[one.phase]}"
        sheet.drawing.text((LEFT, ROW * number), name, "chart-name")
        size = (max(right - left, 2.0), ROAD - 8)
        sheet.drawing.box((left, sheet.top), size, "chart-ring", 3.0)
        middle = ((left + right) / 2, sheet.top + TYPE + 1)
        sheet.drawing.text(middle, str(number), "chart-name", anchor="middle")
        sheet.drawing.line((left, sheet.top), (left, sheet.bottom), "chart-event")


def _happened(sheet: _Sheet, happened: Sequence[Occurrence], first: date) -> None:
    for one in happened:
        if one.day >= first:
            at = (sheet.at(one.day), sheet.top + ROAD - 4)
            sheet.drawing.dot(at, 2.4, "chart-dot")


def _strip(sheet: _Sheet, picture: Picture, top: float, first: date) -> None:
    drawing, bottom = sheet.drawing, top + PANEL - 8
    shown = [one for one in picture.series.shown() if year_end(one[0]) >= first]
    drawing.text((LEFT, top - 8), named(picture), "chart-name")
    ticks = ticks_to(max((value for _, value in shown), default=1.0), 2)
    up = Scale(0, ticks[-1], bottom, top + 4)
    for tick in ticks:
        drawing.line((LEFT, up.at(tick)), (WIDTH - RIGHT, up.at(tick)), "chart-grid")
        where = (LEFT - 5, up.at(tick) + 4)
        drawing.text(where, f"{tick:,g}", "chart-tick", anchor="end")
    for run in segments(tuple(shown), picture.breaks):
        points = [(sheet.at(year_end(year)), up.at(value)) for year, value in run]
        drawing.path(points, "chart-own")
        for point in points:
            drawing.dot(point, 2.4, "chart-dot")
    if shown:
        year, value = shown[-1]
        at = (sheet.at(year_end(year)), up.at(value))
        drawing.dot(at, 3.5, "chart-dot-last")
        label = in_label(value, picture.measure)
        drawing.text((at[0] + 6, at[1] + 4), label, "chart-label-own")
