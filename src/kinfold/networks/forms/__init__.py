"""Questions about a family's network. They parse; they never write."""

from kinfold.networks.forms.member import MemberForm, StepBackForm
from kinfold.networks.forms.standing import (
    AboutForm,
    CloseRoleForm,
    LookAgainForm,
    StepForm,
    ViewForm,
)
from kinfold.networks.forms.telling import TellForm

__all__ = [
    "AboutForm",
    "CloseRoleForm",
    "LookAgainForm",
    "MemberForm",
    "StepBackForm",
    "StepForm",
    "TellForm",
    "ViewForm",
]
