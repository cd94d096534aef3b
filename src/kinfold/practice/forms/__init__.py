from kinfold.practice.forms.danger_set import DangerSetForm
from kinfold.practice.forms.entry import EntryForm
from kinfold.practice.forms.small import DisagreementForm, WithdrawForm

__all__ = [
    "DangerSetForm",
    "DisagreementForm",
    "EntryForm",
    "WithdrawForm",
]
