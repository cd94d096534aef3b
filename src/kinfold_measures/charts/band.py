"""Ofsted's judgements over time: a band in one of four lanes, from report to report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold_core.drawing.scales import Scale, year_ticks
from kinfold_core.drawing.svg import Drawing, text_width
from kinfold_measures.ofsted import Grade, Judgement

_SHORT = {
    Grade.OUTSTANDING: "Outstanding",
    Grade.GOOD: "Good",
    Grade.REQUIRES_IMPROVEMENT: "Req. improv.",
    Grade.INADEQUATE: "Inadequate",
}


@dataclass(frozen=True, slots=True)
class _Room:
    name: str
    width: float
    type_size: float
    left: float
    lane: float
    years: int
    is_short: bool


WIDE = _Room("wide", 760, 15, 176, 36, 13, False)
NARROW = _Room("narrow", 262, 12, 84, 30, 5, True)


def judgement_finding(judgements: tuple[Judgement, ...], name: str) -> str:
    """The title: the judgement in force, and the path to it."""
    if not judgements:
        return f"Ofsted: no judgement since 2013 is held for {name}"
    words = [f"{j.overall.words.lower()} in {j.published_on.year}" for j in judgements]
    last, *before = reversed(words)
    if not before:
        return f"Ofsted: {last}"
    return f"Ofsted: {last}; {', '.join(reversed(before))}"


def judgement_band(
    judgements: tuple[Judgement, ...],
    *,
    key: str,
    name: str,
    years: tuple[int, int],
    narrow: bool = False,
) -> str:
    """Draw the judgements in force between 1 January of two years."""
    room = NARROW if narrow else WIDE
    top = room.type_size * 0.5
    foot = top + room.lane * len(Grade)
    drawing = Drawing(room.width, foot + room.type_size * 1.9, room.type_size)
    x = Scale(years[0], years[1], room.left, room.width - room.type_size)
    for grade in Grade:
        middle = _lane(grade, top, room) + room.type_size * 0.35
        words = _SHORT[grade] if room.is_short else grade.words
        drawing.line(
            (room.left, _lane(grade, top, room)),
            (x.end, _lane(grade, top, room)),
            "chart-row",
        )
        drawing.text((room.left - 10, middle), words, "chart-tick", anchor="end")
    _years(drawing, room, x, foot)
    _bands(drawing, judgements, room, x, top)
    return drawing.svg(
        key=key,
        title=judgement_finding(judgements, name),
        description=_description(judgements),
        class_=f"chart-band-of-judgements chart-{room.name}",
    )


def _lane(grade: Grade, top: float, room: _Room) -> float:
    return top + room.lane * (Grade.OUTSTANDING - grade + 0.5)


def _years(drawing: Drawing, room: _Room, x: Scale, foot: float) -> None:
    for year in year_ticks(int(x.low), int(x.high) - 1, room.years):
        at = (x.at(year), foot + room.type_size * 1.3)
        drawing.line((x.at(year), 4), (x.at(year), foot), "chart-grid")
        drawing.text(at, str(year), "chart-tick", anchor="middle")


def _bands(
    drawing: Drawing,
    judgements: tuple[Judgement, ...],
    room: _Room,
    x: Scale,
    top: float,
) -> None:
    starts = [_as_year(judgement.published_on) for judgement in judgements]
    ends = [*starts, x.high][1:]
    for judgement, end in zip(judgements, ends, strict=True):
        start = max(_as_year(judgement.published_on), x.low)
        height = _lane(judgement.overall, top, room)
        width = x.at(min(end, x.high)) - x.at(start)
        corner = (x.at(start), height - room.lane * 0.34)
        grade = judgement.overall.name.lower().replace("_", "-")
        drawing.box(
            corner, (width, room.lane * 0.68), f"chart-grade chart-grade-{grade}", 4.0
        )
        words = _date_that_fits(judgement.published_on, width - 10, room.type_size)
        at = (x.at(start) + 6, height + room.type_size * 0.35)
        drawing.text(at, words, "chart-on-grade")


def _date_that_fits(day: date, width: float, size: float) -> str:
    """Month and year, the year alone, or nothing: never words over the edge."""
    for words in (f"{day:%b %Y}", str(day.year)):
        if text_width(words, size) <= width:
            return words
    return ""


def _as_year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _description(judgements: tuple[Judgement, ...]) -> str:
    said = [
        f"{j.published_on.day} {j.published_on:%B %Y}: {j.overall.words}."
        for j in judgements
    ]
    return " ".join(("Overall judgement from each report until the next.", *said))
