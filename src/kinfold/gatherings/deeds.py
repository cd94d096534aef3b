"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "gathering.planned": "Put a date into the calendar",
    "gathering.changed": "Changed a date in the calendar",
    "gathering.cancelled": "Cancelled a date in the calendar",
    "gathering.answered": "Said whether they come to a gathering",
    "agreed_action.added": "Wrote down what was agreed at a gathering",
    "agreed_action.done": "Wrote down what came of what was agreed",
    "visit.planned": "Planned visits or calls with an authority",
    "visit.moved": "Moved a visit or a call",
    "visit.cancelled": "Cancelled a visit or a call",
}
