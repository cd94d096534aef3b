"""What is asked about a copy. Forms parse; they never write."""

from kinfold.copies.forms.copy import OursForm, ReadersForm, SharingForm
from kinfold.copies.forms.links import LinkForm, WhoseForm

__all__ = [
    "LinkForm",
    "OursForm",
    "ReadersForm",
    "SharingForm",
    "WhoseForm",
]
