"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "meetings.answered": "Wrote down an answer when a scale went round the room",
    "meetings.ended": "Ended a meeting, with what was decided",
    "meetings.ending_changed": "Changed what a meeting decided",
    "meetings.form": "Opened a form of a meeting",
    "meetings.meeting": "Opened a meeting",
    "meetings.meetings": "Opened the meetings of a family",
    "meetings.person_added": "Added somebody to a meeting",
    "meetings.person_taken_off": "Took somebody off a meeting who was not there",
    "meetings.round": "Opened a scale that goes round the room",
    "meetings.started": "Started a meeting",
    "meetings.wall": "Showed the map on the wall",
}
