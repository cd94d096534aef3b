"""What is written on a family's plan: plain values, no models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody by name; a key says who that is in the network, family or service."""

    name: str = ""
    person_id: UUID | None = None
    member_id: UUID | None = None
    worker_id: UUID | None = None

    @classmethod
    def from_named(cls, named: Named) -> Who:
        return cls(
            name=named.name, person_id=named.person_id, worker_id=named.worker_id
        )

    @property
    def keys(self) -> frozenset[UUID]:
        """Every key of theirs; two that share one are the same person."""
        known = (self.person_id, self.member_id, self.worker_id)
        return frozenset(key for key in known if key)

    def is_same_as(self, other: Who) -> bool:
        """One person: by a key, where both have one of a kind, else by name.

        A key of another kind says nothing: somebody named with the family's key and
        with the network's may be one person.
        """
        pairs = (
            (self.person_id, other.person_id),
            (self.member_id, other.member_id),
            (self.worker_id, other.worker_id),
        )
        if known := [mine == theirs for mine, theirs in pairs if mine and theirs]:
            return any(known)
        return self.name.casefold() == other.name.casefold()

    def as_named(self) -> Named:
        return Named(name=self.name, person_id=self.person_id, worker_id=self.worker_id)


NO_ONE = Who()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRuleDetails:
    """A rule of the plan as somebody said it.

    `when` is the day, the trigger or the first sign. `author` is whose rule it is and
    `capacity` who that is to the children: "child", "family" or "network".
    """

    kind: str
    text: str = ""
    when: str = ""
    how_often: str = ""
    carriers: tuple[Who, ...] = ()
    backups: tuple[Who, ...] = ()
    child_part: str = ""
    how_known: str = ""
    if_not_working: str = ""
    danger_ids: tuple[UUID, ...] = ()
    bottom_line_ids: tuple[UUID, ...] = ()
    author: Who = NO_ONE
    capacity: str = ""
    is_own_words: bool = False


NO_RULE = PlanRuleDetails(kind="")


def why_not_words(details: PlanRuleDetails) -> tuple[str, str]:
    """What a rule of the plan lacks, and at which question; "" when nothing."""
    if not details.text.strip():
        return "Write who does what", "text"
    if details.kind == RuleKind.TRIGGER_RESPONSE and not details.when.strip():
        return "Say what the first sign is", "when"
    if not details.danger_ids and not details.bottom_line_ids:
        return "Tick at least one worry or bottom line it answers", "dangers"
    return "", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDetails:
    """A rule read through with somebody, and how well they could say it back."""

    who: Who
    read_on: date
    understood: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionAnswerDetails:
    """What somebody of the family or network said to a suggestion.

    `new_text` is how the rule then reads, in their words; empty when they said no.
    """

    who: Who
    capacity: str
    is_yes: bool
    answered_on: date
    words: str = ""
    new_text: str = ""


@dataclass(frozen=True, slots=True)
class PlanPerson:
    """Somebody a plan can name. `capacity` is "" for a worker, who writes no rule."""

    key: str
    who: Who
    detail: str
    capacity: str

    @property
    def label(self) -> str:
        return f"{self.who.name} ({self.detail})" if self.detail else self.who.name
