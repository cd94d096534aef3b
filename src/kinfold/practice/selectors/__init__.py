"""Reads for the pages of a map: viewer first, rows out."""

from kinfold.practice.selectors.living_map import dangers_of, living_map
from kinfold.practice.selectors.members import ground_of

__all__ = ["dangers_of", "living_map", "ground_of"]
