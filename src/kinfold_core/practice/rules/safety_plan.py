"""The family's safety plan: R-SP1 to R-SP8."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kinfold_core import phrases
from kinfold_core.findings import Level
from kinfold_core.practice import wording
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_planning import (
    CarrierFacts,
    PlanRuleFacts,
    RuleChangeFacts,
    RuleKind,
    SafetyPlanFacts,
    Topic,
)
from kinfold_core.practice.rules.danger_statement import too_hard_to_read
from kinfold_core.practice.rules.rule import Noticed, Rule
from kinfold_core.practice.words import word_lists

SERVICES_SHARE_MOST: Final = 0.5


def is_service(rule: PlanRuleFacts) -> bool:
    """Whether it is something a service gives, whatever kind it is called."""
    return rule.kind is RuleKind.SERVICE_SUPPORT


def _answering(facts: SafetyPlanFacts, danger: Topic) -> Iterator[PlanRuleFacts]:
    return (rule for rule in facts.rules if danger.key in rule.dangers)


def _answers_each_danger(facts: SafetyPlanFacts, _: Standards) -> Noticed:
    for danger in facts.dangers:
        if all(is_service(rule) for rule in _answering(facts, danger)):
            yield (
                f"No rule of the family's own answers {danger.label}.",
                danger.key,
                "On an ordinary day and on a hard one, who does what?",
            )


def _not_a_services_plan(facts: SafetyPlanFacts, _: Standards) -> Noticed:
    services = sum(1 for rule in facts.rules if is_service(rule))
    if facts.rules and services / len(facts.rules) > SERVICES_SHARE_MOST:
        yield (
            f"This is a services plan: {services} of {len(facts.rules)} rules are "
            "things a service gives.",
            "",
            "If no service came for a month, who would do what?",
        )
    for rule in facts.rules:
        if is_service(rule) or rule.is_own_words:
            continue
        for phrase in wording.services_in(rule.text):
            yield (
                f"“{phrase}” is something to go to.",
                rule.key,
                "What happens at home, and who does it? Or keep it as help from a service.",
            )


def _carried_by_somebody_told(facts: SafetyPlanFacts, _: Standards) -> Noticed:
    for rule in facts.rules:
        named = [one for one in rule.carriers if _is_a_person(one)]
        if not named:
            yield (
                f"Nobody is named in “{phrases.shortened(rule.text)}”.",
                rule.key,
                "Who, by name, does this?",
            )
        elif all(one.is_child for one in named):
            yield (
                f"Only a child is named in “{phrases.shortened(rule.text)}”.",
                rule.key,
                "Which grown-up sees it, and answers?",
            )
        untold = [one.name for one in named if not (one.is_told or one.is_child)]
        if untold:
            yield (
                f"{phrases.listed(untold)} {_has(untold)} not been told the worry that "
                f"“{phrases.shortened(rule.text)}” is about.",
                rule.key,
                "Who will tell them, and how? Write it down with the network.",
            )


def _has(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _is_a_person(one: CarrierFacts) -> bool:
    bare = one.name.strip().casefold()
    return bool(bare) and bare not in word_lists().GROUPS


def _hard_moment_with_backup(facts: SafetyPlanFacts, _: Standards) -> Noticed:
    for danger in facts.dangers:
        hard = [
            rule
            for rule in _answering(facts, danger)
            if rule.kind is RuleKind.TRIGGER_RESPONSE
        ]
        if not hard:
            yield (
                f"No rule says what happens in the hard moment of {danger.label}.",
                danger.key,
                "What is the first sign, and who then does what?",
            )
        elif not any(rule.backups for rule in hard):
            yield (
                f"Nobody stands in, in the hard moment of {danger.label}.",
                danger.key,
                "If that person cannot come, who does?",
            )
    for rule in facts.rules:
        untold = [one.name for one in rule.backups if not (one.is_told or one.is_child)]
        if untold:
            yield (
                f"{phrases.listed(untold)} would stand in, and {_has(untold)} not been "
                "told the worry.",
                rule.key,
                "Who will tell them, and how?",
            )


def _not_alone_with_oneself(facts: SafetyPlanFacts, _: Standards) -> Noticed:
    for rule in facts.rules:
        if rule.carriers and all(one.is_source for one in rule.carriers):
            names = phrases.listed([one.name for one in rule.carriers])
            yield (
                f"This rests on {names} alone, and the worry is about what {names} "
                f"{'does' if len(rule.carriers) == 1 else 'do'}.",
                rule.key,
                "Who else is there, or would notice?",
            )
        elif not rule.is_own_words:
            for phrase in wording.find(rule.text, ("not to", "will stop", "must stop")):
                yield (
                    f"“{phrase}” says what somebody leaves off, not who does what instead.",
                    rule.key,
                    "What happens instead, and who sees it?",
                )


def _read_through(facts: SafetyPlanFacts, _: Standards) -> Noticed:
    unread: dict[str, int] = {}
    for rule in facts.rules:
        for one in (*rule.carriers, *rule.backups):
            if not one.has_read:
                unread[one.name] = unread.get(one.name, 0) + 1
    for name, count in unread.items():
        yield (
            f"{'A rule' if count == 1 else f'{count} rules'} with {name} in "
            f"{'it has' if count == 1 else 'them have'} not been read through with them.",
            "read_through",
            f"Read the words with {name}. Can they do it, and would they say it so?",
        )


def _readable(facts: SafetyPlanFacts, standards: Standards) -> Noticed:
    for rule in facts.rules:
        if rule.is_own_words:
            continue
        known = _with_age(standards, rule.reading_age)
        for message, _where, suggestion in too_hard_to_read(rule.text, known):
            yield message, rule.key, suggestion


def _with_age(standards: Standards, age: float | None) -> Standards:
    return standards if age is None else replace(standards, reading_age=lambda _: age)


def _familys_own(facts: RuleChangeFacts, _: Standards) -> Noticed:
    if not facts.author.strip():
        yield (
            "A rule needs somebody of the family or the network whose rule it is.",
            "author",
            "Who said it?",
        )
    elif facts.is_author_agency:
        yield (
            "A rule belongs to the family. A service may suggest other words, and "
            "somebody of the family or the network says yes or no.",
            "author",
            "Who of them said it? Or keep your words as a suggestion.",
        )


RULES: Final[tuple[Rule[SafetyPlanFacts], ...]] = (
    Rule("R-SP1", Level.WARN, "Each danger is answered by a rule that is not a service.", "3.6", _answers_each_danger),
    Rule("R-SP2", Level.WARN, "Services are at most half of the rules.", "3.6", _not_a_services_plan),
    Rule("R-SP3", Level.BLOCK, "Every rule names somebody who has been told the danger (I3).", "3.6 and 11.2", _carried_by_somebody_told),
    Rule("R-SP4", Level.WARN, "Each danger has a rule for the hard moment, with somebody told who stands in.", "3.6", _hard_moment_with_backup),
    Rule("R-SP5", Level.WARN, "No rule rests only on the person the worry is about.", "3.6", _not_alone_with_oneself),
    Rule("R-SP6", Level.BLOCK, "Every rule was read through with everybody named in it.", "3.6", _read_through),
    Rule("R-SP7", Level.WARN, "Can be read easily; no long sentences.", "3.6", _readable),
)  # fmt: skip
CHANGE_RULES: Final[tuple[Rule[RuleChangeFacts], ...]] = (
    Rule("R-SP8", Level.BLOCK, "The words of a rule are the family's; a service suggests (I5).", "3.6 and 11.2", _familys_own),
)  # fmt: skip
