"""What goes with a return that is deleted, beside what this app holds of it.

Apps that build on returns copy what was counted; this app does not know them.
"""

from __future__ import annotations

from typing import Final, Protocol
from uuid import UUID

from kinfold.platform.viewer import Viewer


class TakeAway(Protocol):
    """Take away what stands on the return, in the transaction that deletes it."""

    def __call__(self, *, return_id: UUID, by: Viewer) -> None: ...


_with_it: Final[list[TakeAway]] = []


def register_going(take_away: TakeAway) -> None:
    """Have this done whenever a return is deleted. In `AppConfig.ready()`."""
    _with_it.append(take_away)


def take_away_what_stands_on(*, return_id: UUID, by: Viewer) -> None:
    for take_away in _with_it:
        take_away(return_id=return_id, by=by)
