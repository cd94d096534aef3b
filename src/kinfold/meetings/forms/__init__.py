"""What is typed in and about a meeting."""

from kinfold.meetings.forms.ending import EndingForm
from kinfold.meetings.forms.people import PersonForm, StartForm
from kinfold.meetings.forms.rounds import RoundForm
from kinfold.meetings.forms.writing import PenForm, StepForm

__all__ = [
    "EndingForm",
    "PenForm",
    "PersonForm",
    "RoundForm",
    "StartForm",
    "StepForm",
]
