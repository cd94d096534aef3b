from kinfold.meetings.models.meeting import Attendance, Meeting
from kinfold.meetings.models.network_meeting import (
    DecisionBecame,
    Invited,
    MeetingAccount,
    MeetingDecision,
    NotesGiven,
    PlannedMeeting,
)
from kinfold.meetings.models.rounds import RoundAnswer

__all__ = [
    "Attendance",
    "DecisionBecame",
    "Invited",
    "Meeting",
    "MeetingAccount",
    "MeetingDecision",
    "NotesGiven",
    "PlannedMeeting",
    "RoundAnswer",
]
