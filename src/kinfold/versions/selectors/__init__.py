"""Reads of what a map has been: viewer first, rows out."""

from kinfold.versions.selectors.history import danger_history, entry_history
from kinfold.versions.selectors.past import MapPast, map_past
from kinfold.versions.selectors.snapshots import Until, snapshot

__all__ = [
    "MapPast",
    "Until",
    "danger_history",
    "entry_history",
    "map_past",
    "snapshot",
]
