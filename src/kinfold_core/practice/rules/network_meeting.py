"""Meetings with the network: R-NM1 to R-NM7. They stand beside, and stop nothing."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinfold_core.findings import Level
from kinfold_core.phrases import listed
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.network_meeting import FAMILY_GROUP, NETWORK_MEETING
from kinfold_core.practice.rules.rule import Noticed, Rule


@dataclass(frozen=True, slots=True)
class NetworkMeetingFacts:
    """One meeting. `loose_decisions`: how many became no rule, promise or next step.

    `own` and `professionals` are how many were there; `service_in_private` the names of
    those of the service who stayed while the family was among itself.
    """

    counts_as: tuple[str, ...] = ()
    own: int = 0
    professionals: int = 0
    private_minutes: int | None = None
    service_in_private: tuple[str, ...] = ()
    coordinator: str = ""
    child_wanted: str = ""
    child_said: str = ""
    loose_decisions: int = 0


def _somebody_of_theirs(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if {NETWORK_MEETING, FAMILY_GROUP} & set(facts.counts_as) and not facts.own:
        yield (
            "Only professionals were there, so this was no meeting of family and network.",
            "counts_as",
            "Who of theirs could have come, and what would have made it possible?",
        )


def _private_time(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if FAMILY_GROUP in facts.counts_as and not facts.private_minutes:
        yield (
            "The family had no time among itself.",
            "private_minutes",
            "When could everybody else leave the room, and for how long?",
        )


def _among_themselves(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if facts.private_minutes and facts.service_in_private:
        yield (
            f"{listed(facts.service_in_private)} stayed in the room, so the family was not among itself.",
            "private_people",
            "Who else could answer their questions, and wait outside?",
        )


def _more_of_theirs(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if facts.own and facts.professionals >= facts.own:
        yield (
            f"{facts.own} of the family and network, and {facts.professionals} professionals.",
            "people",
            "Who of us need not be there? Who of theirs is missing?",
        )


def _somebody_apart(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if FAMILY_GROUP in facts.counts_as and not facts.coordinator.strip():
        yield (
            "Nobody is named who held it and works on nothing else with the family.",
            "coordinator",
            "Who could hold it, and stand on nobody's side?",
        )


def _children_heard(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if facts.child_said == "not_asked" or (
        facts.child_wanted.strip() and facts.child_said == "not_said"
    ):
        yield (
            "What the children wanted said was not said.",
            "child_wanted",
            "Who will say it for them, and tell them that it was heard?",
        )


def _becomes_something(facts: NetworkMeetingFacts, _: Standards) -> Noticed:
    if facts.loose_decisions:
        things = "thing" if facts.loose_decisions == 1 else "things"
        yield (
            f"{facts.loose_decisions} {things} decided, and nobody has it yet.",
            "decisions",
            "Is it a rule, a promise, or a next step? Whose?",
        )


RULES: Final[tuple[Rule[NetworkMeetingFacts], ...]] = (
    Rule("R-NM1", Level.WARN, "Somebody of the family or network is there.", "4.4", _somebody_of_theirs),
    Rule("R-NM2", Level.WARN, "Family group decision making has time for the family alone.", "4.1", _private_time),
    Rule("R-NM3", Level.WARN, "Nobody of the service is in the room then.", "4.1", _among_themselves),
    Rule("R-NM4", Level.HINT, "There are more of theirs than of us.", "4.4", _more_of_theirs),
    Rule("R-NM5", Level.HINT, "Somebody apart holds family group decision making.", "4.1", _somebody_apart),
    Rule("R-NM6", Level.WARN, "What the children wanted said is said.", "4.4", _children_heard),
    Rule("R-NM7", Level.HINT, "What is decided becomes somebody's.", "4.4", _becomes_something),
)  # fmt: skip
