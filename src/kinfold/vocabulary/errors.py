"""What can stop a change to the words, in words for the reader."""

from __future__ import annotations

from typing import Any

from kinfold.platform.errors import Conflict


class WordsChanged(Conflict):
    """Somebody else changed the words first. `standing` is what they are now."""

    def __init__(self, standing: Any) -> None:
        super().__init__("Somebody else changed these words while you were writing.")
        self.standing = standing
