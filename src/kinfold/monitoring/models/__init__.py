from kinfold.monitoring.models.check import PlanCheck
from kinfold.monitoring.models.journal import (
    JournalEntry,
    JournalEntryRule,
    JournalReading,
)
from kinfold.monitoring.models.review import PlanReview, ReviewDecision

__all__ = [
    "JournalEntry",
    "JournalEntryRule",
    "JournalReading",
    "PlanCheck",
    "PlanReview",
    "ReviewDecision",
]
