"""What the rules of the child's own voice look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChildSessionFacts:
    """One time with a child and a tool.

    `age` in whole years, None when it is not known. The counts are of items that were
    not taken out: all, those read back as they stand, those of which the child was
    asked who may see them. `disclosures` counts those with an action and somebody told.
    `days_overdue` counts from the day an answer was due, 0 when it is not over.
    """

    child: str = ""
    age: int | None = None
    has_assent: bool = False
    limits_explained: bool = False
    consent: str = ""
    consent_why: str = ""
    disclosure: str = ""
    disclosures: int = 0
    item_count: int = 0
    read_back_count: int = 0
    asked_count: int = 0
    is_finished: bool = False
    has_answer: bool = False
    is_shown_back: bool = False
    days_overdue: int = 0
    untold_overrides: int = 0
