"""The ladder of family time: help passes from services to informed people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kinfold_core.practice.written import Named


class Rung(StrEnum):
    """Who keeps the time safe. Each rung up, the family carries more of it."""

    SERVICES = "services"
    BOTH = "both"
    NETWORK = "network"
    ALONE = "alone"
    OVERNIGHT = "overnight"
    HOME = "home"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def height(self) -> int:
        return list(Rung).index(self)


_LABELS = {
    Rung.SERVICES: "A professional is there",
    Rung.BOTH: "A professional and somebody of the network are there",
    Rung.NETWORK: "Somebody of the network is there, who knows the worry",
    Rung.ALONE: "On their own, and the network checks",
    Rung.OVERNIGHT: "Overnight, and the network checks",
    Rung.HOME: "Home",
}
NEEDS_NETWORK = frozenset({Rung.BOTH, Rung.NETWORK})


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderDetails:
    """Which child, with whom, and why it is not ordinary time yet."""

    child_id: UUID
    child_name: str
    with_whom: Named
    why: str
    court_words: str = ""
    started_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDetails:
    """One arrangement as somebody typed it. `professionals`: by name, of services."""

    rung: str
    arrangement: str
    purpose: str = ""
    begins_when: str = ""
    planned_on: date | None = None
    member_ids: tuple[UUID, ...] = ()
    professionals: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDetails:
    """What was decided of a step, and what the child says of it."""

    direction: str
    decided_on: date
    decided_by: Named
    reason: str
    child_view: str
    network_view: str = ""
    next_step_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: UUID
    direction: str
    decided_on: date
    decided_by: str
    reason: str
    child_view: str
    network_view: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who is there; `member_id` when they are of the network."""

    name: str
    member_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of a ladder with what was decided of it, newest first."""

    id: UUID
    rung: Rung
    arrangement: str
    purpose: str
    begins_when: str
    planned_on: date | None
    started_on: date | None
    ended_on: date | None
    presences: tuple[Presence, ...]
    decisions: tuple[DecisionRow, ...]

    @property
    def newest_id(self) -> UUID | None:
        """Of what was written last: their keys are in the order of writing."""
        return max((one.id for one in self.decisions), default=None)

    @property
    def is_running(self) -> bool:
        return self.started_on is not None and self.ended_on is None

    @property
    def is_planned(self) -> bool:
        return self.started_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRow:
    """One child's family time with one person, the lowest rung first."""

    id: UUID
    child_name: str
    with_name: str
    why: str
    court_words: str
    started_on: date
    ended_on: date | None
    ended_reason: str
    steps: tuple[StepRow, ...]

    @property
    def running(self) -> StepRow | None:
        return next((step for step in self.steps if step.is_running), None)

    @property
    def planned(self) -> tuple[StepRow, ...]:
        return tuple(step for step in self.steps if step.is_planned)


def why_not_begin(
    rung: Rung, presences: Sequence[Presence], informed: frozenset[UUID]
) -> str:
    """Why a step cannot begin, or "". `informed`: who of the network has heard.

    Somebody who keeps the time safe knows what it is to be kept safe from (I3).
    """
    members = [one for one in presences if one.member_id]
    if rung in NEEDS_NETWORK and not members:
        return "Nobody of the network is named for this step"
    unaware = [one.name for one in members if one.member_id not in informed]
    if unaware:
        return f"{unaware[0]} has not been told the whole worry yet. Tell them first"
    return ""


def why_not_turn(direction: str, now: Rung, then: Rung | None) -> str:
    """Why this decision cannot be about these two steps, or ""."""
    if direction not in {"up", "down"}:
        return ""
    if then is None:
        return "Choose the step it goes to, or write that step down first"
    if direction == "up" and then.height < now.height:
        return "That step has more help than this one. Choose “down”, or another step"
    if direction == "down" and then.height > now.height:
        return "That step has less help than this one. Choose “up”, or another step"
    return ""
