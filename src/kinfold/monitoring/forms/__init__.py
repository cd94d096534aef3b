from kinfold.monitoring.forms.check import CheckForm
from kinfold.monitoring.forms.journal import JournalForm
from kinfold.monitoring.forms.review import ReviewForm

__all__ = ["CheckForm", "JournalForm", "ReviewForm"]
