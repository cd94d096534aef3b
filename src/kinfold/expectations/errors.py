"""What can stop a change of the expectations, in words for the reader."""

from __future__ import annotations

from typing import Any

from kinfold.platform.errors import Conflict


class ExpectationsChanged(Conflict):
    """Somebody else changed them first. `standing` is what they are now."""

    def __init__(self, standing: Any) -> None:
        super().__init__("Somebody else changed these while you were writing.")
        self.standing = standing
