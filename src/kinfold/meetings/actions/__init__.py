"""Changes of a meeting. Keyword-only, `by=`, one transaction with audit."""

from kinfold.meetings.actions.ending import end_meeting
from kinfold.meetings.actions.meetings import (
    add_person,
    show_on_wall,
    start_meeting,
    take_off,
)
from kinfold.meetings.actions.rounds import answer, show_numbers

__all__ = [
    "add_person",
    "answer",
    "end_meeting",
    "show_numbers",
    "show_on_wall",
    "start_meeting",
    "take_off",
]
