from kinfold.versions.forms.points import CompareForm, DayForm, VersionForm
from kinfold.versions.forms.purpose import PurposeForm
from kinfold.versions.forms.reshaping import JoinForm, MoveForm, SplitForm
from kinfold.versions.forms.small import DisagreementForm, WithdrawForm
from kinfold.versions.forms.standing import SaidBackForm, StandingForm
from kinfold.versions.forms.voices import AnswerForm, ContributorForm

__all__ = [
    "AnswerForm",
    "CompareForm",
    "ContributorForm",
    "DayForm",
    "DisagreementForm",
    "JoinForm",
    "MoveForm",
    "PurposeForm",
    "SaidBackForm",
    "SplitForm",
    "StandingForm",
    "VersionForm",
    "WithdrawForm",
]
