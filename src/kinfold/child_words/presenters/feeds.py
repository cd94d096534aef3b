"""What a worker could take from the child's own words, and what stands against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.urls import reverse

from kinfold.child_tools.presenters.session_page import ItemCard, item_card
from kinfold.child_words.selectors.placed import ASK_WHETHER_THEY_STAY
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.child_feeds import KINDS_FOR, READ_BY_FAMILY, FeedKind
from kinfold_core.practice.child_no import Refusals, is_named_in
from kinfold_core.practice.child_rows import ItemRow, SessionRow
from kinfold_core.practice.child_sharing import is_for_family, why_not_on_the_map
from kinfold_core.practice.network import NetworkPerson
from kinfold_core.practice.taken_back import said_by
from kinfold_core.practice.written import Named

TakenBack: TypeAlias = Collection[tuple[UUID | None, str]]
"""Things that were taken back; with the words, where it is words in a set."""
HIDDEN = "It will be kept from the family, because the child chose so"


@dataclass(frozen=True, slots=True)
class Offer:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a child said, with where it could go."""

    card: ItemCard
    said: str
    offers: tuple[Offer, ...]
    why_not: tuple[str, ...]
    note: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The people of the network, and whom the children do not want there."""

    network: Sequence[NetworkPerson]
    refusals: Refusals


@dataclass(frozen=True, slots=True)
class NumberCandidate:
    """`back_url`: to take it off the scale again, where it stands."""

    said: str
    url: str
    taken: bool
    back_url: str


def candidates(
    family_id: UUID,
    sessions: Sequence[SessionRow],
    gone: TakenBack,
    around: Around | None,
) -> tuple[Candidate, ...]:
    """Of every finished time: what has words, the newest first.

    A no to somebody leads to where every room hears it (R-NW12).
    """
    return tuple(
        _candidate(family_id, session, item, gone, around)
        for session in sessions
        if session.is_finished and session.may_write
        for item in session.told
        if item.words
    )


def numbers(
    family_id: UUID, sessions: Sequence[SessionRow], gone: TakenBack
) -> tuple[NumberCandidate, ...]:
    return tuple(
        NumberCandidate(
            said=f"{one.child_name} stood at {one.scale} of 10 on "
            f"{day_in_words(one.happened_on)}",
            url=reverse("child_words:feed-number", args=[family_id, one.id]),
            taken=any(
                feed.kind == FeedKind.RATING and (feed.target_id, "") not in gone
                for feed in one.feeds
            ),
            back_url=reverse("child_words:number-back", args=[family_id, one.id]),
        )
        for one in sessions
        if one.is_finished and one.may_write and one.scale is not None
    )


def _candidate(
    family_id: UUID,
    session: SessionRow,
    item: ItemRow,
    gone: TakenBack,
    around: Around | None,
) -> Candidate:
    offers, why_not = [], []
    for kind in KINDS_FOR[item.part.means]:
        why = why_not_on_the_map(item.choices, is_read_by_family=kind in READ_BY_FAMILY)
        if why:
            why_not.append(why)
            if kind is FeedKind.PERSON:
                why_not += [
                    f"In the network: {name}. {ASK_WHETHER_THEY_STAY}"
                    for name in _brought_in(session, item, around)
                ]
        else:
            url = reverse("child_words:feed", args=[family_id, item.id, kind.value])
            offers.append(Offer(kind.label, url))
    noes: list[str] = []
    if not why_not_on_the_map(item.choices, is_read_by_family=False):
        to_network, noes = _noes(family_id, session, item, around)
        offers += to_network
    is_shown = is_for_family(item.choices)
    return Candidate(
        card=item_card(family_id, item),
        said=f"{session.child_name}, {item.part.label.lower()}, "
        f"{day_in_words(session.happened_on)}",
        offers=tuple(offers),
        why_not=tuple(dict.fromkeys(why_not)),
        note="" if is_shown or not offers else HIDDEN,
        taken=(*_taken(session, item, gone, around), *noes),
    )


def _noes(
    family_id: UUID, session: SessionRow, item: ItemRow, around: Around | None
) -> tuple[list[Offer], list[str]]:
    """Where a no to somebody is said, and what this child said there already."""
    if around is None or not item.part.keeps_out:
        return [], []
    child = Named(name=session.child_name, person_id=session.child_id)
    offers, said = [], []
    for who in around.network:
        if not is_named_in(item.words, who.name):
            continue
        noes = around.refusals.of(who.as_who)
        theirs = [f"{no.in_words}." for no in noes if no.child.is_same_as(child)]
        said += theirs
        if not theirs:
            url = reverse("networks:view", args=[family_id, who.id])
            offers.append(Offer(f"A no to {who.name} in the network", url))
    if not offers and not said:
        url = reverse("networks:network", args=[family_id])
        offers.append(Offer("Say in the network whom it is a no to", url))
    return offers, said


def _brought_in(session: SessionRow, item: ItemRow, around: Around | None) -> list[str]:
    """Whom this thing that a child said brought into the network, where they still are,
    by name."""
    theirs = {one.target_id for one in session.feeds if one.item_id == item.id}
    people = around.network if around else ()
    return [one.name for one in people if one.is_here and one.id in theirs]


def _taken(
    session: SessionRow, item: ItemRow, gone: TakenBack, around: Around | None
) -> tuple[str, ...]:
    """Where it stands now; not where the child took it back from."""
    names = {one.id: one.name for one in around.network} if around else {}
    said = said_by(session.child_name, item.words)
    kinds = [
        f"In the network: {names[one.target_id]}"
        if one.target_id in names
        else FeedKind(one.kind).label
        for one in session.feeds
        if one.item_id == item.id
        and (one.target_id, said if one.kind == FeedKind.HOPE else "") not in gone
    ]
    return tuple(dict.fromkeys(kinds))
