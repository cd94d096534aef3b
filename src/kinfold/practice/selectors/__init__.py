"""Reads for the pages of a map: viewer first, rows out."""

from kinfold.practice.selectors.history import danger_history, entry_history
from kinfold.practice.selectors.living_map import living_map
from kinfold.practice.selectors.members import ground_of

__all__ = ["danger_history", "entry_history", "living_map", "ground_of"]
