"""The plan as it is read at the fridge, and as it is worked on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.planning.presenters import words
from kinfold.planning.presenters.words import Next
from kinfold.platform.addresses import address
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.family_plan import (
    RuleRow,
    StandingPlan,
    StepRow,
    SuggestionRow,
    ToAnswer,
)
from kinfold_core.practice.plan_findings import plan_findings, what_stops_it
from kinfold_core.practice.plan_written import Who

GROUPS = (
    ("everyday", "Every day", "sun",
     (RuleKind.EVERYDAY_ARRANGEMENT, RuleKind.CONTACT_RULE)),
    ("hard", "What happens if", "clock-alert", (RuleKind.TRIGGER_RESPONSE,)),
    ("checks", "Who looks in, and what the children do", "eye",
     (RuleKind.NETWORK_CHECK, RuleKind.CHILD_ACTION)),
    ("emergency", "In an emergency", "phone", (RuleKind.EMERGENCY,)),
    ("services", "Help from services", "briefcase", (RuleKind.SERVICE_SUPPORT,)),
)  # fmt: skip
EMPTY = {
    "everyday": "What does a good ordinary day look like, and who makes it so?",
    "hard": "What is the first sign, who then does what, and who stands in?",
    "checks": "Who sees the children, on which days? What can they do themselves?",
    "emergency": "If anybody is hurt or afraid: whom do they ring first, and then?",
    "services": "",
}


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule for display. `untold` carry it and have not heard the worry."""

    row: RuleRow
    who: str
    backups: str
    answers: str
    said_by: str
    untold: str
    unread: str
    child: str
    findings: tuple[Finding, ...]
    suggestions: tuple[SuggestionRow, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str
    icon: str
    kind: str
    cards: tuple[RuleCard, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A worry or a bottom line, with how many rules of each group answer it."""

    topic: ToAnswer
    is_danger: bool
    counts: tuple[tuple[str, int], ...]
    is_uncovered: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody named in the plan: what they carry, and what they still need."""

    name: str
    carries: int
    stands_in: int
    needs: str
    key: str
    copy_url: str = ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: StandingPlan
    status: str
    tone: str
    next: Next
    groups: tuple[Group, ...]
    coverage: tuple[CoverageRow, ...]
    people: tuple[PersonLine, ...]
    findings: tuple[Finding, ...]
    stops: tuple[Finding, ...]
    share: str
    new_suggestions: tuple[SuggestionRow, ...]
    history: tuple[tuple[str, StepRow], ...]
    not_yet: StepRow | None


def plan_page(plan: StandingPlan) -> PlanPage:
    """Everything on the plan's page. No query."""
    found = plan_findings(plan)
    keys = {str(rule.id) for rule in plan.rules}
    return PlanPage(
        plan=plan,
        status=words.where_it_stands(plan),
        tone=words.TONES[plan.status],
        next=words.next_thing(plan),
        groups=tuple(
            Group(
                key, title, icon, kinds[0].value,
                tuple(
                    rule_card(plan, rule, found)
                    for rule in plan.rules
                    if rule.kind in kinds
                ),
                EMPTY[key],
            )
            for key, title, icon, kinds in GROUPS
        ),
        coverage=_coverage(plan),
        people=tuple(_person(plan, who) for who in plan.named),
        findings=tuple(one for one in found if one.where not in keys),
        stops=what_stops_it(plan) if plan.status == "accepted" else (),
        share=_share(plan),
        new_suggestions=tuple(
            one for one in plan.open_suggestions if one.rule_id is None
        ),
        history=tuple((words.STEPS[step.step], step) for step in plan.steps),
        not_yet=_not_yet(plan),
    )  # fmt: skip


def rule_card(
    plan: StandingPlan, rule: RuleRow, findings: tuple[Finding, ...]
) -> RuleCard:
    untold = [
        who.name
        for who in rule.named
        if not plan.is_child(who)
        and not all(plan.knows(who, danger) for danger in rule.danger_ids)
    ]
    unread = [who.name for who in rule.named if not rule.is_read_with(who)]
    return RuleCard(
        row=rule,
        who=words.names(rule.carriers) or words.WITHOUT_NAME,
        backups=words.names(rule.backups),
        answers=words.answers(plan, rule),
        said_by=rule.author.name,
        untold=phrases.listed(list(dict.fromkeys(untold))),
        unread=phrases.listed(list(dict.fromkeys(unread))),
        child=_child(rule),
        findings=tuple(one for one in findings if one.where == str(rule.id)),
        suggestions=tuple(s for s in plan.open_suggestions if s.rule_id == rule.id),
        is_new=plan.is_in_force and not rule.is_live,
    )


def _child(rule: RuleRow) -> str:
    """How the newest talk with each child about this rule went."""
    newest = {one.who.name: one for one in rule.child_readings}
    return "; ".join(
        f"{name}: {words.UNDERSTOOD[one.understood].lower()}"
        f"{'' if one.is_current else ', before the words were changed'}"
        for name, one in newest.items()
    )


def _coverage(plan: StandingPlan) -> tuple[CoverageRow, ...]:
    uncovered = {
        one.id for one in (*plan.uncovered_dangers, *plan.uncovered_bottom_lines)
    }
    return tuple(
        CoverageRow(
            topic,
            is_danger,
            tuple(
                (title, _count(plan, topic.id, kinds)) for _, title, _, kinds in GROUPS
            ),
            topic.id in uncovered,
        )
        for topics, is_danger in ((plan.dangers, True), (plan.bottom_lines, False))
        for topic in topics
    )


def _count(plan: StandingPlan, key: UUID, kinds: tuple[RuleKind, ...]) -> int:
    return sum(
        1
        for rule in plan.rules
        if rule.kind in kinds and key in (*rule.danger_ids, *rule.bottom_line_ids)
    )


def _person(plan: StandingPlan, who: Who) -> PersonLine:
    mine = [r for r in plan.rules if any(who.is_same_as(one) for one in r.named)]
    carries = sum(1 for r in mine if any(who.is_same_as(one) for one in r.carriers))
    untold = any(
        not plan.knows(who, danger) for rule in mine for danger in rule.danger_ids
    )
    needs: list[str] = []
    if untold and not plan.is_child(who):
        needs.append("has not been told the worry")
    # while the words still move, nobody need have read them
    is_settled = plan.status != "draft" or plan.is_in_force
    if is_settled and not all(rule.is_read_with(who) for rule in mine):
        needs.append("has not been read the words as they stand")
    return PersonLine(
        name=who.name,
        carries=carries,
        stands_in=len(mine) - carries,
        needs=phrases.listed(needs),
        key=_key(who),
        copy_url=address("own_copies:member-copy", plan.family_id, who.member_id)
        if who.member_id and plan.is_in_force
        else "",
    )


def _key(who: Who) -> str:
    if who.member_id:
        return f"member:{who.member_id}"
    return f"person:{who.person_id}" if who.person_id else ""


def _share(plan: StandingPlan) -> str:
    services = sum(1 for rule in plan.rules if rule.is_service)
    if not services:
        return ""
    return f"{services} of {len(plan.rules)} rules are help from services."


def _not_yet(plan: StandingPlan) -> StepRow | None:
    """The service's "not yet", while it still stands."""
    if plan.status != "agreed":
        return None
    newest = plan.steps[0]
    return newest if newest.step == "not_yet" else None
