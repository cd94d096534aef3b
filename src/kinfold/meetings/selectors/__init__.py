"""Reads of a family's meetings: viewer first, rows out."""

from kinfold.meetings.selectors.meetings import (
    Chair,
    MeetingRow,
    Said,
    meeting_of,
    meetings_of,
)
from kinfold.meetings.selectors.network_meeting import (
    AccountRow,
    Became,
    DecisionRow,
    GivenRow,
    KnowsRow,
    PlannedRow,
    accounts_of,
    asked_to,
    decisions_of,
    held_of,
    notes_given,
    planned_of,
    planned_one,
    who_knows,
)
from kinfold.meetings.selectors.people import (
    Offered,
    is_kept_apart_from,
    offered_people,
)

__all__ = [
    "AccountRow",
    "Became",
    "Chair",
    "DecisionRow",
    "GivenRow",
    "KnowsRow",
    "MeetingRow",
    "Offered",
    "PlannedRow",
    "Said",
    "accounts_of",
    "asked_to",
    "decisions_of",
    "held_of",
    "is_kept_apart_from",
    "meeting_of",
    "meetings_of",
    "notes_given",
    "offered_people",
    "planned_of",
    "planned_one",
    "who_knows",
]
