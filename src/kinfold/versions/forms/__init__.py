from kinfold.versions.forms.points import CompareForm, DayForm, VersionForm
from kinfold.versions.forms.voices import AnswerForm, ContributorForm

__all__ = ["AnswerForm", "CompareForm", "ContributorForm", "DayForm", "VersionForm"]
