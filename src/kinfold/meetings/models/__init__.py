from kinfold.meetings.models.meeting import Attendance, Meeting
from kinfold.meetings.models.rounds import RoundAnswer

__all__ = ["Attendance", "Meeting", "RoundAnswer"]
