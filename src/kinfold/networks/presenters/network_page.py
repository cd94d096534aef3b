"""The network as its page shows it: by how much people know, and by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold.networks.beyond import Placed, SidesSaid
from kinfold.networks.models import InformedStep, NetworkMember
from kinfold.networks.presenters.child_no import RefusedView, refused_view
from kinfold.networks.presenters.person_page import closed_view
from kinfold.networks.presenters.placed import Difference, difference_of
from kinfold.networks.presenters.words import there_for
from kinfold.networks.selectors import Known
from kinfold.platform.components import TimelineEntry
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.relationships import Side
from kinfold_core.practice.child_no import Refusals
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.network import (
    COUNTS_FROM,
    Level,
    Network,
    NetworkPerson,
    TellingRow,
    level_words,
)
from kinfold_core.practice.vocabulary import Concept, Pack, label

ROLES = dict(NetworkMember.Role.choices)
HOW = dict(InformedStep.How.choices)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person of the network."""

    person: NetworkPerson
    who_to: str
    there_for: str
    roles: tuple[str, ...]
    knows: str
    heard: str
    away: str
    steps: tuple[TimelineEntry, ...]
    tell_url: str
    edit_url: str
    step_back_url: str
    come_back_url: str
    person_url: str
    stands: str
    next: str
    closed: tuple[str, ...]
    refused: RefusedView | None
    differs: Difference | None


@dataclass(frozen=True, slots=True)
class Group:
    """People who know about as much."""

    title: str
    explained: str
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The children by name, whom they do not want there, and the family's circles."""

    children: Mapping[UUID, str]
    refusals: Refusals
    placed: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class NetworkPage:
    counted: str
    sides: SidesSaid
    groups: tuple[Group, ...]
    away: tuple[PersonCard, ...]
    findings: tuple[Finding, ...]
    has_noes: bool
    by_child: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(group.people for group in self.groups) and not self.away


def network_page(
    family_id: UUID,
    network: Network,
    dangers: Sequence[DangerRow],
    pack: Pack,
    known: Mapping[UUID, Known],
    around: Around,
    sides: SidesSaid,
    *,
    findings: tuple[Finding, ...],
) -> NetworkPage:
    """Who knows what, who is missing, and the next thing to ask."""
    cards = [
        _card(family_id, person, dangers, pack, known[person.id], around)
        for person in network.people
    ]
    here = [card for card in cards if card.person.is_here]
    return NetworkPage(
        counted=_counted(network),
        sides=sides,
        groups=_groups(here, pack),
        away=tuple(card for card in cards if not card.person.is_here),
        findings=findings,
        has_noes=bool(around.refusals.words),
        by_child=_by_child(network, around.children),
    )


def _counted(network: Network) -> str:
    names = [person.name for person in network.counted]
    if not names:
        return "Nobody around the children has heard the whole worry yet."
    verb = "has" if len(names) == 1 else "have"
    return f"{phrases.listed(names)} {verb} heard the worry and can stand by the plan."


def _by_child(network: Network, children: Mapping[UUID, str]) -> tuple[str, ...]:
    """Of each child who is there for them, once somebody was asked; else nothing.

    "Kai: Nan Jo and Raj." A child with nobody is said so.
    """
    if len(children) < 2 or not any(person.children for person in network.here):
        return ()
    lines = []
    for key, name in children.items():
        theirs = [one.name for one in network.here if key in one.children]
        lines.append(
            f"{name}: {phrases.listed(theirs)}."
            if theirs
            else f"{name}: nobody is written down yet."
        )
    return tuple(lines)


def _groups(cards: Sequence[PersonCard], pack: Pack) -> tuple[Group, ...]:
    dangers, goals = label(pack, Concept.DANGER).many, label(pack, Concept.GOAL).many

    def between(low: int, high: int) -> tuple[PersonCard, ...]:
        return tuple(card for card in cards if low <= card.person.level <= high)

    return (
        Group(
            "Know the whole worry",
            f"They have heard the {dangers} and {goals}. They count as the network, "
            "and can carry part of the plan.",
            between(COUNTS_FROM, Level.SAID_BACK),
        ),
        Group(
            "Know some of it",
            f"They need to hear the {dangers} before they can be real help.",
            between(Level.SERVICES, Level.SOME),
        ),
        Group(
            "Not told yet",
            "Plan with the parents how to tell them, and what to ask of them.",
            between(Level.NOT_TOLD, Level.NOT_TOLD),
        ),
    )


def _card(
    family_id: UUID,
    person: NetworkPerson,
    dangers: Sequence[DangerRow],
    pack: Pack,
    known: Known,
    around: Around,
) -> PersonCard:
    side = Side(person.side).label if person.side else ""
    refused = refused_view(family_id, around.refusals, person.as_who)
    away = ""
    if person.ended_on:
        since = day_in_words(person.ended_on)
        away = f"Stepped back on {since}: {phrases.as_sentence(person.ended_reason)}"

    def address(name: str) -> str:
        return reverse(f"networks:{name}", args=[family_id, person.id])

    return PersonCard(
        person=person,
        who_to=" · ".join(part for part in (person.relationship, side) if part),
        there_for=there_for(person.children, around.children),
        roles=tuple(ROLES[role] for role in person.roles if role in ROLES),
        knows=phrases.as_sentence(phrases.capital(level_words(person.level, pack))),
        heard=heard_line(person, dangers, pack),
        away=away,
        steps=tuple(
            _step(telling, dangers, pack) for telling in reversed(person.tellings)
        ),
        tell_url=address("tell"),
        edit_url=address("edit-member"),
        step_back_url=address("step-back"),
        come_back_url=address("come-back"),
        person_url=address("person"),
        stands=known.standing.words,
        next=(refused and refused.next) or known.standing.next_for(person.name),
        closed=tuple(
            f"{one.title}. {one.review}."
            for one in (
                closed_view(family_id, role, today=around.refusals.today)
                for role in known.closed
            )
        ),
        refused=refused,
        differs=difference_of(person, around.placed),
    )


def heard_line(person: NetworkPerson, dangers: Sequence[DangerRow], pack: Pack) -> str:
    """What they have not heard, or not as it stands now; "" when there is nothing.

    "Has heard worry statement 1. Worry statement 2 has changed since they heard it."
    """
    heard = [one for one in dangers if one.id in person.heard]
    current = [one for one in heard if person.heard[one.id] == one.version]
    changed = [one for one in heard if person.heard[one.id] != one.version]
    missing = [one for one in dangers if one.id not in person.heard]
    if not heard or not (changed or missing):
        return ""
    lines = []
    if current:
        lines.append(f"Has heard {_numbers(current, pack)}.")
    if changed:
        has = "has" if len(changed) == 1 else "have"
        it = "it" if len(changed) == 1 else "them"
        named = phrases.capital(_numbers(changed, pack))
        lines.append(f"{named} {has} changed since they heard {it}.")
    if missing:
        lines.append(f"Has not heard {_numbers(missing, pack)}.")
    return " ".join(lines)


def _numbers(dangers: Sequence[DangerRow], pack: Pack) -> str:
    words = label(pack, Concept.DANGER)
    word = words.one if len(dangers) == 1 else words.many
    return f"{word} {phrases.listed([str(one.number) for one in dangers])}"


def _step(
    telling: TellingRow, dangers: Sequence[DangerRow], pack: Pack
) -> TimelineEntry:
    heard = {one.danger_id for one in telling.heard}
    named = [one for one in dangers if one.id in heard]
    about = f" Heard {_numbers(named, pack)}." if named else ""
    return TimelineEntry(
        title=phrases.capital(level_words(telling.level, pack)),
        when=day_in_words(telling.told_on),
        datetime=telling.told_on.isoformat(),
        text=f"{HOW[telling.how]}.{about} Agreed: "
        f"{phrases.as_sentence(telling.permission)}",
        by=f"told by {telling.told_by}",
        icon="message-circle",
    )
