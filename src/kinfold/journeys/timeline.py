"""An authority's road as a picture: time goes down, what happened stands right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinfold.journeys.occurred import Occurrence
from kinfold_core.drawing.scales import Scale, spread
from kinfold_core.drawing.svg import Drawing
from kinfold_core.practice.phases import PHASE_WORDS, Stretch

WIDTH, TYPE, ROW, TOP = 360.0, 13.0, 20.0, 16.0
BAR_LEFT, BAR_WIDTH, EVENTS_LEFT = 46.0, 118.0, 192.0
LETTERS = 22
"""Of what happened, beside the road; the table has it whole."""


def draw_timeline(
    found: Sequence[Stretch], happened: Sequence[Occurrence], *, today: date, title: str
) -> str:
    """The road from its first phase or event until today, as SVG."""
    days = [*(one.first for one in found), *(one.day for one in happened)]
    first, last = min(days, default=today), max([today, *days])
    height = TOP * 2 + ROW * max(14, len(happened) + 1, len(found) * 2)
    drawing = Drawing(WIDTH, height, TYPE)
    down = Scale(first.toordinal(), last.toordinal() + 1, TOP, height - TOP)
    _years(drawing, down, first, last)
    for one in found:
        top = down.at(one.first.toordinal())
        bottom = down.at((one.last or today).toordinal() + 1)
        drawing.box((BAR_LEFT, top), (BAR_WIDTH, bottom - top), "chart-ring", 3.0)
    _phases(drawing, down, found, height)
    _events(drawing, down, happened, height)
    return drawing.svg(
        key="journey", title=title, description=title, class_="chart-narrow-road"
    )


def _years(drawing: Drawing, down: Scale, first: date, last: date) -> None:
    every = max(1, (last.year - first.year) // 12 + 1)
    for year in range(first.year + 1, last.year + 1, every):
        at = down.at(date(year, 1, 1).toordinal())
        drawing.line((BAR_LEFT - 6, at), (WIDTH, at), "chart-grid")
        drawing.text((BAR_LEFT - 10, at + 4), str(year), "chart-tick", anchor="end")


def _phases(
    drawing: Drawing, down: Scale, found: Sequence[Stretch], height: float
) -> None:
    wanted = [down.at(one.first.toordinal()) + TYPE + 1 for one in found]
    for one, at in zip(found, spread(wanted, ROW, TOP, height - 4), strict=True):
        words = PHASE_WORDS[one.phase].removesuffix(" year")
        drawing.text((BAR_LEFT + 6, at), words, "chart-name")


def _events(
    drawing: Drawing, down: Scale, happened: Sequence[Occurrence], height: float
) -> None:
    wanted = [down.at(one.day.toordinal()) for one in happened]
    for one, at, label in zip(
        happened, wanted, spread(wanted, ROW, TOP, height - 8), strict=True
    ):
        edge = BAR_LEFT + BAR_WIDTH
        drawing.dot((edge, at), 3.5, "chart-dot-last")
        drawing.line((edge + 4, at), (EVENTS_LEFT - 4, label), "chart-grid")
        short = one.what if len(one.what) <= LETTERS else f"{one.what[: LETTERS - 1]}…"
        drawing.text((EVENTS_LEFT, label + 4), short, "chart-name")
