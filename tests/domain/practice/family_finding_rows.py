"""Rows of Family Finding, as the selectors hand them over."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from kinfold_core.practice.family_finding.rows import (
    Deed,
    EpisodeRow,
    Event,
    FoundRow,
)

START, TODAY = date(2026, 1, 10), date(2026, 5, 4)
SCREENED = Event(Deed.STAGE, START, None, "yes")


def found(name: str = "Raj", **more: Any) -> FoundRow:
    known: dict[str, Any] = {
        "id": uuid4(),
        "name": name,
        "side": "paternal",
        "source": "parent",
        "found_on": START,
    }
    return FoundRow(**(known | more))


def episode(*events: Event, **more: Any) -> EpisodeRow:
    known: dict[str, Any] = {
        "id": UUID(int=5),
        "child_id": UUID(int=6),
        "child_name": "Kai",
        "child_born": date(2017, 2, 9),
        "trigger": "in_care",
        "coordinator": "Priya",
        "started_on": START,
        "target_people": 40,
        "target_plans": 3,
        "events": events,
    }
    return EpisodeRow(**(known | more))
