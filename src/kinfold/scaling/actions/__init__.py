"""Changes to scales. Keyword-only, `by=`, one transaction with audit."""

from kinfold.scaling.actions.ends import write_ends
from kinfold.scaling.actions.ratings import rate, take_back_rating

__all__ = ["rate", "take_back_rating", "write_ends"]
