"""What can stop a change of what an authority follows."""

from __future__ import annotations

from typing import Any

from kinfold.platform.errors import Conflict


class ChoiceChanged(Conflict):
    """Somebody else chose first. `standing` is the choice as it is now."""

    def __init__(self, standing: Any) -> None:
        super().__init__("Somebody else changed this while you were writing.")
        self.standing = standing
