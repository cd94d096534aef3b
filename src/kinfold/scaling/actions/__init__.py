"""Changes to scales. Keyword-only, `by=`, one transaction with audit."""

from kinfold.scaling.actions.ends import write_ends
from kinfold.scaling.actions.ratings import rate

__all__ = ["rate", "write_ends"]
