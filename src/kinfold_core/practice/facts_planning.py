"""What the rules look at in a family's safety plan and in how it is lived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What part of life a rule of a plan is about."""

    EVERYDAY_ARRANGEMENT = "everyday_arrangement"
    TRIGGER_RESPONSE = "trigger_response"
    NETWORK_CHECK = "network_check"
    CHILD_ACTION = "child_action"
    CONTACT_RULE = "contact_rule"
    EMERGENCY = "emergency"
    SERVICE_SUPPORT = "service_support"


@dataclass(frozen=True, slots=True)
class CarrierFacts:
    """Somebody named in a rule, and what is known of them.

    Attributes:
        is_told: has heard every danger statement the rule is about.
        is_source: the worry is about something this person does.
        has_read: the rule as it stands was read through with them.
    """

    name: str
    is_told: bool = True
    is_child: bool = False
    is_source: bool = False
    has_read: bool = True


@dataclass(frozen=True, slots=True)
class PlanRuleFacts:
    """One rule of a plan. `key` is how findings name it; `dangers` are keys too.

    `reading_age` was worked out when the words were saved; None is not looked at.
    """

    key: str
    text: str
    kind: RuleKind = RuleKind.EVERYDAY_ARRANGEMENT
    carriers: tuple[CarrierFacts, ...] = ()
    backups: tuple[CarrierFacts, ...] = ()
    dangers: tuple[str, ...] = ()
    bottom_lines: tuple[str, ...] = ()
    is_own_words: bool = False
    reading_age: float | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A danger or a bottom line that a plan has to answer, and what it is called."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class SafetyPlanFacts:
    """A family's plan, and the dangers it has to answer."""

    rules: tuple[PlanRuleFacts, ...] = ()
    dangers: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleChangeFacts:
    """New words for a rule: whose they are."""

    author: str = ""
    is_author_agency: bool = False


@dataclass(frozen=True, slots=True)
class LivedRuleFacts:
    """A rule as it was lived: how often it was used or practised."""

    label: str
    kind: RuleKind
    times_tested: int = 0


@dataclass(frozen=True, slots=True)
class LivedPlanFacts:
    """The rules of a plan that is to be called shown to work."""

    rules: tuple[LivedRuleFacts, ...] = ()
