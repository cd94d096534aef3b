"""Changes of a meeting with the network. Keyword-only, `by=`, with audit."""

from kinfold.network_meetings.actions.accounts import write_account
from kinfold.network_meetings.actions.asking import ask_people
from kinfold.network_meetings.actions.deciding import (
    decide,
    make_promise,
    make_rule,
    make_step,
)
from kinfold.network_meetings.actions.notes import give_notes
from kinfold.network_meetings.actions.perspectives import take_perspectives

__all__ = [
    "ask_people",
    "decide",
    "give_notes",
    "make_promise",
    "make_rule",
    "make_step",
    "take_perspectives",
    "write_account",
]
