"""Rows of a map and of a plan, as the selectors hand them over.

The words are the exemplar ones of `examples.py`, so that no rule has anything to say
of a row until a test changes it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from kinfold_core.practice.family_plan import RuleRow, StandingPlan, ToAnswer
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap, RatingRow
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.vocabulary import PACKS
from kinfold_core.practice.written import ImpactDetails, Named, Showing
from tests.domain.practice.examples import HARM, SAFETY_DANGER, SAFETY_GOAL, SCALE

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TODAY = NOW.date()
FAMILY = UUID(int=100)
HIDDEN = Showing(is_visible=False, reason="Not safe to be read at home")
_STANDING = {
    "reading_age": None,
    "hidden_by": "",
    "disputes": (),
    "version": 1,
    "changed_by": "Priya",
    "changed_at": NOW,
    "withdrawn_at": None,
    "withdrawn_reason": "",
}


def entry(category: str, text: str = "", **more: Any) -> EntryRow:
    known = {"id": uuid4(), "offered_as": "", "entered_by": "Priya"}
    return EntryRow(category=category, text=text, **(_STANDING | known | more))


def rating(name: str, value: float | None, **more: Any) -> RatingRow:
    known = {
        "id": uuid4(),
        "rater": Named(name=name),
        "capacity": "family",
        "answer": "dont_know" if value is None else "number",
        "value": None if value is None else Decimal(str(value)),
        "why_not_lower": "",
        "one_higher": "",
        "occasion": "visit",
        "rated_on": TODAY,
        "recorded_at": NOW,
        "is_visible": True,
        "is_latest": True,
    }
    return RatingRow(**(known | more))


def danger(**more: Any) -> DangerRow:
    known = {
        "id": uuid4(),
        "worried_people": tuple(Named(name=n) for n in SAFETY_DANGER.worried_people),
        "worried_about": SAFETY_DANGER.worried_about,
        "what_might_happen": SAFETY_DANGER.what_might_happen,
        "why_believed": "It has happened twice.",
        "impacts": tuple(
            ImpactDetails(child_id=uuid4(), child_name=one.child, text=one.text)
            for one in SAFETY_DANGER.impacts
        ),
        "agency_goal": SAFETY_GOAL.agency_goal,
        "observable_signs": SAFETY_GOAL.observable_signs,
        "sustained_for": SAFETY_GOAL.sustained_for,
        "anchor_0": SCALE.anchor_0,
        "anchor_10": SCALE.anchor_10,
        "number": 1,
        "state": "draft",
        "goal_count": 1,
        "scale_count": 1,
        "ratings": (),
    }
    return DangerRow(**(_STANDING | known | more))


def harm(**more: Any) -> EntryRow:
    return entry("harm", HARM.behaviour, **({"impact": HARM.impact} | more))


def living_map(**more: Any) -> LivingMap:
    known = {
        "id": uuid4(),
        "family_id": FAMILY,
        "purpose": "",
        "vocabulary": PACKS["safety"],
        "status": "draft",
        "version": 1,
        "entries": (),
        "withdrawn_entries": (),
        "dangers": (),
        "withdrawn_dangers": (),
        "last_shared": None,
    }
    return LivingMap(**(known | more))


NAN = Who(name="Nan Jo", member_id=UUID(int=1), person_id=UUID(int=11))
RAJ = Who(name="Raj", member_id=UUID(int=2))
BEA = Who(name="Bea", member_id=UUID(int=3))
LEANNE = Who(name="Leanne", person_id=UUID(int=4))
AMIRA = Who(name="Amira", person_id=UUID(int=5))
PRIYA = Who(name="Priya", worker_id=UUID(int=6))
FRIDAYS = ToAnswer(UUID(int=31), "danger 1", "Fridays when Dean drinks")
SOBER = ToAnswer(UUID(int=41), "bottom line 1", "Nobody who drinks is in sole charge.")


def plan_rule(kind: str, text: str, *carriers: Who, **more: Any) -> RuleRow:
    known = {
        "id": uuid4(),
        "version": 1,
        "carriers": carriers,
        "danger_ids": (FRIDAYS.id,),
        "reading_age": None,
        "readings": (),
        "answer": None,
        "entered_by": "Priya",
        "changed_by": "Priya",
        "changed_at": NOW,
        "withdrawn_at": None,
        "withdrawn_reason": "",
        "is_live": True,
    }
    return RuleRow(kind=kind, text=text, **(known | more))


def plan(*rules: RuleRow, **more: Any) -> StandingPlan:
    known = {
        "family_id": FAMILY,
        "rules": rules,
        "dangers": (FRIDAYS,),
        "told": {FRIDAYS.id: frozenset({NAN.member_id, RAJ.member_id, BEA.member_id})},
        "children": frozenset({AMIRA.person_id}),
    }
    return StandingPlan(**(known | more))


def on(day: int, month: int = 4) -> date:
    return date(2026, month, day)
