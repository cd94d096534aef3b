"""Changes to what becomes of a child's words. Keyword-only, `by=`, with audit."""

from kinfold.child_words.actions.answering import respond, show_back
from kinfold.child_words.actions.feeding import feed, feed_number, feed_person
from kinfold.child_words.actions.giving import give_copy
from kinfold.child_words.actions.papers import show_paper
from kinfold.child_words.actions.sharing import (
    choose_sharing,
    override_sharing,
    tell_of_override,
)
from kinfold.child_words.actions.taking_back import take_back_number

__all__ = [
    "choose_sharing",
    "feed",
    "feed_number",
    "feed_person",
    "give_copy",
    "override_sharing",
    "respond",
    "show_back",
    "show_paper",
    "take_back_number",
    "tell_of_override",
]
