"""An authority's published figures beneath its road, in words. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kinfold.journeys.beneath import draw_beneath, first_year, named, year_end
from kinfold.journeys.occurred import Occurrence
from kinfold.journeys.selectors import JourneyShown
from kinfold.platform.components import Column, Figure, Table
from kinfold_core.practice.phases import PHASE_WORDS, stretch_on
from kinfold_measures.measure import in_label, year_words
from kinfold_measures.picture import Picture

NOT_WHY = "That a figure moved during a phase does not say that the phase moved it."


def beneath(
    shown: JourneyShown, happened: Sequence[Occurrence], today: date
) -> Figure | None:
    """None for an authority of which nothing is published."""
    if not shown.pictures:
        return None
    name = shown.place.authority.name
    sentences = [_moved(one, shown) for one in shown.pictures]
    said = " ".join((*sentences, NOT_WHY))
    return Figure(
        title=f"The road of {name} and its published figures",
        svg=draw_beneath(
            shown.stretches, happened, shown.pictures, today=today, title=said
        ),
        sentence=said,
        table=_table(shown, today),
        source=_source(shown),
    )


def _moved(picture: Picture, shown: JourneyShown) -> str:
    """The last figure before the road began, and the latest."""
    measure, latest = picture.measure, picture.series.latest()
    if latest is None:
        return f"{measure.short}: nothing is published."
    begun = min((one.first for one in shown.stretches), default=None)
    before = [
        one for one in picture.series.shown() if begun and year_end(one[0]) < begun
    ]
    year, value = latest
    now = f"{in_label(value, measure)} in {year_words(year, measure)}"
    if not before or before[-1] == latest:
        return f"{measure.short}: {now}."
    year, value = before[-1]
    then = f"{in_label(value, measure)} in {year_words(year, measure)}"
    return f"{measure.short}: {then}, before the road began; {now}."


def _table(shown: JourneyShown, today: date) -> Table:
    first = first_year(shown.stretches, today)
    every = {point.year for one in shown.pictures for point in one.series}
    years = sorted(year for year in every if year >= first)
    return Table(
        caption="Each published year, and the phase in which it ended",
        columns=(Column("Year to 31 March"), Column("Phase"),
                 *(Column(named(one), is_number=True) for one in shown.pictures)),
        rows=tuple(
            (
                str(year),
                _phase_at(year_end(year), shown),
                *(_cell(one, year) for one in shown.pictures),
            )
            for year in years
        ),
        is_caption_shown=False,
    )  # fmt: skip


def _phase_at(day: date, shown: JourneyShown) -> str:
    found = stretch_on(shown.stretches, day)
    return PHASE_WORDS[found.phase] if found else "Before the road"


def _cell(picture: Picture, year: int) -> str:
    cell = picture.series.at(year)
    if isinstance(cell, float):
        return in_label(cell, picture.measure)
    return cell.words.capitalize()


def _source(shown: JourneyShown) -> str:
    sources = sorted({one.measure.source for one in shown.pictures})
    return (
        f"Source: {'; '.join(sources)}. Each figure stands at the end of its year, 31 "
        "March. A line is broken where the figures stand on another footing."
    )
