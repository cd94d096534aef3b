"""Reads of what children say: viewer first, and nothing that is not theirs to read."""

from kinfold.child_tools.selectors.sessions import item_for, session_for, sessions_of

__all__ = ["item_for", "session_for", "sessions_of"]
