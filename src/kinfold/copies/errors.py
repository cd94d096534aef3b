"""What can stop the note that a family has their copy."""

from __future__ import annotations

from kinfold.copies.stamps import Changes
from kinfold.platform.errors import Conflict


class CopyChanged(Conflict):
    """The map changed after the copy was shown. Nothing was written down.

    `stamp` is of the copy as it is now, `changes` what it says that it did not.
    """

    def __init__(self, stamp: str, changes: Changes) -> None:
        super().__init__(
            "The map changed after this copy was shown, so nothing was written down."
        )
        self.stamp, self.changes = stamp, changes
