"""Reads of how a plan is lived: viewer first, rows out."""

from kinfold.monitoring.selectors.journal import journal_of
from kinfold.monitoring.selectors.lived import lived_plan
from kinfold.monitoring.selectors.reviews import reviews_of

__all__ = ["journal_of", "lived_plan", "reviews_of"]
