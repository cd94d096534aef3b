"""What people change: the case beside the record, and the lab of the programme."""

from kinfold.lab.actions.cases import (
    begin_case,
    decide,
    send_case,
    write_consent,
    write_words,
)
from kinfold.lab.actions.sessions import (
    book,
    follow_up,
    learn,
    note,
    set_session,
)

__all__ = [
    "begin_case",
    "book",
    "decide",
    "follow_up",
    "learn",
    "note",
    "send_case",
    "set_session",
    "write_consent",
    "write_words",
]
