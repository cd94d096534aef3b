"""Reads of what became of a child's words: viewer first."""

from kinfold.child_words.selectors.belonging import (
    item_of_override,
    session_of_response,
)

__all__ = ["item_of_override", "session_of_response"]
