"""Every rule in one place, and the ways to ask them.

`python -m kinfold_core.practice > docs/practice-rules.md` writes the table people
read; a test fails when it is stale or a rule has no example.
"""

from __future__ import annotations

from typing import Any, Final

from kinfold_core.findings import Finding
from kinfold_core.practice.closing import ClosingFacts
from kinfold_core.practice.facts import (
    ComplicatingFactorFacts,
    DangerStatementFacts,
    ExistingSafetyFacts,
    HarmFacts,
    NextStepsFacts,
    SafetyGoalFacts,
    ScaleFacts,
    Standards,
)
from kinfold_core.practice.facts_child import ChildSessionFacts
from kinfold_core.practice.facts_kinship import CareFacts, KinshipFacts
from kinfold_core.practice.facts_network import (
    ClosedRoleFacts,
    CommitmentFacts,
    DespiteFacts,
    DisclosureFacts,
)
from kinfold_core.practice.facts_planning import (
    LivedPlanFacts,
    RuleChangeFacts,
    SafetyPlanFacts,
)
from kinfold_core.practice.facts_road import (
    BottomLineFacts,
    BottomLinesFacts,
    NetworkFacts,
    TrajectoryFacts,
)
from kinfold_core.practice.facts_story import StoryFacts
from kinfold_core.practice.family_finding.facts import FindingFacts
from kinfold_core.practice.rules import (
    bottom_line,
    child_tools,
    closing,
    commitment,
    danger_statement,
    family_finding,
    harm,
    kinship,
    long_haul,
    monitoring,
    network,
    network_meeting,
    next_step,
    safety_goal,
    safety_plan,
    scale,
    trajectory,
    visit,
    words_and_pictures,
)
from kinfold_core.practice.rules.long_haul import LongHaulFacts
from kinfold_core.practice.rules.network_meeting import NetworkMeetingFacts
from kinfold_core.practice.rules.rule import Rule, apply

GROUPS: Final[tuple[tuple[str, tuple[Rule[Any], ...]], ...]] = (
    ("Past harm", harm.HARM_RULES),
    ("Danger statements", danger_statement.RULES),
    ("Complicating factors", harm.COMPLICATING_FACTOR_RULES),
    ("Existing safety", harm.EXISTING_SAFETY_RULES),
    ("Safety goals", safety_goal.RULES),
    ("Next steps", next_step.RULES),
    ("Scales", scale.RULES),
    ("Networks", network.RULES),
    ("What somebody was told", network.DISCLOSURE_RULES),
    ("Closing a role to somebody", network.CLOSED_ROLE_RULES),
    ("When a child says no to somebody", network.DESPITE_RULES),
    ("Who does what", commitment.RULES),
    ("Living with family or friends", (*kinship.FAMILY_RULES, *kinship.CARE_RULES)),
    ("Meetings with the network", network_meeting.RULES),
    ("Family Finding", family_finding.RULES),
    ("Bottom lines", (*bottom_line.LINE_RULES, *bottom_line.SET_RULES)),
    ("The road to closing", trajectory.RULES),
    ("Closing", closing.RULES),
    ("The long haul", long_haul.RULES),
    ("The family's safety plan", safety_plan.RULES),
    ("Changing a rule of the plan", safety_plan.CHANGE_RULES),
    ("The plan as it is lived", monitoring.RULES),
    ("Words and Pictures", words_and_pictures.RULES),
    ("The child's own voice", child_tools.RULES),
    ("A visit without a network", visit.RULES),
)
RULES: Final[dict[str, Rule[Any]]] = {
    rule.id: rule for _, rules in GROUPS for rule in rules
}


def check_danger_statement(
    facts: DangerStatementFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a danger statement."""
    return apply(danger_statement.RULES, facts, standards)


def check_safety_goal(
    facts: SafetyGoalFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a safety goal."""
    return apply(safety_goal.RULES, facts, standards)


def check_next_steps(
    facts: NextStepsFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of the next steps towards one goal."""
    return apply(next_step.RULES, facts, standards)


def check_scale(
    facts: ScaleFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a scale and the newest answers on it."""
    return apply(scale.RULES, facts, standards)


def check_harm(
    facts: HarmFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of past harm."""
    return apply(harm.HARM_RULES, facts, standards)


def check_existing_safety(
    facts: ExistingSafetyFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of existing safety."""
    return apply(harm.EXISTING_SAFETY_RULES, facts, standards)


def check_complicating_factor(
    facts: ComplicatingFactorFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a complicating factor."""
    return apply(harm.COMPLICATING_FACTOR_RULES, facts, standards)


def check_network(
    facts: NetworkFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of who stands around the children."""
    return apply(network.RULES, facts, standards)


def check_disclosure(
    facts: DisclosureFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What is missing of something that somebody was told."""
    return apply(network.DISCLOSURE_RULES, facts, standards)


def check_closed_role(
    facts: ClosedRoleFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of closing a role to somebody."""
    return apply(network.CLOSED_ROLE_RULES, facts, standards)


def check_despite(
    facts: DespiteFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What is missing of a decision over a child's no."""
    return apply(network.DESPITE_RULES, facts, standards)


def check_commitment(
    facts: CommitmentFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of what one person is asked to do."""
    return apply(commitment.RULES, facts, standards)


def check_kinship(
    facts: KinshipFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a family's options and nights; `where` is a rule's key."""
    return apply(kinship.FAMILY_RULES, facts, standards)


def check_care(
    facts: CareFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of one arrangement."""
    return apply(kinship.CARE_RULES, facts, standards)


def check_network_meeting(
    facts: NetworkMeetingFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a meeting with the network."""
    return apply(network_meeting.RULES, facts, standards)


def check_family_finding(
    facts: FindingFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of looking for a child's people."""
    return apply(family_finding.RULES, facts, standards)


def check_bottom_line(
    facts: BottomLineFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of one bottom line."""
    return apply(bottom_line.LINE_RULES, facts, standards)


def check_bottom_lines(
    facts: BottomLinesFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of all that stand, and of a plan that should cover them."""
    return apply(bottom_line.SET_RULES, facts, standards)


def check_trajectory(
    facts: TrajectoryFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of the road to closing."""
    return apply(trajectory.RULES, facts, standards)


def check_closing(
    facts: ClosingFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What stands between the family and the end of the work."""
    return apply(closing.RULES, facts, standards)


def check_long_haul(
    facts: LongHaulFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of who stays after the service has left."""
    return apply(long_haul.RULES, facts, standards)


def check_safety_plan(
    facts: SafetyPlanFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a family's plan; `where` is the key of a rule or danger."""
    return apply(safety_plan.RULES, facts, standards)


def check_rule_change(
    facts: RuleChangeFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """Whether somebody's words may become a rule of the family's plan."""
    return apply(safety_plan.CHANGE_RULES, facts, standards)


def check_lived_plan(
    facts: LivedPlanFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What stands between a live plan and one that has been shown to work."""
    return apply(monitoring.RULES, facts, standards)


def check_story(
    facts: StoryFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a story in words and pictures."""
    return apply(words_and_pictures.RULES, facts, standards)


def check_child_session(
    facts: ChildSessionFacts, standards: Standards | None = None
) -> tuple[Finding, ...]:
    """What the rules say of a time with a child and one of the child's tools."""
    return apply(child_tools.RULES, facts, standards)


_LEVELS: Final = {
    "block": "stops the change of state until it is mended",
    "warn": "stands beside the words, in plain sight",
    "hint": "a question worth asking",
}


def as_markdown() -> str:
    """The table of every rule, as kept in docs/practice-rules.md."""
    lines = [
        "# The rules of practice in Kinfold",
        "",
        "<!-- Made by `python -m kinfold_core.practice`. Do not edit by hand. -->",
        "",
        "Help, not police. The rules, their levels and thresholds are Kinfold's own",
        "proposals, built on published practice; an authority may set the thresholds.",
        "The last column names the section of the practice design a rule comes from.",
        "",
        *(f"- **{level}**: {meaning}" for level, meaning in _LEVELS.items()),
    ]
    for title, rules in GROUPS:
        lines += ["", f"## {title}", "", "| Rule | Level | What it asks | Source |"]
        lines += ["|---|---|---|---|"]
        lines += [
            f"| {rule.id} | {rule.level} | {rule.asks} | {rule.source} |"
            for rule in rules
        ]
    return "\n".join(lines) + "\n"
