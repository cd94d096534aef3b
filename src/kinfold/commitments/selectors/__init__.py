"""Reads of who said they will do what: viewer first, rows out."""

from kinfold.commitments.selectors.commitments import commitment_of, commitments_of

__all__ = ["commitment_of", "commitments_of"]
