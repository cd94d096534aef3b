"""Reads of what became of a child's words: viewer first."""

from kinfold.child_words.selectors.belonging import (
    item_of_override,
    session_of_response,
)
from kinfold.child_words.selectors.naming import (
    Whom,
    people_a_child_can_name,
    people_around,
)
from kinfold.child_words.selectors.placed import taken_back_of

__all__ = [
    "Whom",
    "item_of_override",
    "people_a_child_can_name",
    "people_around",
    "session_of_response",
    "taken_back_of",
]
