"""Days, packs, follow-ups and what was found, in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.lab.models import LabFollowUp, LabNote, LabSession
from kinfold.lab.selectors import CaseShown, PackShown
from kinfold.platform.models import Authority
from kinfold_core.people.dates import day_in_words

COLUMNS = (LabNote.Kind.WORRIED, LabNote.Kind.WELL, LabNote.Kind.NEEDS)


def place_options(places: Iterable[Authority]) -> list[tuple[str, str]]:
    return sorted(((str(one.pk), one.name) for one in places), key=lambda one: one[1])


def session_options(sessions: Iterable[LabSession]) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{one.title}, {day_in_words(one.held_on)}") for one in sessions
    ]


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    words: str
    url: str
    """Where it is written; "" for whoever may not."""
    is_due: bool
    was_done: str
    came_of_it: str


def follow_up_line(
    row: LabFollowUp, today: date, whose: str = "", *, may_write: bool
) -> FollowUpLine:
    told = f"After {row.months} months, by {day_in_words(row.due_on)}"
    if row.done_on:
        told = f"After {row.months} months, written on {day_in_words(row.done_on)}"
    return FollowUpLine(
        words=f"{whose}: {told[0].lower()}{told[1:]}" if whose else told,
        url=reverse("lab:follow-up", args=[row.pk]) if may_write else "",
        is_due=row.done_on is None and row.due_on <= today,
        was_done=row.was_done,
        came_of_it=row.came_of_it,
    )


@dataclass(frozen=True, slots=True)
class NoteGroup:
    heading: str
    notes: tuple[LabNote, ...]


def note_groups(shown: PackShown) -> dict[str, list[NoteGroup]]:
    """Questions first, then the three columns, then what was seen and is taken."""

    def of(kind: LabNote.Kind) -> NoteGroup:
        return NoteGroup(
            kind.label, tuple(one for one in shown.notes if one.kind == kind)
        )

    return {
        "before": [of(LabNote.Kind.QUESTION)],
        "columns": [of(kind) for kind in COLUMNS],
        "after": [of(LabNote.Kind.OBSERVER), of(LabNote.Kind.TAKES)],
    }


@dataclass(frozen=True, slots=True)
class FoundLine:
    words: str
    where: str
    what: str
    decided: str
    is_open: bool


def found_lines(shown: CaseShown) -> list[FoundLine]:
    lines = []
    for one in shown.found:
        kept = shown.kept.get(one.words)
        if one.must_go:
            decided = "It cannot stay: take it out of the words"
        elif kept:
            decided = f"Stays: {kept.why} ({kept.by_name})"
        else:
            decided = "Not decided yet"
        lines.append(
            FoundLine(
                one.words,
                one.where,
                one.sort.label,
                decided,
                one.must_go or kept is None,
            )
        )
    return lines


def looked_through(is_held: bool) -> str:
    """How the words of whoever writes now are looked through, for the page."""
    if is_held:
        return (
            "Your words are held against the record of the family, because you may "
            "open it: a name of the record is refused."
        )
    return (
        "Your words are looked through only for what looks like a name, a day, a place "
        "or a number. They are not held against any record: nothing here tells you "
        "whether a name is in it."
    )
