"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "meetings.account_written": "Wrote down how a meeting with the network was",
    "meetings.answered": "Wrote down an answer when a scale went round the room",
    "meetings.asked_people": "Wrote down who is asked to a meeting",
    "meetings.decided": "Wrote down what a meeting decided",
    "meetings.decision_became": "Made a decision of a meeting a rule or a next step",
    "meetings.ended": "Ended a meeting, with what was decided",
    "meetings.ending_changed": "Changed what a meeting decided",
    "meetings.form": "Opened a form of a meeting",
    "meetings.invitation": "Opened the invitation to a meeting",
    "meetings.meeting": "Opened a meeting",
    "meetings.meetings": "Opened the meetings of a family",
    "meetings.network_record": "Opened how a meeting with the network was",
    "meetings.notes": "Opened the notes of a meeting for somebody of the network",
    "meetings.notes_given": "Gave somebody of the network the notes of a meeting",
    "meetings.person_added": "Added somebody to a meeting",
    "meetings.person_taken_off": "Took somebody off a meeting who was not there",
    "meetings.round": "Opened a scale that goes round the room",
    "meetings.started": "Started a meeting",
    "meetings.wall": "Showed the map on the wall",
}
