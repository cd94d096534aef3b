"""Reads of a family's meetings: viewer first, rows out."""

from kinfold.meetings.selectors.accounts import (
    AccountRow,
    accounts_of,
    held_of,
    is_to_end,
)
from kinfold.meetings.selectors.decided import Became, DecisionRow, decisions_of
from kinfold.meetings.selectors.meetings import (
    Chair,
    MeetingRow,
    Said,
    meeting_of,
    meetings_of,
)
from kinfold.meetings.selectors.people import Offered, offered_people
from kinfold.meetings.selectors.planned import (
    PlannedRow,
    asked_to,
    planned_of,
    planned_one,
)

__all__ = [
    "AccountRow",
    "Became",
    "Chair",
    "DecisionRow",
    "MeetingRow",
    "Offered",
    "PlannedRow",
    "Said",
    "accounts_of",
    "asked_to",
    "decisions_of",
    "held_of",
    "is_to_end",
    "meeting_of",
    "meetings_of",
    "offered_people",
    "planned_of",
    "planned_one",
]
