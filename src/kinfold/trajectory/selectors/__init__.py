"""Reads of the road to closing: viewer first, rows out."""

from kinfold.trajectory.selectors.bottom_lines import bottom_lines_of, questions_of

__all__ = ["bottom_lines_of", "questions_of"]
