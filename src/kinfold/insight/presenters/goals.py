"""What an authority follows, its aims and what changed in practice, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from kinfold.insight.actions import Choice
from kinfold.insight.models import MeasureChoice, PracticeEvent
from kinfold.insight.presenters.in_full import figure_words
from kinfold.insight.presenters.published import (
    Card,
    measure_url,
    short_source,
)
from kinfold.insight.selectors import Followable, Goal
from kinfold.platform.components import Column, Figure, Table
from kinfold_measures.charts.icons import Sign, signs_of
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.kinds import WAITS, ChartKind
from kinfold_measures.measure import Measure, Unit, unit_label
from kinfold_measures.picture import Picture
from kinfold_measures.process import (
    Aim,
    Process,
    process_finding,
    process_of_picture,
    process_sentences,
)

EVENT_KINDS = list(PracticeEvent.Kind.choices)


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A small chart of what is followed, with its signs."""

    card: Card
    signs: tuple[Sign, ...]
    process: Process


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can be followed or undone, and what is known of it."""

    words: str
    more: str
    url: str
    is_over: bool = False


def goal_url(measure: Measure) -> str:
    return reverse("insight:own-measure", args=[measure.code])


def aim_of(choice: MeasureChoice | None) -> Aim | None:
    """The aim an authority set itself."""
    if choice is None or choice.aim is None:
        return None
    return Aim(choice.aim, choice.is_at_most)


def own_process(
    picture: Picture, choice: MeasureChoice | None, kind: ChartKind | None = None
) -> Process:
    """The chart with the authority's own aim, where it set one, before any other's."""
    process = process_of_picture(picture, kind)
    aim = aim_of(choice)
    # an aim in per cent is none for days from one case to the next
    return replace(process, aim=aim) if aim and process.kind not in WAITS else process


def goal_card(goal: Goal, events: Sequence[PracticeEvent]) -> GoalCard | None:
    """None where no figure of the authority is published."""
    if goal.picture is None:
        return None
    measure = goal.picture.measure
    process = own_process(goal.picture, goal.choice)
    figure = Figure(
        title=process_finding(process),
        svg=process_chart(
            process,
            key=measure.code.replace(".", "-").replace("_", "-"),
            size=Size.SMALL,
            events=[one.day.middle for one in events],
        ),
        sentence=" ".join(process_sentences(process)),
        table=_small_table(process, measure),
        source=short_source(measure),
        definition_url=measure_url(measure),
    )
    card = Card(figure, short_source(measure), measure.short, goal_url(measure))
    return GoalCard(card, signs_of(process), process)


def _small_table(process: Process, measure: Measure) -> Table:
    return Table(
        caption=f"{measure.title}, {process.who}",
        columns=(Column("Year"), Column("Figure", is_number=True)),
        rows=tuple(
            (step.label, figure_words(step.cell, process)) for step in process.steps
        ),
        is_caption_shown=False,
    )


def choice_words(choice: MeasureChoice | Choice, unit: Unit) -> str:
    """What was chosen: "Followed, aim: at most 18.0%"."""
    if not choice.is_followed:
        return "Not followed"
    if choice.aim is None:
        return "Followed, with no aim in a number"
    side = "at most" if choice.is_at_most else "at least"
    return f"Followed, aim: {side} {unit_label(choice.aim, unit)}"


def choice_conflict(
    now: MeasureChoice | None, typed: Choice, unit: Unit
) -> list[tuple[str, str, str]]:
    """What somebody else chose meanwhile, beside what was typed."""
    if now is None:
        return []
    return [
        ("Choice", choice_words(now, unit), choice_words(typed, unit)),
        ("Why", f"{now.why} ({now.chosen_by.name})", typed.why),
    ]


def choice_typed(choice: MeasureChoice | None) -> dict[str, Any]:
    """What the form begins with."""
    if choice is None:
        return {"version": 0, "is_followed": "yes", "side": "none"}
    side = "most" if choice.is_at_most else "least"
    return {
        "version": choice.version,
        "is_followed": "yes" if choice.is_followed else "no",
        "side": "none" if choice.aim is None else side,
        "aim": choice.aim,
        "why": choice.why,
    }


def choice_lines(rows: Sequence[MeasureChoice], unit: Unit) -> tuple[Line, ...]:
    """Every choice about a measure, the newest first."""
    return tuple(
        Line(
            choice_words(row, unit),
            f"{row.why} ({row.chosen_by.name}, {row.chosen_at:%-d %B %Y})",
            "",
            is_over=place > 0,
        )
        for place, row in enumerate(rows)
    )


def followable(
    measures: Iterable[Followable], choices: dict[str, MeasureChoice]
) -> tuple[Line, ...]:
    """Every measure there is, with what was chosen about it."""
    return tuple(
        Line(
            measure.title,
            choice_words(choices[measure.code], measure.unit)
            if measure.code in choices
            else "Not followed",
            reverse("insight:choose", args=[measure.code]),
        )
        for measure in measures
    )


def event_lines(events: Sequence[PracticeEvent]) -> tuple[Line, ...]:
    """What changed in practice, numbered as on the charts by its place in the list."""
    return tuple(
        Line(
            f"{one.day}: {one.words}",
            _event_more(one),
            ""
            if one.taken_back_at
            else reverse("insight:take-event-back", args=[one.pk]),
            is_over=one.taken_back_at is not None,
        )
        for one in events
    )


def events_told(events: Sequence[PracticeEvent]) -> list[tuple[date, str]]:
    """The day that a chart marks for each, and the sentence under it."""
    return [(one.day.middle, f"{one.day}: {one.words}.") for one in events]


def _event_more(one: PracticeEvent) -> str:
    said = f"{one.get_kind_display()}. Written by {one.written_by.name}."
    if one.taken_back_by is None:
        return said
    return f"{said} Taken back by {one.taken_back_by.name}: {one.taken_back_why}"
