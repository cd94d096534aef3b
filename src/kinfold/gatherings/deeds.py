"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "gathering.planned": "Put a date into the calendar",
    "gathering.changed": "Changed a date in the calendar",
    "gathering.cancelled": "Cancelled a date in the calendar",
    "gathering.answered": "Said whether they come to a gathering",
    "gathering.invited": "Invited people to a gathering",
    "gathering.invitation_taken_back": "Took back an invitation to a gathering",
    "agreed_action.added": "Wrote down what was agreed at a gathering",
    "agreed_action.done": "Wrote down what came of what was agreed",
    "calendar_key.made": "Made a secret address of their calendar",
    "calendar_key.taken_back": "Took back a secret address of their calendar",
    "visit.planned": "Planned visits or calls with an authority",
    "visit.moved": "Moved a visit or a call",
    "visit.cancelled": "Cancelled a visit or a call",
}
