"""Reads of the road to closing: viewer first, rows out."""

from kinfold.trajectory.selectors.bottom_lines import bottom_lines_of, questions_of
from kinfold.trajectory.selectors.immediate import immediate_plans_of
from kinfold.trajectory.selectors.road import road_of

__all__ = [
    "bottom_lines_of",
    "immediate_plans_of",
    "questions_of",
    "road_of",
]
