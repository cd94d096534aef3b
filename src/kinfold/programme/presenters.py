"""A programme's authorities in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol
from uuid import UUID

from django.urls import reverse

from kinfold.platform.addresses import address
from kinfold.platform.components import Cell, Column, Figure, Link, SummaryRow, Table
from kinfold.platform.viewer import Viewer
from kinfold.programme.selectors import Place, ProgrammeHome, Shown
from kinfold.returns.presenters import as_shown, cell_words
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.counted import CountedFigure, process_of_counted
from kinfold_measures.measure import UNIT_WORDS, Unit, in_label, year_words
from kinfold_measures.picture import Picture
from kinfold_measures.process import (
    process_finding,
    process_of_picture,
    process_sentences,
)
from kinfold_measures.series import Cell as Number
from kinfold_measures.targets import CARE_APPLICATIONS, HEADLINES

ROOMS: tuple[tuple[str, str, Action], ...] = (
    ("Figures and measures", "programme:measures", Action.SEE_PROGRAMME),
    ("Who takes part", "programme:cohort", Action.SEE_PROGRAMME),
    ("Journeys", "journeys:home", Action.SEE_PROGRAMME),
    ("Calendar", "gatherings:calendar", Action.SEE_PROGRAMME),
    ("Visits and calls", "consultancy:home", Action.SEE_PROGRAMME),
    ("Goals and measures", "aims:home", Action.SEE_PROGRAMME),
    ("Framework reviews", "framework:home", Action.SEE_PROGRAMME),
    ("Compare the ten", "insight:compare", Action.COMPARE_AUTHORITIES),
    ("Implementation plans", "implementation:plans", Action.SEE_PROGRAMME),
    ("Workshops", "workshops:workshops", Action.SEE_PROGRAMME),
    ("Knowledge bank", "knowledge:home", Action.SEE_KNOWLEDGE),
    ("Learning lab", "lab:home", Action.SEE_PROGRAMME),
    ("Every authority in England", "insight:authorities", Action.COMPARE_AUTHORITIES),
    ("Learning and training", "development:home", Action.SEE_PROGRAMME),
)
"""What is reached from a programme's page: what it is called, where it is, and the
permission that opens it. A room of the programme adds its line here."""
COUNTED_OTHERWISE = (
    "It is counted in another way since: its numbers stand here without a chart."
)


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A measure that an authority shows, and what its own people can do about it."""

    figure: Figure
    counted: str
    url: str
    take_back_url: str = ""
    show_anew_url: str = ""
    """There is a newer count of it."""


def rooms(viewer: Viewer) -> tuple[Link, ...]:
    """The rooms of a programme that the viewer may open."""
    return tuple(
        Link(label, address(name)) for label, name, needs in ROOMS if viewer.may(needs)
    )


class HasDates(Protocol):
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...


def dates_words(home: HasDates) -> str:
    start = f"Began on {day_in_words(home.starts_on)}"
    return (
        f"{start}, ended on {day_in_words(home.ends_on)}."
        if home.ends_on
        else f"{start}."
    )


def places_table(home: ProgrammeHome) -> Table:
    """One row an authority, with the latest published figures of its aims."""
    return Table(
        caption="Its authorities and their latest published figures",
        columns=(
            Column("Authority"),
            Column("In the programme"),
            *(Column(_heading(code), is_number=True) for code in HEADLINES),
            Column("Ofsted"),
        ),
        rows=tuple(_row(place) for place in home.places),
        empty_text="No authority has joined yet.",
    )


def aim_figures(home: ProgrammeHome, number: int) -> tuple[Figure, ...]:
    """Each authority's care applications against the programme's own aim."""
    return tuple(
        _aim_figure(picture, f"aim-{number}-{place.area.slug}")
        for place in home.places
        for picture in place.headlines
        if place.area and picture.measure.code == CARE_APPLICATIONS and picture.target
    )


def _aim_figure(picture: Picture, key: str) -> Figure:
    measure, process = picture.measure, process_of_picture(picture)
    return Figure(
        title=f"{picture.area.name}. {process_finding(process)}",
        svg=process_chart(process, key=key, size=Size.SMALL),
        sentence=" ".join(process_sentences(process)),
        table=Table(
            caption=f"{measure.title}, {picture.area.name}",
            columns=(Column("Year"), Column("Per 10,000", is_number=True)),
            rows=tuple(
                (
                    year_words(point.year, measure),
                    in_label(point.cell, measure)
                    if isinstance(point.cell, float)
                    else point.cell.words.capitalize(),
                )
                for point in picture.series
            ),
            is_caption_shown=False,
        ),
        source=f"Source: {measure.source}.",
        definition_url=reverse("insight:measure", args=[measure.code]),
    )


def _heading(code: str) -> str:
    unit = "" if BY_CODE[code].unit == "percent" else " per 10,000 children"
    return f"{BY_CODE[code].short}{unit}"


def _row(place: Place) -> tuple[Cell | str, ...]:
    if place.area is None:
        return (
            place.name,
            _stay(place),
            *("No figure" for _ in HEADLINES),
            "None held",
        )
    return (
        Cell(place.name, reverse("insight:authority", args=[place.area.slug])),
        _stay(place),
        *(_latest(picture) for picture in place.headlines),
        _judgement(place),
    )


def _stay(place: Place) -> str:
    joined = f"Since {day_in_words(place.joined_on)}"
    if place.left_on is None:
        return joined
    return f"{day_in_words(place.joined_on)} to {day_in_words(place.left_on)}"


def _latest(picture: Picture) -> Cell:
    latest = picture.series.latest()
    if latest is None:
        return Cell("No figure")
    year, value = latest
    words = f"{in_label(value, picture.measure)} in {year}"
    url = reverse("insight:picture", args=[picture.area.slug, picture.measure.code])
    return Cell(words, url)


def _judgement(place: Place) -> str:
    if place.judgement is None:
        return "None held"
    words = place.judgement.overall.words
    return f"{words}, {place.judgement.published_on.year}"


def shown_by_authority(
    shown: Iterable[Shown], own: UUID | None, newest_of_own: UUID | None
) -> tuple[tuple[str, tuple[ShownCard, ...]], ...]:
    """Each authority that shows something, with what it shows.

    `own`: the authority whose people may take theirs back; `newest_of_own`: its newest
    count.
    """
    by_name = groupby(shown, key=lambda one: one.measure.authority.name)
    return tuple(
        (name, tuple(shown_card(one, own, newest_of_own) for one in theirs))
        for name, theirs in by_name
    )


def shown_card(
    shown: Shown, own: UUID | None = None, newest_of_own: UUID | None = None
) -> ShownCard:
    one = shown.measure
    url = reverse("programme:measure", args=[one.pk])
    is_ours = one.authority_id == own
    is_old = is_ours and newest_of_own != one.recount_id
    return ShownCard(
        figure=_shown_figure(shown, f"{url}#counted"),
        counted=f"Counted on {day_in_words(one.counted_at.date())}. Shown by "
        f"{one.shown_by_name}, until {day_in_words(one.until)}.",
        url=url,
        take_back_url=reverse("programme:take-measure-back", args=[one.pk])
        if is_ours
        else "",
        show_anew_url=reverse("programme:show-measure", args=[one.code])
        if is_old
        else "",
    )


def _shown_figure(shown: Shown, definition_url: str) -> Figure:
    one = shown.measure
    who, figures = one.authority.name, [as_shown(f) for f in one.figures.all()]
    figures.sort(key=lambda figure: figure.starts_on)
    title, svg, sentence = one.title, "", COUNTED_OTHERWISE
    if shown.definition is not None:
        process = process_of_counted(
            shown.definition, figures, who, breaks=shown.breaks
        )
        title, sentence = process_finding(process), " ".join(process_sentences(process))
        svg = process_chart(process, key=f"shown-{one.pk}", size=Size.SMALL)
    return Figure(
        title=f"{who}. {title}",
        svg=svg,
        sentence=sentence,
        table=_shown_table(f"{one.title}, {who}", figures, Unit(one.unit)),
        source=f"Source: {who}'s own returns and record, counted by Kinfold.",
        definition_url=definition_url,
    )


def _shown_table(caption: str, figures: Iterable[CountedFigure], unit: Unit) -> Table:
    return Table(
        caption=f"{caption}, {UNIT_WORDS[unit]}",
        columns=(
            Column("Period"),
            Column("Counted", is_number=True),
            Column("Out of", is_number=True),
            Column("Figure", is_number=True),
        ),
        rows=tuple(
            (
                one.period,
                _count_words(one.numerator),
                _count_words(one.denominator),
                cell_words(one.value, unit),
            )
            for one in figures
        ),
        is_caption_shown=False,
    )


def _count_words(count: Number) -> str:
    return f"{count:,.0f}" if isinstance(count, float) else "Not shown"


def definition_rows(shown: Shown) -> tuple[SummaryRow, ...]:
    """The definition as it was when the measure was shown."""
    return tuple(SummaryRow(*clause) for clause in shown.measure.definition)
