"""Reads of a family's meetings: viewer first, rows out."""

from kinfold.meetings.selectors.meetings import (
    Chair,
    MeetingRow,
    Said,
    meeting_of,
    meetings_of,
)
from kinfold.meetings.selectors.people import Offered, offered_people

__all__ = [
    "Chair",
    "MeetingRow",
    "Offered",
    "Said",
    "meeting_of",
    "meetings_of",
    "offered_people",
]
