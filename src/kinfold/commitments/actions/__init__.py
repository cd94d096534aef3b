"""Changes to who does what. Keyword-only, `by=`, one transaction with audit."""

from kinfold.commitments.actions.answering import write_answer
from kinfold.commitments.actions.links import call_back_ask, make_ask_link
from kinfold.commitments.actions.living import end, write_time
from kinfold.commitments.actions.offering import offer, reword
from kinfold.commitments.actions.opening import answer_by_link, open_ask

__all__ = [
    "answer_by_link",
    "call_back_ask",
    "end",
    "make_ask_link",
    "offer",
    "open_ask",
    "reword",
    "write_answer",
    "write_time",
]
