"""Who stands around the child, and how much of the worry each of them has heard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID

from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.vocabulary import Concept, Pack, label
from kinfold_core.practice.written import NOBODY, Named


class Level(IntEnum):
    """What somebody has been told. Nobody is ever told less (invariant I6)."""

    NOT_TOLD = 0
    SERVICES = 1
    SOME = 2
    HEARD = 3
    PLAN = 4
    SAID_BACK = 5


LEVEL_WORDS: dict[int, str] = {
    Level.NOT_TOLD: "not told anything yet",
    Level.SERVICES: "knows that services are involved",
    Level.SOME: "knows some of the worry",
    Level.HEARD: "has heard the danger statements and goals",
    Level.PLAN: "has seen the words and pictures, or the whole plan",
    Level.SAID_BACK: "has said it back in their own words",
}


def level_words(level: int, pack: Pack) -> str:
    """What somebody knows, in the words of the family's pack."""
    if level == Level.HEARD:
        danger, goal = label(pack, Concept.DANGER), label(pack, Concept.GOAL)
        return f"has heard the {danger.many} and {goal.many}"
    return LEVEL_WORDS[level]


COUNTS_FROM = Level.HEARD
"""R-NW1: only those who have heard the worry count as the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDetails:
    """Somebody who may stand by the child, as they were written down.

    `children`: which of the family's children they are there for; nobody was asked yet
    while it is empty.
    """

    who: Named
    relationship: str = ""
    side: str = ""
    roles: tuple[str, ...] = ()
    children: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingDetails:
    """What somebody was told, when, how, by whom, and who agreed to it."""

    level: int
    told_on: date
    how: str
    told_by: Named = NOBODY
    permission: str = ""
    danger_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class HeardDanger:
    """A danger statement somebody heard, and the version they heard it in."""

    danger_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One step of being told, as it was written down. Never changed."""

    level: int
    told_on: date
    how: str
    told_by: str
    permission: str
    heard: tuple[HeardDanger, ...]


@dataclass(frozen=True, kw_only=True)
class NetworkPerson(MemberDetails):
    """Somebody of the network with all they were told, oldest first."""

    id: UUID
    version: int
    started_on: date
    ended_on: date | None
    ended_reason: str
    tellings: tuple[TellingRow, ...]

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def as_who(self) -> Who:
        """By every key that is theirs here, to be known again in other rooms."""
        return Who(name=self.name, member_id=self.id, person_id=self.who.person_id)

    @property
    def level(self) -> int:
        """The most they have been told: knowing is not unlearned."""
        return max((one.level for one in self.tellings), default=0)

    @property
    def heard(self) -> dict[UUID, int]:
        """Each danger statement they heard, and its newest version they heard."""
        return {
            danger.danger_id: danger.version
            for telling in self.tellings
            for danger in telling.heard
        }

    @property
    def is_here(self) -> bool:
        return self.ended_on is None

    @property
    def counts(self) -> bool:
        """Whether they count as the network (R-NW1)."""
        return self.is_here and self.level >= COUNTS_FROM


@dataclass(frozen=True, slots=True)
class Network:
    """Everybody around the children of one family."""

    people: tuple[NetworkPerson, ...] = ()

    @property
    def here(self) -> tuple[NetworkPerson, ...]:
        return tuple(one for one in self.people if one.is_here)

    @property
    def counted(self) -> tuple[NetworkPerson, ...]:
        return tuple(one for one in self.people if one.counts)

    def person(self, member_id: UUID) -> NetworkPerson | None:
        return next((one for one in self.people if one.id == member_id), None)


def why_not_told(
    *,
    level: int,
    current: int,
    heard_before: Collection[UUID],
    heard_now: Collection[UUID],
) -> str:
    """Why this cannot be the next step of what somebody knows; "" when it can.

    What somebody was told is never taken back (I6), and whoever counts as told has
    heard at least one danger statement (I3).
    """
    if level < current:
        return (
            f"They already know more: they are somebody who {LEVEL_WORDS[current]}. "
            "What somebody was told stays written down"
        )
    if level >= COUNTS_FROM and not {*heard_before, *heard_now}:
        return "Tick what they have heard"
    if level < COUNTS_FROM and heard_now:
        return (
            "Somebody who has heard one of these knows more than this. "
            "Choose that they have heard it, or untick it"
        )
    return ""
