"""Questions about the road to closing. They parse; they never write."""

from kinfold.trajectory.forms.bottom_line import (
    BottomLineForm,
    ExplainForm,
    LiftForm,
    SeenForm,
)
from kinfold.trajectory.forms.immediate import (
    AgreementForm,
    ControlLines,
    EndForm,
    ImmediatePlanForm,
    ReadForm,
    ReviewForm,
    controls_of,
)
from kinfold.trajectory.forms.question import AnswerForm, QuestionForm
from kinfold.trajectory.forms.road import (
    AchievedForm,
    ClosureForm,
    MilestoneForm,
    MoveForm,
    TakeOffForm,
)

__all__ = [
    "AchievedForm",
    "ClosureForm",
    "MilestoneForm",
    "MoveForm",
    "TakeOffForm",
    "AgreementForm",
    "AnswerForm",
    "BottomLineForm",
    "ControlLines",
    "EndForm",
    "ExplainForm",
    "ImmediatePlanForm",
    "LiftForm",
    "QuestionForm",
    "ReadForm",
    "ReviewForm",
    "SeenForm",
    "controls_of",
]
