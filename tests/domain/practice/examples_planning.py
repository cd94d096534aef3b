"""Examples of the family's plan: the design's A4, and its counter-examples."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kinfold_core.practice.facts_planning import (
    CarrierFacts,
    LivedPlanFacts,
    LivedRuleFacts,
    PlanRuleFacts,
    RuleChangeFacts,
    RuleKind,
    SafetyPlanFacts,
    Topic,
)

NAN, RAJ, BEA = CarrierFacts("Nan Jo"), CarrierFacts("Raj"), CarrierFacts("Bea")
LEANNE = CarrierFacts("Leanne")
DEAN = CarrierFacts("Dean", is_source=True)
AMIRA = CarrierFacts("Amira", is_told=False, is_child=True)
FRIDAYS, ROWS = Topic("d1", "danger 1"), Topic("d2", "danger 2")


def _rule(key: str, kind: str, text: str, *carriers: CarrierFacts, **more: Any) -> Any:
    more = {"dangers": ("d1",)} | more
    return PlanRuleFacts(key, text, RuleKind(kind), carriers, **more)


EVERYDAY = _rule(
    "r1", "everyday_arrangement",
    "Friday 5 to Saturday 10 Amira and Kai sleep at Nan's. Raj fetches them from club.",
    NAN, RAJ,
)  # fmt: skip
TRIGGER = _rule(
    "r2", "trigger_response",
    "If Dean has had a drink, Leanne texts “milk”. Raj comes within 20 minutes.",
    LEANNE, RAJ, backups=(BEA,),
)  # fmt: skip
CHECK = _rule(
    "r3", "network_check",
    "Bea knocks on Tuesday and Friday, sees both children and writes one line.", BEA,
)  # fmt: skip
CHILD = _rule(
    "r4", "child_action",
    "Amira keeps the red fish on her shelf. If it is in the window, Nan asks her.",
    AMIRA, NAN,
)  # fmt: skip
CLINIC = _rule("r5", "service_support", "Leanne goes to the clinic.", LEANNE)
PLAN = SafetyPlanFacts((EVERYDAY, TRIGGER, CHECK, CHILD, CLINIC), (FRIDAYS,))


def _plan(*rules: PlanRuleFacts, dangers: tuple[Topic, ...] = (FRIDAYS,)) -> Any:
    return SafetyPlanFacts(rules, dangers)


def _words(text: str, *carriers: CarrierFacts) -> Any:
    return _plan(replace(EVERYDAY, text=text, carriers=carriers or (NAN,)))


# rule id: (passes, notices)
PLANNING: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "R-SP1": (
        (PLAN, _plan(dangers=())),
        (_plan(), _plan(CLINIC), _plan(EVERYDAY, dangers=(FRIDAYS, ROWS))),
    ),
    "R-SP2": (
        (
            PLAN,
            _plan(EVERYDAY, CLINIC),
            _plan(),
            _words("Raj takes Kai when Amira attends school."),
            _plan(replace(EVERYDAY, text="I go to my course", is_own_words=True)),
        ),
        (
            _plan(CLINIC),
            _plan(EVERYDAY, CLINIC, replace(CLINIC, key="r6")),
            _words("Parents to engage with professionals"),
            _words("Mum to attend domestic abuse course"),
        ),
    ),
    "R-SP3": (
        (PLAN, _plan()),
        (
            _plan(replace(EVERYDAY, carriers=())),
            _plan(replace(EVERYDAY, carriers=(CarrierFacts("Family"),))),
            _plan(replace(EVERYDAY, carriers=(replace(RAJ, is_told=False),))),
            _plan(replace(EVERYDAY, carriers=(NAN, replace(RAJ, is_told=False)))),
            _plan(replace(CHILD, carriers=(AMIRA,))),
        ),
    ),
    "R-SP4": (
        (PLAN,),
        (
            _plan(EVERYDAY),
            _plan(replace(TRIGGER, backups=())),
            _plan(replace(TRIGGER, backups=(replace(BEA, is_told=False),))),
            _plan(TRIGGER, dangers=(FRIDAYS, ROWS)),
        ),
    ),
    "R-SP5": (
        (
            PLAN,
            _plan(replace(EVERYDAY, carriers=(DEAN, NAN))),
            _plan(replace(CHILD, text="Dad is not to shout", is_own_words=True)),
        ),
        (
            _plan(replace(EVERYDAY, carriers=(DEAN,))),
            _plan(replace(EVERYDAY, carriers=(DEAN, replace(DEAN, name="Jo")))),
            _words("Dad not to drink", LEANNE),
        ),
    ),
    "R-SP6": (
        (PLAN, _plan()),
        (
            _plan(replace(EVERYDAY, carriers=(replace(NAN, has_read=False),))),
            _plan(replace(TRIGGER, backups=(replace(BEA, has_read=False),))),
        ),
    ),
    "R-SP7": (
        (
            PLAN,
            _plan(replace(EVERYDAY, reading_age=7.0)),
            _plan(replace(EVERYDAY, is_own_words=True, reading_age=15.0)),
        ),
        (
            _plan(replace(EVERYDAY, reading_age=15.0)),
            _words(" ".join(["and Nan comes round"] * 9)),
        ),
    ),
    "R-SP8": (
        (RuleChangeFacts("Nan Jo"), RuleChangeFacts("Amira")),
        (RuleChangeFacts(), RuleChangeFacts("Priya", is_author_agency=True)),
    ),
    "R-MO1": (
        (
            LivedPlanFacts(),
            LivedPlanFacts((LivedRuleFacts("Fridays", RuleKind.EMERGENCY),)),
            LivedPlanFacts((LivedRuleFacts("“milk”", RuleKind.TRIGGER_RESPONSE, 1),)),
        ),
        (LivedPlanFacts((LivedRuleFacts("“milk”", RuleKind.TRIGGER_RESPONSE),)),),
    ),
}
