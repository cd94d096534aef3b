"""Who stays for life, and who was asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.family_finding.presenters.parts import part_url
from kinfold.networks.selectors import Stayer, WhoStays
from kinfold.platform.components import Link, TimelineEntry
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_finding.logs import StayAnswer, StayRow
from kinfold_core.practice.family_finding.rows import (
    Deed,
    EpisodeRow,
    FoundRow,
    why_not_invite,
)
from kinfold_core.practice.family_finding.said import due_said, stays_said
from kinfold_core.practice.family_finding.words import Willing


@dataclass(frozen=True, slots=True)
class StayCard:
    row: StayRow
    who: str
    is_there: bool
    due: str
    stop: str
    answers: tuple[TimelineEntry, ...]
    ask_url: str


@dataclass(frozen=True, slots=True)
class StayingPage:
    counted: str
    people: tuple[StayCard, ...]
    could: tuple[Link, ...]  # who wants to be part, and has not said how they stay


def staying_page(
    family_id: UUID,
    episode: EpisodeRow,
    stays: Sequence[StayRow],
    network: WhoStays,
    *,
    today: date,
) -> StayingPage:
    """Who stays, and who may be asked: also whoever said so in the network already."""
    here = {one.found_id for one in stays}
    willing = {
        one.found_id for one in episode.of(Deed.REPLY) if one.words == Willing.YES
    }
    could = [
        one
        for one in episode.people
        if (one.id in willing or network.of(one.member_id))
        and one.id not in here
        and one.is_for_network
    ]
    return StayingPage(
        counted=stays_said(episode.child_name, stays),
        people=tuple(_card(family_id, episode, one, today) for one in stays),
        could=tuple(
            Link(one.name, part_url(family_id, episode, "lifetime:stay", one.id))
            for one in could
        ),
    )


def already_said(said: Stayer | None) -> str:
    """What the network knows of it, so that it is not asked for again."""
    if said is None:
        return ""
    return f"In the network since {day_in_words(said.since)}: {said.name} stays."


def _card(family_id: UUID, episode: EpisodeRow, row: StayRow, today: date) -> StayCard:
    found = episode.person(row.found_id)
    return StayCard(
        row=row,
        who=_who(found) if found else "",
        is_there=row.is_active,
        due=due_said(episode, row, today),
        stop=why_not_invite(episode, found) if found else "",
        answers=tuple(_answer(one) for one in reversed(row.answers)),
        ask_url=part_url(family_id, episode, "lifetime:ask-again", row.id),
    )


def _who(found: FoundRow) -> str:
    return " · ".join(one for one in (found.relationship, found.side_words) if one)


def _answer(one: StayAnswer) -> TimelineEntry:
    there = "still there" if one.is_active else "not there now"
    return TimelineEntry(
        title=phrases.capital(f"after {one.month} months: {there}"),
        when=day_in_words(one.day),
        datetime=one.day.isoformat(),
        text=f"“{one.words}”",
        icon="heart" if one.is_active else "circle",
    )
