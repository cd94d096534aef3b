"""Meetings that people are asked to, and what all of them come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold.meetings.selectors import PlannedRow
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.network_meeting import PURPOSES, MeetingCounts


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """A meeting that people are asked to, as the list has it."""

    title: str
    when: str
    people: str
    url: str


def planned_cards(
    family_id: UUID, planned: Iterable[PlannedRow]
) -> tuple[PlannedCard, ...]:
    return tuple(
        PlannedCard(
            title=PURPOSES[one.purpose],
            when=when_of(one),
            people=f"{one.convened_by} asks "
            f"{phrases.listed([person.who.name for person in one.people])}",
            url=reverse("network_meetings:planned", args=[family_id, one.id]),
        )
        for one in planned
    )


def when_of(planned: PlannedRow) -> str:
    """ "Thursday 14 March 2030, half past four to six"."""
    day = f"{planned.on_day:%A} {day_in_words(planned.on_day)}"
    return ", ".join(part for part in (day, planned.at_time) if part)


def counted(counts: MeetingCounts) -> str:
    """What the family's meetings with its network come to, in three sentences."""
    if not counts.all_held:
        return ""
    times = "once" if counts.all_held == 1 else f"{counts.all_held} times"
    said = [
        f"Family and network have met {times}, {counts.recent} of them in the last "
        "eight weeks."
        if counts.all_held > 1
        else f"Family and network have met {times}."
    ]
    if counts.come_back:
        said.append(f"{phrases.listed(counts.come_back)} came more than once.")
    more = "more" if counts.is_theirs else "not more"
    said.append(f"There were {more} of theirs than of us.")
    return " ".join(said)
