"""How well each rule has held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold.monitoring.models import PlanCheck
from kinfold.planning.presenters.words import KINDS as RULE_KINDS
from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.lived_plan import (
    CheckRow,
    LivedPlan,
    Strength,
)

KINDS = dict(PlanCheck.Kind.choices)
WORKED = {"yes": "it worked", "partly": "it partly worked", "no": "it did not work"}
TONES = {"yes": "well", "partly": "needs", "no": "attention"}


@dataclass(frozen=True, slots=True)
class StrengthLine:
    """A rule and what is known of it: "Used or tried 3 times; it worked twice"."""

    rule: RuleRow
    kind: str
    strength: Strength
    sentence: str
    tone: str
    needs_trying: bool


@dataclass(frozen=True, slots=True)
class CheckCard:
    row: CheckRow
    kind: str
    worked: str
    tone: str
    rule: RuleRow | None
    is_of_older_words: bool


@dataclass(frozen=True, slots=True)
class ChecksPage:
    lines: tuple[StrengthLine, ...]
    checks: tuple[CheckCard, ...]
    untried: tuple[RuleRow, ...]
    tried: int
    live: int
    network: str
    is_live: bool
    days: int


def checks_page(lived: LivedPlan, today: date) -> ChecksPage:
    """Strength of each rule, untried ones first, then every check. No query."""
    untried = {rule.id for rule in lived.untried_hard_moments}
    lines = [_line(lived, rule, rule.id in untried) for rule in lived.plan.rules]
    return ChecksPage(
        lines=tuple(sorted(lines, key=lambda line: not line.needs_trying)),
        checks=tuple(_card(lived, check) for check in lived.checks),
        untried=lived.untried_hard_moments,
        tried=len(lived.tried_lately(today)),
        live=len(lived.live_rules),
        network=_since(lived.last_network_on, today),
        is_live=lived.plan.status == "live",
        days=lived.recent_days,
    )


def _line(lived: LivedPlan, rule: RuleRow, is_untried: bool) -> StrengthLine:
    strength = lived.strength(rule.id)
    return StrengthLine(
        rule=rule,
        kind=RULE_KINDS[rule.kind],
        strength=strength,
        sentence=_how_it_held(strength),
        tone="needs" if is_untried else TONES.get(strength.last_worked, "calm"),
        needs_trying=is_untried,
    )


def _how_it_held(strength: Strength) -> str:
    """In a sentence that can be said aloud to whoever carries the rule."""
    if strength.is_untested:
        return "Not used or tried yet"
    if strength.times == 1:
        return f"Used or tried once; {WORKED[strength.last_worked]}"
    if strength.worked == strength.times:
        held = "it worked each time"
    elif strength.worked:
        held = f"it worked {_times(strength.worked)}"
    else:
        held = "it has not worked well yet"
    return f"Used or tried {_times(strength.times)}; {held}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _card(lived: LivedPlan, check: CheckRow) -> CheckCard:
    rule = lived.plan.rule(check.rule_id)
    return CheckCard(
        row=check,
        kind=KINDS[check.kind],
        worked=WORKED[check.worked],
        tone=TONES[check.worked],
        rule=rule,
        is_of_older_words=bool(rule and rule.version != check.rule_version),
    )


def _since(day: date | None, today: date) -> str:
    if day is None:
        return "Nobody of the network has written or looked in yet."
    days = (today - day).days
    if not days:
        return "Somebody of the network wrote or looked in today."
    return (
        f"Somebody of the network last wrote or looked in {days} "
        f"day{'' if days == 1 else 's'} ago."
    )
