"""Changes of versions. Keyword-only, `by=`, one transaction with audit."""

from kinfold.versions.actions.currency import make_current
from kinfold.versions.actions.disagreements import disagree
from kinfold.versions.actions.sharing import fix_version
from kinfold.versions.actions.voices import note_contributor, record_answer

__all__ = [
    "disagree",
    "fix_version",
    "make_current",
    "note_contributor",
    "record_answer",
]
