"""A way in words: where somebody stands, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from kinfold.development.models import (
    ObservationAnswer,
    ObservedPractice,
    PortfolioPiece,
    StepTaken,
    Trajectory,
    Way,
)
from kinfold.development.selectors.ways import WayLine, WayShown
from kinfold.development.shipped import Step
from kinfold.platform.components import Cell, Column, Table, TimelineEntry
from kinfold_core.people.dates import day_in_words


def trajectory_words(row: Way) -> str:
    return Trajectory(row.trajectory).label


def step_options(steps: Iterable[Step], trajectory: str) -> list[tuple[str, str]]:
    return [(one.code, one.title) for one in steps if one.trajectory == trajectory]


def ways_table(lines: Iterable[WayLine], steps: Iterable[Step]) -> Table:
    """One row a way: how many steps are taken, and what is next."""
    of: dict[str, list[str]] = {}
    for one in steps:
        of.setdefault(one.trajectory, []).append(one.code)
    return Table(
        caption="Ways along a trajectory",
        columns=(
            Column("Who"),
            Column("Trajectory"),
            Column("Steps taken"),
            Column("What is next"),
        ),
        rows=tuple(
            (
                Cell(
                    one.row.name + (" (made up)" if one.row.is_synthetic else ""),
                    reverse("development:way", args=[one.row.pk]),
                ),
                Trajectory(one.row.trajectory).label,
                _steps_words(one, of.get(one.row.trajectory, [])),
                _next_words(one),
            )
            for one in lines
        ),
        empty_text="Nobody has begun a way yet.",
        is_caption_shown=False,
    )


def _steps_words(line: WayLine, codes: list[str]) -> str:
    return f"{len([one for one in codes if one in line.taken])} of {len(codes)}"


def _next_words(line: WayLine) -> str:
    if line.next is None:
        return "Not written yet"
    by = f", by {day_in_words(line.next.by_day)}" if line.next.by_day else ""
    return f"{line.next.words}{by}"


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step of a way: what it says, whether it is taken, and what shows it."""

    title: str
    words: str
    shown_by: str
    standing: str
    is_taken: bool
    pieces: tuple[PortfolioPiece, ...]


def step_cards(shown: WayShown, steps: Iterable[Step]) -> list[StepCard]:
    """The steps that stand, then those left out that something was written about."""
    taken = shown.line.taken
    here = [one for one in steps if one.trajectory == shown.row.trajectory]
    cards = [
        StepCard(
            one.title,
            one.words,
            one.shown_by,
            f"Taken on {day_in_words(taken[one.code])}"
            if one.code in taken
            else "To come",
            one.code in taken,
            tuple(piece for piece in shown.pieces if piece.code == one.code),
        )
        for one in here
    ]
    known = {one.code for one in here}
    titles = {one.code: one.step_title for one in reversed(shown.history)}
    written = {one.code for one in shown.pieces} | set(titles)
    gone = written - known
    cards += [
        StepCard(
            titles.get(code, "A step that is left out now"),
            "The programme has left this step out since.",
            "",
            f"Taken on {day_in_words(taken[code])}" if code in taken else "Not taken",
            code in taken,
            tuple(piece for piece in shown.pieces if piece.code == code),
        )
        for code in sorted(gone)
    ]
    return cards


@dataclass(frozen=True, slots=True)
class SeenCard:
    """What somebody saw, and what the seen person says to it."""

    heading: str
    seen: str
    next: str
    written_by: str
    answers: tuple[ObservationAnswer, ...]
    url: str


def seen_cards(
    observed: Iterable[tuple[ObservedPractice, tuple[ObservationAnswer, ...]]],
    steps: Iterable[Step],
) -> list[SeenCard]:
    titles = {one.code: one.title for one in steps}
    return [
        SeenCard(
            f"{one.observer}, {day_in_words(one.day)}: "
            f"{titles.get(one.code, 'a step that is left out now')}",
            one.seen,
            one.next,
            one.by_name,
            answers,
            reverse("development:answer", args=[one.pk]),
        )
        for one, answers in observed
    ]


def history(shown: WayShown) -> tuple[TimelineEntry, ...]:
    """Every step that was written down, and every next step, latest first."""
    return tuple(
        TimelineEntry(
            title=f"{_said(one)}: {one.step_title}",
            when=day_in_words(one.day),
            datetime=one.day.isoformat(),
            text=one.words,
            by=one.by_name,
            tone="well" if one.is_taken else "calm",
        )
        for one in shown.history
    )


def _said(taken: StepTaken) -> str:
    return "Taken" if taken.is_taken else "To be taken again"


def step_now(taken: StepTaken | None) -> str:
    """What somebody else wrote first, in a sentence."""
    if taken is None:
        return "nothing is written yet"
    when = f"on {day_in_words(taken.day)}, by {taken.by_name}"
    return f"“{taken.step_title}”, {_said(taken).lower()}, {when}"
