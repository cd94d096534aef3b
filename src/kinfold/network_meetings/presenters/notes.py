"""The notes of a meeting, for one person each."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinfold.meetings.presenters.meetings import title_of
from kinfold.meetings.presenters.wall import next_line
from kinfold.meetings.selectors import AccountRow, DecisionRow, MeetingRow
from kinfold.network_meetings.selectors import GivenRow, KnowsRow
from kinfold.platform.components import SummaryRow
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.network import level_words
from kinfold_core.practice.network_meeting import PURPOSES, notes_for
from kinfold_core.practice.vocabulary import Pack

_NOTES: Final = {
    "all": "What was decided, what was asked, and when we meet next",
    "own": "When and where we meet next, and nothing that was said",
    "none": "Nothing yet: they have been told nothing",
}
_APART: Final = "Nothing: they are kept apart from somebody who sat there"


@dataclass(frozen=True, slots=True)
class NotesLine:
    """Somebody of the network, which notes are theirs, and whether they have them."""

    name: str
    knows: str
    gets: str
    has: str
    url: str


def notes_lines(
    meeting: MeetingRow,
    people: Sequence[KnowsRow],
    given: Mapping[UUID, GivenRow],
    pack: Pack,
    *,
    apart: Container[UUID],
) -> tuple[NotesLine, ...]:
    """Everybody of the network who is there, those who know most first.

    `apart`: who is kept apart from somebody who sat there.
    """
    return tuple(
        NotesLine(
            name=one.name,
            knows=phrases.as_sentence(phrases.capital(level_words(one.level, pack))),
            gets=_APART if one.id in apart else _NOTES[notes_for(one.level)],
            has=f"They have them since {day_in_words(given[one.id].on)}"
            if one.id in given
            else "",
            url=reverse(
                "network_meetings:notes-for",
                args=[meeting.family_id, meeting.id, one.id],
            ),
        )
        for one in people
    )


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one meeting for one person: only what they may know."""

    title: str
    who: str
    member_id: UUID
    rows: tuple[SummaryRow, ...]
    decisions: tuple[str, ...]
    next_line: str
    is_anything: bool
    is_all: bool
    is_kept_apart: bool = False


def notes_of(
    meeting: MeetingRow,
    account: AccountRow | None,
    decisions: Sequence[DecisionRow],
    member: KnowsRow,
    *,
    is_kept_apart: bool = False,
) -> Notes:
    """Nothing for whoever is kept apart from somebody who sat there."""
    gets = "none" if is_kept_apart else notes_for(member.level)
    is_all = gets == "all"
    rows: list[tuple[str, str]] = []
    if is_all:
        rows.append(("Who was there", _names(meeting)))
        if account:
            rows.append(("What it was for", PURPOSES[account.purpose]))
            rows.append(("What people asked", account.questions))
            if account.child_said == "said":
                rows.append(("What the children wanted said", account.child_wanted))
    return Notes(
        title=title_of(meeting) if is_all else "When we meet next",
        who=member.name,
        member_id=member.id,
        rows=tuple(SummaryRow(label, value) for label, value in rows if value),
        decisions=tuple(one.text for one in decisions) if is_all else (),
        next_line="" if gets == "none" else next_line(meeting.next_on),
        is_anything=gets != "none",
        is_all=is_all,
        is_kept_apart=is_kept_apart,
    )


def _names(meeting: MeetingRow) -> str:
    return phrases.listed([chair.who.name for chair in meeting.chairs])
