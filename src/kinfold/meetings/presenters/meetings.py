"""Meetings as the pages list them: what, when, who was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.meetings.models import Attendance, Meeting
from kinfold.meetings.presenters.wall import next_line, round_url
from kinfold.meetings.selectors import Chair, MeetingRow
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.living_map import DangerRow

KINDS = dict(Meeting.Kind.choices)
MODES = dict(Attendance.Mode.choices)
CAPACITIES = {
    "child": "child",
    "parent": "parent or carer",
    "family": "family",
    "network": "friend or neighbour",
    "professional": "professional",
}


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One meeting in the list."""

    title: str
    when: str
    line: str
    people: str
    ratio: str
    decided: str
    next_line: str
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody at a meeting, with the way to take them off the list."""

    id: UUID
    name: str
    line: str
    has_answered: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """The scale of one danger, and how far it has gone round the room."""

    title: str
    words: str
    status: str
    is_shown: bool
    url: str


def title_of(meeting: MeetingRow) -> str:
    return (
        f"{KINDS[meeting.kind]}, {day_in_words(timezone.localdate(meeting.started_at))}"
    )


def ratio(chairs: Iterable[Chair]) -> str:
    """ "4 of the family and network, 3 professionals": who the meeting belonged to."""
    people = list(chairs)
    professionals = sum(chair.is_professional for chair in people)
    word = "professional" if professionals == 1 else "professionals"
    return (
        f"{len(people) - professionals} of the family and network, "
        f"{professionals} {word}"
    )


def cards(meetings: Iterable[MeetingRow]) -> tuple[MeetingCard, ...]:
    return tuple(_card(meeting) for meeting in meetings)


def _card(meeting: MeetingRow) -> MeetingCard:
    started = timezone.localtime(meeting.started_at)
    until = (
        f" to {timezone.localtime(meeting.ended_at):%H:%M}" if meeting.ended_at else ""
    )
    return MeetingCard(
        title=title_of(meeting),
        when=f"From {started:%H:%M}{until}",
        line=", ".join(part for part in (meeting.place,) if part),
        people=phrases.listed([chair.who.name for chair in meeting.chairs]),
        ratio=ratio(meeting.chairs),
        decided=meeting.decided,
        next_line=next_line(meeting.next_on),
        url=reverse("meetings:meeting", args=[meeting.family_id, meeting.id]),
        is_open=meeting.is_open,
    )


def people_lines(meeting: MeetingRow) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            id=chair.id,
            name=chair.who.name,
            line=f"{CAPACITIES[chair.capacity]}, {MODES[chair.mode].lower()}",
            has_answered=bool(chair.said),
        )
        for chair in meeting.chairs
    )


def round_lines(
    meeting: MeetingRow, dangers: Iterable[DangerRow]
) -> tuple[RoundLine, ...]:
    """The scales that can go round the room: of what the family may see."""
    shown = [danger for danger in dangers if danger.showing.is_visible]
    return tuple(
        RoundLine(
            title=f"Worry {number}",
            words=phrases.shortened(
                danger.worried_about or danger.what_might_happen or "not written yet",
                110,
            ),
            status=_status(meeting, danger.id),
            is_shown=meeting.is_shown(danger.id),
            url=round_url(meeting, danger.id),
        )
        for number, danger in enumerate(shown, start=1)
    )


def _status(meeting: MeetingRow, danger_id: UUID) -> str:
    answered, here = len(meeting.answered(danger_id)), len(meeting.chairs)
    if meeting.is_shown(danger_id):
        return f"{answered} of {here} answered, and the numbers are shown"
    return f"{answered} of {here} have answered" if answered else "Not asked yet"
