"""Changes of a meeting. Keyword-only, `by=`, one transaction with audit."""

from kinfold.meetings.actions.ending import end_meeting
from kinfold.meetings.actions.meetings import (
    add_person,
    show_on_wall,
    start_meeting,
    take_off,
)
from kinfold.meetings.actions.network_meeting import (
    ask_people,
    decide,
    give_notes,
    make_promise,
    make_rule,
    make_step,
    write_account,
)
from kinfold.meetings.actions.rounds import answer, show_numbers

__all__ = [
    "add_person",
    "answer",
    "ask_people",
    "decide",
    "end_meeting",
    "give_notes",
    "make_promise",
    "make_rule",
    "make_step",
    "show_numbers",
    "show_on_wall",
    "start_meeting",
    "take_off",
    "write_account",
]
