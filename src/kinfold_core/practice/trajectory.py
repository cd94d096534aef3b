"""The road to closing as rows: promises, slips, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinfold_core.practice.facts_road import MilestoneFacts, TrajectoryFacts
from kinfold_core.practice.immediate import AgreementRow
from kinfold_core.practice.road import QuestionRow
from kinfold_core.practice.written import Named

OWNERS = ("agency", "family", "network")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDetails:
    """One dated step, or a day that the law asks for, as somebody typed it."""

    what: str
    owner_kind: str
    owner: Named
    target_on: date
    kind: str = "step"
    for_whom: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """Its day moved, and why."""

    from_on: date
    to_on: date
    reason: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class MilestoneRow(MilestoneDetails):
    """A step with what became of it, slips oldest first."""

    id: UUID
    version: int
    achieved_on: date | None
    comment: str
    taken_off_on: date | None
    taken_off_reason: str
    slips: tuple[SlipRow, ...]

    @property
    def stands(self) -> bool:
        return self.taken_off_on is None

    @property
    def is_open(self) -> bool:
        return self.stands and self.achieved_on is None

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.target_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A family's whole road. `version` is 0 when nothing was written yet."""

    id: UUID | None = None
    closure: str = ""
    version: int = 0
    milestones: tuple[MilestoneRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()

    @property
    def standing(self) -> tuple[MilestoneRow, ...]:
        """In the order of their days."""
        return tuple(
            sorted(
                (one for one in self.milestones if one.stands),
                key=lambda one: (one.achieved_on or one.target_on, one.what),
            )
        )

    def overdue(self, today: date) -> tuple[MilestoneRow, ...]:
        """What was promised and its day has passed: the agency's own first (I12)."""
        late = [one for one in self.milestones if one.is_overdue(today)]
        return tuple(
            sorted(late, key=lambda one: (OWNERS.index(one.owner_kind), one.target_on))
        )

    @property
    def facts(self) -> TrajectoryFacts:
        """What the rules look at. Days of the law are nobody's promise of a step."""
        return TrajectoryFacts(
            closure=self.closure,
            milestones=tuple(
                MilestoneFacts(
                    what=one.what,
                    owner_kind=one.owner_kind,
                    owner=one.owner.name,
                    has_date=True,
                    slips_without_reason=sum(not slip.reason for slip in one.slips),
                )
                for one in self.standing
                if one.kind == "step"
            ),
        )
