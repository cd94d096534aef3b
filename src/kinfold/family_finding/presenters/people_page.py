"""Everybody who was found, by side, and what was tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.family_finding.presenters.parts import part_url
from kinfold.platform.components import Link, TimelineEntry
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.relationships import Side
from kinfold_core.practice.family_finding.logs import ReachRow, SearchRow
from kinfold_core.practice.family_finding.measures import count
from kinfold_core.practice.family_finding.rows import (
    Deed,
    EpisodeRow,
    FoundRow,
    why_not_contact,
)
from kinfold_core.practice.family_finding.said import (
    child_says,
    known_of,
    reach_said,
    search_said,
    standing_of,
    who_they_are,
)
from kinfold_core.practice.family_finding.words import Method, Source, Willing


@dataclass(frozen=True, slots=True)
class FoundCard:
    row: FoundRow
    who: str
    state: str
    tone: str
    lines: tuple[str, ...]
    child: str
    stop: str
    past: tuple[TimelineEntry, ...]
    do: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SideGroup:
    title: str
    key: str
    people: tuple[FoundCard, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    counted: str
    groups: tuple[SideGroup, ...]
    searches: tuple[TimelineEntry, ...]


def people_page(
    family_id: UUID,
    episode: EpisodeRow,
    reaches: Mapping[UUID, Sequence[ReachRow]],
    searches: Sequence[SearchRow],
    *,
    today: date,
) -> PeoplePage:
    counts = count(episode, today)
    stays = {one.found_id for one in episode.of(Deed.LIFETIME)}
    cards = [
        _card(family_id, episode, one, reaches.get(one.id, ()), one.id in stays)
        for one in episode.people
    ]
    groups = [
        SideGroup(
            title=phrases.capital(side.label),
            key=side.value,
            people=tuple(card for card in cards if card.row.side == side),
        )
        for side in Side
    ]
    return PeoplePage(
        counted=f"{counts.identified} of {counts.target} people: {counts.maternal} on "
        f"the mother's side, {counts.paternal} on the father's.",
        groups=tuple(one for one in groups if one.people),
        searches=tuple(_search(one) for one in searches),
    )


def _card(
    family_id: UUID,
    episode: EpisodeRow,
    row: FoundRow,
    reaches: Sequence[ReachRow],
    stays: bool,
) -> FoundCard:
    state, tone = standing_of(row, reaches, stays=stays)
    stop = why_not_contact(episode, row)
    return FoundCard(
        row=row,
        who=who_they_are(row),
        state=state,
        tone=tone,
        lines=known_of(row),
        child=child_says(episode, row),
        stop=stop if episode.is_screened else "",
        past=tuple(_reached(one) for one in reversed(reaches)),
        do=_do(family_id, episode, row, stop, stays),
    )


def _do(
    family_id: UUID, episode: EpisodeRow, row: FoundRow, stop: str, stays: bool
) -> tuple[Link, ...]:
    may_near = row.is_for_network
    do = [
        (not stop, "Reach for them", "reach"),
        (True, "They answered", "answer"),
        (True, f"{episode.child_name} says", "wish"),
        (True, "Safety check", "safety"),
        (may_near and not row.member_id, "Join the network", "join"),
        (may_near and not stays, "Stays for life", "lifetime:stay"),
        (True, "Change", "edit-found"),
    ]
    return tuple(
        Link(label, part_url(family_id, episode, name, row.id))
        for is_offered, label, name in do
        if is_offered
    )


def _reached(one: ReachRow) -> TimelineEntry:
    if one.is_reply:
        title, icon = f"Answered: {Willing(one.how).label}", "message-circle"
    else:
        title, icon = f"Reached for: {Method(one.how).label}", "send"
    return _on(one.day, title, reach_said(one), icon)


def _search(one: SearchRow) -> TimelineEntry:
    title = f"{Source(one.source).label}: {one.query}"
    return _on(one.day, title, search_said(one), "search", one.by)


def _on(day: date, title: str, text: str, icon: str, by: str = "") -> TimelineEntry:
    when, iso = day_in_words(day), day.isoformat()
    return TimelineEntry(title, when, iso, text, by=by, icon=icon)
