"""Changes to kinship options and arrangements: keyword-only, audited, whole."""

from kinfold.kinship.actions.care import begin_care, change_care, end_care
from kinfold.kinship.actions.happening import explain_rights, write_happening
from kinfold.kinship.actions.options import add_option, decide_option
from kinfold.kinship.actions.support import add_support, look_at_support

__all__ = [
    "add_option",
    "add_support",
    "begin_care",
    "change_care",
    "decide_option",
    "end_care",
    "explain_rights",
    "look_at_support",
    "write_happening",
]
