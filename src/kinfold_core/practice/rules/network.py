"""The network: R-NW1, R-NW2, R-NW4, R-NW6 and R-NW8 to R-NW12."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from typing import Final

from kinfold_core.findings import Level
from kinfold_core.phrases import listed
from kinfold_core.practice.child_no import LONGEST_DESPITE
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.facts_network import (
    ClosedRoleFacts,
    DespiteFacts,
    DisclosureFacts,
)
from kinfold_core.practice.facts_road import NetworkFacts
from kinfold_core.practice.rules.rule import Noticed, Rule

_WHO_WAS_NOT_ASKED: Final = (
    "Who keeps the children safe, and has not been asked for their own yes?"
)


def _have_heard(facts: NetworkFacts, _: Standards) -> Noticed:
    if facts.named_count and not facts.heard_count:
        yield (
            f"{facts.named_count} named, and nobody has heard the worry yet.",
            "",
            "Who will tell them, and who agrees that they may know?",
        )


def _enough_said_yes(facts: NetworkFacts, standards: Standards) -> Noticed:
    least = standards.safety_people_least
    if facts.is_plan_live and facts.committed_count < least:
        yield (
            f"The family lives by its plan, and {facts.committed_count} of the "
            f"{least} people hoped for have heard the worry and said yes to a part.",
            "",
            _WHO_WAS_NOT_ASKED,
        )


def _enough_before_it_is_lived(facts: NetworkFacts, standards: Standards) -> Noticed:
    least = standards.safety_people_least
    if facts.is_plan_next and facts.committed_count < least:
        yield (
            f"Before the plan is lived by, {least} people are to have heard the worry "
            f"and said yes to a part. So far: {facts.committed_count}.",
            "",
            _WHO_WAS_NOT_ASKED,
        )


def _not_the_source(facts: NetworkFacts, _: Standards) -> Noticed:
    if facts.sources:
        yield (
            f"{listed(facts.sources)}: down as keeping the children safe, and the worry "
            "is about what they do.",
            "",
            "Who else would notice? What else can they be for the children?",
        )


def _the_childs_no(facts: NetworkFacts, _: Standards) -> Noticed:
    if facts.refused:
        yield (
            f"{listed(facts.refused)}: a child does not want them there, and nobody "
            "has written down why they are.",
            "",
            "What does the child say today? Who answers for it, and until when?",
        )


def _on_what_ground(facts: DisclosureFacts, _: Standards) -> Noticed:
    if not facts.what.strip():
        yield "Say what they were told or given", "what", "What do they know now?"
    if not facts.told_by.strip():
        yield "Say who told them", "told_by", "Who spoke with them?"
    if not facts.basis.strip():
        yield (
            "Say who agreed that they may be told, or why it was right without asking",
            "permission",
            "Whose agreement was it, and when?",
        )


def _one_role_for_now(facts: ClosedRoleFacts, _: Standards) -> Noticed:
    if not facts.role:
        yield "Choose which role", "role", "Which one, and not the others?"
    if not facts.reason.strip():
        yield "Say why", "reason", "What was seen or heard, and when?"
    if not facts.decided_by.strip():
        yield "Say who decided", "decided_by", "Who answers for it?"
    if not facts.has_review:
        yield (
            "Say when it is looked at again",
            "review_on",
            "When could things be different?",
        )


def _another_role(facts: ClosedRoleFacts, _: Standards) -> Noticed:
    if facts.role and not facts.has_other_role:
        yield (
            "No other role is offered.",
            "instead",
            "What could they still be? Whoever cannot look after the children may "
            "help the grown-ups.",
        )


def _who_answers_for_it(facts: DespiteFacts, _: Standards) -> Noticed:
    if not facts.reason.strip():
        yield "Say why", "reason", "What is it needed for that nobody else can be?"
    if not facts.decided_by.strip():
        yield "Say who decided", "decided_by", "Who answers for it to the child?"
    if facts.is_by_themselves:
        yield (
            "Choose somebody else: nobody decides over a no to themselves",
            "decided_by",
            "Who else knows the child, and can answer for it?",
        )
    if facts.is_by_child:
        yield (
            "What a child says now is a new word of theirs. Write it down as what the "
            "child says",
            "decided_by",
            "Where was the no said? Write the new word there.",
        )
    elif facts.decided_by.strip() and not facts.may_decide:
        yield (
            "Choose somebody who may decide this: a team manager or a conference chair",
            "decided_by",
            "Who answers for it, and is not the one who needs them there?",
        )
    if not facts.has_review:
        yield (
            "Say when it is looked at again",
            "review_on",
            "When can the child be asked again, alone and in peace?",
        )
    if facts.is_too_long:
        yield (
            f"Choose a day within {LONGEST_DESPITE.days // 7} weeks of the decision: "
            "then the child is asked again",
            "review_on",
            "When is the next review, or the next time alone with the child?",
        )


RULES: Final[tuple[Rule[NetworkFacts], ...]] = (
    Rule("R-NW1", Level.WARN, "Only people who have heard the danger statements count as the network.", "4.3", _have_heard),
    Rule("R-NW2", Level.WARN, "A plan is lived by with enough people who have heard and said yes to their part.", "4.3 and 3.3 (S6)", _enough_said_yes),
    Rule("R-NW10", Level.BLOCK, "A new plan waits for enough people who have heard and said yes, or it says why not.", "4.3 and 3.3 (S6)", _enough_before_it_is_lived),
    Rule("R-NW9", Level.WARN, "Whoever the worry is about is not down as keeping the children safe (R-SP5).", "3.6 and 4.3", _not_the_source),
    Rule("R-NW11", Level.WARN, "Nobody a child said no to stands there as if nothing was said.", "4.3 and 5.3", _the_childs_no),
)  # fmt: skip
DISCLOSURE_RULES: Final[tuple[Rule[DisclosureFacts], ...]] = (
    Rule("R-NW4", Level.BLOCK, "What somebody was told is kept: what, to whom, by whom, and who agreed.", "4.3", _on_what_ground),
)  # fmt: skip
CLOSED_ROLE_RULES: Final[tuple[Rule[ClosedRoleFacts], ...]] = (
    Rule("R-NW6", Level.BLOCK, "Nobody is ruled out: one role is closed, with reason, decider and a day to look again.", "4.2 and 4.3", _one_role_for_now),
    Rule("R-NW8", Level.WARN, "Whoever one role is closed to is offered another.", "4.2", _another_role),
)  # fmt: skip
DESPITE_RULES: Final[tuple[Rule[DespiteFacts], ...]] = (
    Rule("R-NW12", Level.BLOCK, "Over a child's no somebody else answers: by name, with a reason and a day to look again.", "4.3 and 5.3", _who_answers_for_it),
)  # fmt: skip
