"""What rooms above know of the people of a network, as each room offers it.

The network is below the plan and below who does what, and reads none of their tables: a
room says when it starts what it knows (as `kinfold.records.known_names` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.practice.child_no import ChildWord, Despite
from kinfold_core.practice.network import Network
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.standing_by import LedgerRow, Promised

if TYPE_CHECKING:
    from kinfold.practice.selectors.members import Ground


@dataclass(frozen=True, slots=True)
class PlanKnown:
    """Whether the family lives by a plan, and whom any of its dangers is about.

    `is_next`: it makes one and does not live by any. One that does not hold for now is
    neither.
    """

    is_live: bool = False
    sources: tuple[Who, ...] = ()
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a parent or child says that somebody stands, and where that is changed."""

    who: Who
    ring: int
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class SideSaid:
    """One side of children who share it: who is there, or how we tried.

    `of_whom` is the recorded parent, or that there is none; `question` what is to be
    asked next. Where nothing can be asked of it, `ask_url` is "".
    """

    name: str
    of_whom: str
    people: str
    asked: tuple[str, ...]
    question: str
    note: str = ""
    ask_url: str = ""


@dataclass(frozen=True, slots=True)
class SidesSaid:
    """Both sides of every child, never silently empty."""

    first_asked: str = ""
    sides: tuple[SideSaid, ...] = ()
    earlier: tuple[str, ...] = ()


# who looks, and an authorised family
PromisesOf: TypeAlias = Callable[[Viewer, UUID], Mapping[UUID, Promised]]
PlanOf: TypeAlias = Callable[[Viewer, UUID], PlanKnown]
GivenOf: TypeAlias = Callable[[Viewer, UUID], Iterable[LedgerRow]]
ChildWordsOf: TypeAlias = Callable[[Viewer, UUID], Iterable[ChildWord]]
DespiteOf: TypeAlias = Callable[[Viewer, UUID], Iterable[Despite]]
PlacedOf: TypeAlias = Callable[[Viewer, UUID], Iterable[Placed]]
QuestionsOf: TypeAlias = Callable[[Viewer, UUID], Mapping[UUID, str]]
SidesOf: TypeAlias = "Callable[[Viewer, Ground, Network], SidesSaid]"

_PROMISES: dict[str, PromisesOf] = {}
_PLAN: dict[str, PlanOf] = {}
_GIVEN: dict[str, GivenOf] = {}
_CHILD_WORDS: dict[str, ChildWordsOf] = {}
_DESPITE: dict[str, DespiteOf] = {}
_PLACED: dict[str, PlacedOf] = {}
_QUESTIONS: dict[str, QuestionsOf] = {}
_SIDES: list[SidesOf] = []


def offer_promises(room: str, promises_of: PromisesOf) -> None:
    """Add who said yes to something, and kept it."""
    _PROMISES[room] = promises_of


def offer_plan(room: str, plan_of: PlanOf) -> None:
    """Add what is known of the plan."""
    _PLAN[room] = plan_of


def offer_given(room: str, given_of: GivenOf) -> None:
    """Add what people of the network were given."""
    _GIVEN[room] = given_of


def offer_child_words(room: str, words_of: ChildWordsOf) -> None:
    """Add what children said of people in another room."""
    _CHILD_WORDS[room] = words_of


def offer_despite(room: str, despite_of: DespiteOf) -> None:
    """Add what was decided over a child's no."""
    _DESPITE[room] = despite_of


def offer_placed(room: str, placed_of: PlacedOf) -> None:
    """Add where people stand around the children, as the family says it."""
    _PLACED[room] = placed_of


def offer_questions(room: str, questions_of: QuestionsOf) -> None:
    """Add what is to be asked about somebody, by member."""
    _QUESTIONS[room] = questions_of


def offer_sides(sides_of: SidesOf) -> None:
    """Say who was asked about each child's mother's and father's side."""
    _SIDES.append(sides_of)


def promises_known(viewer: Viewer, family_id: UUID) -> dict[UUID, Promised]:
    """By member, what every room knows of their own commitments."""
    return {
        key: promised
        for promises_of in _PROMISES.values()
        for key, promised in promises_of(viewer, family_id).items()
    }


def plan_known(viewer: Viewer, family_id: UUID) -> PlanKnown:
    """Whether the family lives by a plan, and whom it says its dangers are about."""
    known = [plan_of(viewer, family_id) for plan_of in _PLAN.values()]
    return PlanKnown(
        is_live=any(one.is_live for one in known),
        sources=tuple(who for one in known for who in one.sources),
        is_next=any(one.is_next for one in known),
    )


def given_known(viewer: Viewer, family_id: UUID) -> tuple[LedgerRow, ...]:
    """What the people of this network were given, as other rooms tell it."""
    return tuple(
        row for given_of in _GIVEN.values() for row in given_of(viewer, family_id)
    )


def child_words_known(viewer: Viewer, family_id: UUID) -> tuple[ChildWord, ...]:
    """What the family's children said of people, as other rooms tell it."""
    return tuple(
        word
        for words_of in _CHILD_WORDS.values()
        for word in words_of(viewer, family_id)
    )


def despite_known(viewer: Viewer, family_id: UUID) -> tuple[Despite, ...]:
    """What was decided over a child's no, in the order of writing."""
    return tuple(
        one for despite_of in _DESPITE.values() for one in despite_of(viewer, family_id)
    )


def placed_known(viewer: Viewer, family_id: UUID) -> tuple[Placed, ...]:
    """Where people stand around the children, as the family says it."""
    return tuple(
        one for placed_of in _PLACED.values() for one in placed_of(viewer, family_id)
    )


def questions_known(
    viewer: Viewer, family_id: UUID, member_id: UUID
) -> tuple[str, ...]:
    """What is to be asked about one member, as other rooms tell it."""
    asked = (of(viewer, family_id).get(member_id) for of in _QUESTIONS.values())
    return tuple(one for one in asked if one)


def sides_known(viewer: Viewer, ground: Ground, network: Network) -> SidesSaid:
    """Of each child who is on either side, and who was asked."""
    said = [sides_of(viewer, ground, network) for sides_of in _SIDES]
    return said[0] if said else SidesSaid()
