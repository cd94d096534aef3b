"""What is asked about a copy. Forms parse; they never write."""

from kinfold.copies.forms.copy import ReadersForm, SharingForm
from kinfold.copies.forms.links import LinkForm, WhoseForm

__all__ = ["LinkForm", "ReadersForm", "SharingForm", "WhoseForm"]
