from kinfold.practice.forms.danger_set import DangerSetForm
from kinfold.practice.forms.entry import EntryForm

__all__ = [
    "DangerSetForm",
    "EntryForm",
]
