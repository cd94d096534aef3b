"""Examples for the rules of the child's own voice. The child is Amira."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.facts_child import ChildSessionFacts

DONE = ChildSessionFacts(
    child="Amira",
    age=9,
    has_assent=True,
    limits_explained=True,
    consent="given",
    disclosure="no",
    item_count=3,
    read_back_count=3,
    asked_count=3,
    is_finished=True,
    has_answer=True,
    is_shown_back=True,
)


def _but(**changes: object) -> ChildSessionFacts:
    return replace(DONE, **changes)


CHILD_EXAMPLES = {
    "R-CV1": ((DONE, _but(age=None), _but(age=3)), (_but(age=2),)),
    "R-CV2": ((DONE,), (_but(has_assent=False), _but(limits_explained=False))),
    "R-CV3": (
        (DONE, _but(consent="not_sought", consent_why="It would not be safe.")),
        (_but(consent="refused"), _but(consent="not_sought", consent_why=" ")),
    ),
    "R-CV4": (
        (DONE, _but(disclosure="yes", disclosures=1)),
        (_but(disclosure=""), _but(disclosure="yes")),
    ),
    "R-CV5": (
        (DONE, _but(item_count=0, read_back_count=0)),
        (_but(read_back_count=1),),
    ),
    "R-CV6": ((DONE,), (_but(asked_count=0),)),
    "R-CV7": (
        (DONE, _but(is_finished=False, has_answer=False, is_shown_back=False)),
        (
            _but(is_shown_back=False),
            _but(has_answer=False, is_shown_back=False),
            _but(has_answer=False, is_shown_back=False, days_overdue=3),
        ),
    ),
    "R-CV8": ((DONE,), (_but(untold_overrides=1),)),
}
"""Each rule's good examples, then those it must notice."""
