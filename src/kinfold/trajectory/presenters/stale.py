"""What stands now, for whoever wrote about it while somebody else changed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kinfold.trajectory.models import (
    CaseBottomLine,
    ImmediatePlan,
    ImmediateReview,
    Milestone,
)
from kinfold_core.people.dates import day_in_words

Rows = list[tuple[str, str, str]]


def line_stands(line: CaseBottomLine, typed: dict[str, Any]) -> Rows:
    """A bottom line as it stands, and what was typed beside what was written of it."""
    return [
        ("What must be in place?", line.text, ""),
        *_asked(
            typed,
            ("explained_to", "Who has heard it?", line.explained_to),
            ("shown_by", "What was seen?", line.shown_by),
        ),
    ]


def step_stands(step: Milestone, typed: dict[str, Any]) -> Rows:
    """A step of the road as it stands, and what was typed beside it."""
    return [
        ("What will have happened?", step.what, ""),
        ("By when?", _day(step.target_on), _day(typed.get("to_on"))),
        *_asked(typed, ("comment", "What was seen?", step.comment)),
    ]


def review_stands(review: ImmediateReview, typed: dict[str, Any]) -> Rows:
    """The newest review of a plan for today, beside the one that was typed."""
    return [
        ("Who looked at it?", review.with_whom, typed["with_whom"]),
        ("What was seen?", review.seen, typed["seen"]),
        (
            "Until when does it go on?",
            _day(review.expires_on),
            _day(typed["expires_on"]),
        ),
    ]


def plan_stands(plan: ImmediatePlan, typed: dict[str, Any]) -> Rows:
    """The plan that is in force now, beside the one that was typed."""
    return [
        ("What makes it needed today?", plan.occasion, typed["occasion"]),
        ("When was it agreed?", _day(plan.made_on), _day(typed["made_on"])),
        ("Until when does it hold?", _day(plan.expires_on), _day(typed["expires_on"])),
    ]


def reading_stands(plan: ImmediatePlan, typed: dict[str, Any]) -> Rows:
    """How it is said to have been read to the children, beside what was typed."""
    return [
        ("Who read it to them, and what did they say?", plan.read_how, typed["how"]),
        ("When?", _day(plan.read_on), _day(typed["read_on"])),
    ]


def _asked(typed: dict[str, Any], *questions: tuple[str, str, str]) -> Iterable[Any]:
    return [
        (label, now, typed[name]) for name, label, now in questions if name in typed
    ]


def _day(day: Any) -> str:
    return day_in_words(day) if day else ""
