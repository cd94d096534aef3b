"""The audit events of this app, in words.

They are called as they were when these pages were those of every meeting.
"""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "meetings.account_written": "Wrote down how a meeting with the network was",
    "meetings.asked_people": "Wrote down who is asked to a meeting",
    "meetings.decided": "Wrote down what a meeting decided",
    "meetings.decision_became": "Made a decision of a meeting a rule or a next step",
    "meetings.invitation": "Opened the invitation to a meeting",
    "meetings.network_record": "Opened how a meeting with the network was",
    "meetings.notes": "Opened the notes of a meeting for somebody of the network",
    "meetings.notes_given": "Gave somebody of the network the notes of a meeting",
}
