"""Questions about the road to closing. They parse; they never write."""

from kinfold.trajectory.forms.bottom_line import (
    BottomLineForm,
    ExplainForm,
    LiftForm,
    SeenForm,
)
from kinfold.trajectory.forms.question import AnswerForm, QuestionForm

__all__ = [
    "AnswerForm",
    "BottomLineForm",
    "ExplainForm",
    "LiftForm",
    "QuestionForm",
    "SeenForm",
]
