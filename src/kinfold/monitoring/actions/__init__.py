"""Writing down how a plan is lived. Keyword-only, `by=`, one transaction with audit."""

from kinfold.monitoring.actions.checks import check, demonstrate
from kinfold.monitoring.actions.journal import mark_read, note_export, write
from kinfold.monitoring.actions.reviews import review

__all__ = ["check", "demonstrate", "mark_read", "note_export", "review", "write"]
