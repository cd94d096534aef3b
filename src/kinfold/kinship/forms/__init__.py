"""Questions about kinship. They parse; they never write."""

from kinfold.kinship.forms.care import CareForm, EndCareForm
from kinfold.kinship.forms.happening import (
    HappeningForm,
    LookForm,
    RightsForm,
    SupportForm,
)
from kinfold.kinship.forms.option import OptionForm, StepForm

__all__ = [
    "CareForm",
    "EndCareForm",
    "HappeningForm",
    "LookForm",
    "OptionForm",
    "RightsForm",
    "StepForm",
    "SupportForm",
]
