"""How a family's plan is lived: what was tried, what was written, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kinfold_core.findings import Finding
from kinfold_core.practice import rulebook
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.facts_planning import (
    LivedPlanFacts,
    LivedRuleFacts,
    RuleKind,
)
from kinfold_core.practice.family_plan import RuleRow, StandingPlan
from kinfold_core.practice.plan_written import Who

RECENT_DAYS = Expectations().tried_within


class CheckKind(StrEnum):
    """How it came to be seen whether a rule works."""

    USED_FOR_REAL = "used_for_real"
    REHEARSAL = "rehearsal"
    DROP_IN_ANNOUNCED = "drop_in_announced"
    DROP_IN_UNANNOUNCED = "drop_in_unannounced"
    CHILD_TALK = "child_talk"
    VISIT = "visit"
    OBJECT_CHECK = "object_check"


HARD_MOMENT_TRIED = frozenset({CheckKind.USED_FOR_REAL, CheckKind.REHEARSAL})
"""A hard moment is tried by living or practising it; a visit does not show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDetails:
    """How a rule was lived one day, as somebody tells it."""

    rule_id: UUID
    kind: str
    checked_on: date
    seen_by: Who
    what_happened: str
    worked: str
    change_made: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckRow(CheckDetails):
    """A check that was written down. `rule_version` is the wording it was of."""

    id: UUID
    rule_version: int
    recorded_by: str
    recorded_at: datetime

    @property
    def has_worked(self) -> bool:
        return self.worked != "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalDetails:
    """What somebody says of the plan on one day."""

    author: Who
    capacity: str
    happened_on: date
    went_well: str = ""
    hard: str = ""
    what_we_did: str = ""
    is_red_flag: bool = False
    feeling: int | None = None
    rule_ids: tuple[UUID, ...] = ()
    is_agency_only: bool = False
    hidden_reason: str = ""
    hidden_review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class JournalRow(JournalDetails):
    """An entry of the journal. `corrected_by` is the newer entry, when there is one."""

    id: UUID
    corrects_id: UUID | None
    corrected_by: UUID | None
    read_by: tuple[str, ...]
    is_read_by_viewer: bool
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDetails:
    """A review as those who came tell it. `rule_ids` are to be looked at again."""

    held_on: date
    place: str = ""
    people: tuple[str, ...] = ()
    went_well: str = ""
    was_hard: str = ""
    children_said: str = ""
    decided: str = ""
    next_review_on: date | None = None
    rule_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReviewRow(ReviewDetails):
    id: UUID
    plan_version: int
    seen: Mapping[str, object]
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Strength:
    """How well one rule has held so far."""

    times: int = 0
    worked: int = 0
    last_on: date | None = None
    last_by: str = ""
    last_worked: str = ""

    @property
    def is_untested(self) -> bool:
        return not self.times


UNTESTED = Strength()


@dataclass(frozen=True, kw_only=True)
class LivedPlan:
    """The plan as it stands with every check of its rules, newest first.

    `last_network_on`: the day somebody of the network last wrote or looked in;
    `recent_days`: within how many each rule is hoped to be used or tried.
    """

    plan: StandingPlan
    checks: tuple[CheckRow, ...] = ()
    last_network_on: date | None = None
    strengths: Mapping[UUID, Strength] = field(default_factory=dict)
    recent_days: int = RECENT_DAYS

    def strength(self, rule_id: UUID) -> Strength:
        return self.strengths.get(rule_id, UNTESTED)

    @property
    def live_rules(self) -> tuple[RuleRow, ...]:
        """Rules that are lived by now; what services give is not theirs to try."""
        if not self.plan.is_in_force:
            return ()
        return tuple(r for r in self.plan.rules if r.is_live and not r.is_service)

    def tried_lately(self, today: date) -> tuple[RuleRow, ...]:
        since = today - timedelta(days=self.recent_days)
        return tuple(
            rule
            for rule in self.live_rules
            if (last := self.strength(rule.id).last_on) and last >= since
        )

    @property
    def untried_hard_moments(self) -> tuple[RuleRow, ...]:
        """Rules for a hard moment that nobody has seen work yet."""
        shown = {
            check.rule_id
            for check in self.checks
            if check.kind in HARD_MOMENT_TRIED and check.has_worked
        }
        return tuple(r for r in self.plan.hard_moments if r.id not in shown)


def strengths_of(checks: tuple[CheckRow, ...]) -> dict[UUID, Strength]:
    """How well each rule held, from its checks, newest first."""
    found: dict[UUID, Strength] = {}
    for check in reversed(checks):
        before = found.get(check.rule_id, UNTESTED)
        found[check.rule_id] = Strength(
            times=before.times + 1,
            worked=before.worked + (1 if check.worked == "yes" else 0),
            last_on=check.checked_on,
            last_by=check.seen_by.name,
            last_worked=check.worked,
        )
    return found


def what_is_untried(lived: LivedPlan) -> tuple[Finding, ...]:
    """Why the plan cannot be called shown to work yet (R-MO1)."""
    untried = {rule.id for rule in lived.untried_hard_moments}
    return rulebook.check_lived_plan(
        LivedPlanFacts(
            tuple(
                LivedRuleFacts(
                    rule.text, RuleKind(rule.kind), 0 if rule.id in untried else 1
                )
                for rule in lived.plan.rules
            )
        )
    )
