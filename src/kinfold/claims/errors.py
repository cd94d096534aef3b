"""What can stop a change of what a programme learns."""

from __future__ import annotations

from typing import Any

from kinfold.platform.errors import Conflict


class WrittenMeanwhile(Conflict):
    """Somebody else saved first. `standing` is what counts now."""

    def __init__(self, standing: Any) -> None:
        super().__init__("Somebody else changed this while you were writing.")
        self.standing = standing
