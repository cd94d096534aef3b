"""What the plan's pages know: frozen rows of the selectors, no models, no markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kinfold_core.phrases import capital
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.living_map import fields_of
from kinfold_core.practice.plan_written import PlanRuleDetails, Who
from kinfold_core.practice.what_was_read import stamp_of

IN_FORCE = frozenset({"live", "demonstrated", "long_haul"})


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A rule was read with somebody. `is_current`: the rule still says the same."""

    who: Who
    is_child: bool
    read_on: date
    understood: str
    words: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The service's newest answer to a rule as it now stands."""

    answer: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RuleRow(PlanRuleDetails):
    """A rule as it stands. `is_live`: this wording is part of what is in force."""

    id: UUID
    version: int
    reading_age: float | None
    readings: tuple[ReadingRow, ...]
    answer: AnswerRow | None
    entered_by: str
    changed_by: str
    changed_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    is_live: bool

    @property
    def details(self) -> PlanRuleDetails:
        """The rule as somebody would have said it."""
        return PlanRuleDetails(**fields_of(self, PlanRuleDetails))

    @property
    def is_service(self) -> bool:
        return self.kind == RuleKind.SERVICE_SUPPORT

    @property
    def named(self) -> tuple[Who, ...]:
        return (*self.carriers, *self.backups)

    def is_read_with(self, who: Who) -> bool:
        """Whether these words were read through with them; a worker knows them."""
        return bool(who.worker_id) or any(
            reading.is_current and reading.who.is_same_as(who)
            for reading in self.readings
        )

    @property
    def child_readings(self) -> tuple[ReadingRow, ...]:
        return tuple(one for one in self.readings if one.is_child)


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """Words a worker suggested, and what somebody of the family said to them."""

    id: UUID
    rule_id: UUID | None
    text: str
    why: str
    by: str
    at: datetime
    answer: str = ""
    answered_by: str = ""
    answer_words: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the plan, with the words that were said."""

    step: str
    version: int
    taken_on: date
    people: tuple[str, ...]
    words: str
    recorded_by: str
    recorded_by_id: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A danger or a bottom line that the plan has to answer."""

    id: UUID
    label: str
    text: str
    is_shared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInForce:
    """What a family lives by today, word for word as it went live.

    While it is suspended it has no rules, and `replaced_today_by` says what holds;
    `paused_rules` are those that were lived by until then. `rule_ids` are of `rules`,
    in their order.
    """

    title: str
    effective_from: date | None
    review_on: date | None
    replaced_today_by: str
    rules: tuple[PlanRuleDetails, ...]
    rule_ids: tuple[UUID, ...] = ()
    paused_rules: tuple[PlanRuleDetails, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StandingPlan:
    """A family's plan as it stands. `id` is None when nothing was written yet.

    Attributes:
        word: what such a plan is called for this family ("family plan").
        told: of each danger, the keys of those in the network who have heard it.
        children: keys of the family's children, who are not asked to have heard it.
        sources: of each danger, whose actions it is about.
    """

    id: UUID | None = None
    family_id: UUID
    title: str = ""
    word: str = "safety plan"
    status: str = "draft"
    version: int = 1
    live_version: int | None = None
    live_id: UUID | None = None
    effective_from: date | None = None
    review_on: date | None = None
    suspended_reason: str = ""
    replaced_today_by: str = ""
    rules: tuple[RuleRow, ...] = ()
    withdrawn: tuple[RuleRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    suggestions: tuple[SuggestionRow, ...] = ()
    dangers: tuple[ToAnswer, ...] = ()
    bottom_lines: tuple[ToAnswer, ...] = ()
    told: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    children: frozenset[UUID] = frozenset()
    sources: Mapping[UUID, tuple[Who, ...]] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """Its title in the family's words, or what their service calls such a plan."""
        return self.title or capital(self.word)

    @property
    def wordings(self) -> dict[UUID, int]:
        """Which wording of each rule stands: what they read who agree on the plan."""
        return {rule.id: rule.version for rule in self.rules}

    def changed_since(
        self, read: Mapping[UUID, int], wordings: Mapping[UUID, str]
    ) -> list[tuple[str, str, str]]:
        """What differs from what was read: what became of it, how it read, and reads.

        `wordings` are the words of `read`.
        """
        now = {rule.id: rule for rule in self.rules}
        changed = [
            ("Changed" if key in read else "New", wordings.get(key, ""), rule.text)
            for key, rule in now.items()
            if read.get(key) != rule.version
        ]
        gone = [
            ("Taken out", wordings.get(key, ""), "") for key in read if key not in now
        ]
        return changed + gone

    @property
    def sources_stamp(self) -> str:
        """A mark of whose actions each danger is said to be about."""
        return stamp_of(
            f"{danger_id} {who.name}"
            for danger_id, people in self.sources.items()
            for who in people
        )

    @property
    def is_empty(self) -> bool:
        return not self.rules and not self.withdrawn

    @property
    def is_in_force(self) -> bool:
        """Whether some version is lived by, perhaps not the newest words."""
        return self.live_version is not None

    @property
    def is_changed_since_live(self) -> bool:
        return self.is_in_force and self.status not in IN_FORCE

    @property
    def hard_moments(self) -> tuple[RuleRow, ...]:
        """The rules for when it gets hard: each has to have been tried."""
        return tuple(r for r in self.rules if r.kind == RuleKind.TRIGGER_RESPONSE)

    @property
    def uncovered_bottom_lines(self) -> tuple[ToAnswer, ...]:
        met = {key for rule in self.rules for key in rule.bottom_line_ids}
        return tuple(line for line in self.bottom_lines if line.id not in met)

    @property
    def uncovered_dangers(self) -> tuple[ToAnswer, ...]:
        """Dangers that no rule of the family's own answers."""
        met = {
            key for rule in self.rules if not rule.is_service for key in rule.danger_ids
        }
        return tuple(danger for danger in self.dangers if danger.id not in met)

    @property
    def open_suggestions(self) -> tuple[SuggestionRow, ...]:
        return tuple(one for one in self.suggestions if not one.answer)

    @property
    def authors(self) -> tuple[str, ...]:
        """Whose rules these are, each once, children first."""
        order = {"child": 0, "family": 1, "network": 2}
        by = sorted(self.rules, key=lambda rule: order.get(rule.capacity, 3))
        return tuple(dict.fromkeys(rule.author.name for rule in by))

    @property
    def named(self) -> tuple[Who, ...]:
        """Everybody who carries a rule or stands in, each once."""
        found: list[Who] = []
        for who in (who for rule in self.rules for who in rule.named):
            if not any(who.is_same_as(one) for one in found):
                found.append(who)
        return tuple(found)

    def rule(self, rule_id: UUID) -> RuleRow | None:
        """A rule by its id, also one that was taken out."""
        both = (*self.rules, *self.withdrawn)
        return next((rule for rule in both if rule.id == rule_id), None)

    def knows(self, who: Who, danger_id: UUID) -> bool:
        """Whether somebody has been told a danger.

        Workers know it. Of the network those who have heard it do, and of the family
        everybody once it was shared with them.
        """
        if who.worker_id or who.member_id in self.told.get(danger_id, ()):
            return True
        is_shared = any(d.is_shared for d in self.dangers if d.id == danger_id)
        return bool(who.person_id) and not who.member_id and is_shared

    def is_child(self, who: Who) -> bool:
        return who.person_id in self.children
