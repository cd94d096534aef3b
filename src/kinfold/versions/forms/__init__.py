from kinfold.versions.forms.points import CompareForm, DayForm, VersionForm
from kinfold.versions.forms.small import DisagreementForm, WithdrawForm
from kinfold.versions.forms.voices import AnswerForm, ContributorForm

__all__ = [
    "AnswerForm",
    "CompareForm",
    "ContributorForm",
    "DayForm",
    "DisagreementForm",
    "VersionForm",
    "WithdrawForm",
]
