"""How a plan speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.planning.models import PlanRule, PlanStep, RuleReading, SafetyPlan
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_plan import RuleRow, StandingPlan, ToAnswer
from kinfold_core.practice.immediate import ImmediatePlanRow
from kinfold_core.practice.plan_written import PlanRuleDetails, Who

KINDS = dict(PlanRule.Kind.choices)
STEPS = dict(PlanStep.Step.choices)
UNDERSTOOD = dict(RuleReading.Understood.choices)
STATUSES = dict(SafetyPlan.Status.choices)
TONES = {
    "draft": "calm", "agreed": "needs", "accepted": "needs", "live": "well",
    "demonstrated": "well", "long_haul": "well", "suspended": "attention",
}  # fmt: skip
WITHOUT_NAME = "Nobody by name yet"


@dataclass(frozen=True, slots=True)
class Next:
    """The one next thing, and the door to it. `url_name` is "" when there is none."""

    words: str
    url_name: str = ""
    verb: str = ""


_AFTER: dict[str, Next] = {
    "agreed": Next(
        "Somebody of the service who did not write it down answers: accepted, or not "
        "yet and why.",
        "planning:answer-plan",
        "Answer for the service",
    ),
    "accepted": Next(
        "Read it through with everybody named, then live by it.",
        "planning:go-live",
        "Live by it",
    ),
    "live": Next(
        "Try each rule, above all the hard moments, and write down how it went."
    ),
    "demonstrated": Next(
        "Agree who keeps it going when services have left.",
        "planning:long-haul",
        "Keep it for the long haul",
    ),
    "long_haul": Next("The family keeps it. Services need not be there."),
    "suspended": Next(
        "Keep the children safe as it says, and see when the plan holds again.",
        "planning:resume",
        "The plan holds again",
    ),
}


def next_thing(plan: StandingPlan) -> Next:
    """What would take the plan one step on."""
    if not plan.dangers:
        return Next("Write the worry on the map first: a plan answers one.")
    if not plan.rules:
        return Next(
            "Ask family and network: on an ordinary Friday, and on a bad one, who "
            "does what?",
            "planning:add-rule",
            "Write the first rule",
        )
    if plan.status == "draft" and (open_ones := _uncovered(plan)):
        return Next(
            f"Ask who would do what about {phrases.listed(open_ones)}.",
            "planning:add-rule",
            "Write a rule",
        )
    if plan.status == "draft":
        return Next(
            "Go through it with family and network. When they agree, write down who.",
            "planning:agree",
            "They agree on it",
        )
    return _AFTER[plan.status]


def _uncovered(plan: StandingPlan) -> list[str]:
    return [
        one.label for one in (*plan.uncovered_dangers, *plan.uncovered_bottom_lines)
    ]


def where_it_stands(plan: StandingPlan) -> str:
    """ "Live, version 2": and when newer words wait, that they do."""
    if plan.id is None:
        return "Not begun"
    if plan.is_changed_since_live:
        return (
            f"Version {plan.live_version} is lived by; version {plan.version} is being "
            f"written: {STATUSES[plan.status].lower()}"
        )
    return f"{STATUSES[plan.status]}, version {plan.version}"


@dataclass(frozen=True, slots=True)
class Stands:
    """Where something stands, in words and a tone."""

    words: str
    tone: str


def today_stands(plans: Iterable[ImmediatePlanRow], today: date) -> Stands:
    """Where today's safety stands: held until a day, run out, or not needed."""
    held = next((one for one in plans if one.is_in_force), None)
    if held is None:
        return Stands("No plan for today is in force", "calm")
    until = day_in_words(held.expires_on)
    if held.has_run_out(today):
        return Stands(f"It ran out on {until}. What holds today?", "attention")
    return Stands(f"Holds until {until}", "well")


def names(people: Iterable[Who]) -> str:
    return phrases.listed([who.name for who in people])


def differences(
    standing: PlanRuleDetails, typed: PlanRuleDetails, plan: StandingPlan
) -> list[tuple[str, str, str]]:
    """Each question about a rule with what stands and what was typed."""

    def said(rule: PlanRuleDetails) -> list[tuple[str, str]]:
        return [
            ("What is it for?", KINDS.get(rule.kind, "")),
            ("When?", rule.when),
            ("Who does what?", rule.text),
            ("Who does it, by name?", names(rule.carriers)),
            ("Who stands in?", names(rule.backups)),
            ("What do the children do, or see?", rule.child_part),
            ("How will others know?", rule.how_known),
            ("How often, or for how long?", rule.how_often),
            ("What if it does not work?", rule.if_not_working),
            ("Which worry does it answer?", _labels(plan.dangers, rule.danger_ids)),
            (
                "Which bottom line does it meet?",
                _labels(plan.bottom_lines, rule.bottom_line_ids),
            ),
            ("Whose rule is it?", rule.author.name),
        ]

    return [
        (question, now, mine)
        for (question, now), (_, mine) in zip(said(standing), said(typed), strict=True)
    ]


def sources_differ(
    plan: StandingPlan, typed: Mapping[UUID, Sequence[Who]]
) -> list[tuple[str, str, str]]:
    """Of each danger, whose actions it is said to be about now, and as typed."""
    return [
        (
            phrases.capital(one.label),
            names(plan.sources.get(one.id, ())),
            names(typed.get(one.id, ())),
        )
        for one in plan.dangers
    ]


def _labels(topics: Iterable[ToAnswer], keys: Iterable[object]) -> str:
    wanted = set(keys)
    return phrases.listed([one.label for one in topics if one.id in wanted])


def answers(plan: StandingPlan, rule: RuleRow) -> str:
    """ "Danger statement 1 and bottom line 2"."""
    keys = {*rule.danger_ids, *rule.bottom_line_ids}
    return phrases.capital(_labels((*plan.dangers, *plan.bottom_lines), keys))
