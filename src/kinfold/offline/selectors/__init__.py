"""Reads of visits: viewer first, and nothing that is not theirs to read."""

from kinfold.offline.selectors.held import (
    held_for,
    held_of,
    held_sound_file,
    may_open_sound,
    sounds_of,
)
from kinfold.offline.selectors.passing import receivers_of
from kinfold.offline.selectors.visits import (
    conflict_for,
    conflicts_of,
    devices_of,
    is_to_be_wiped,
    visits_of,
    whom_for,
    whom_of,
)

__all__ = [
    "conflict_for",
    "conflicts_of",
    "devices_of",
    "held_for",
    "held_of",
    "held_sound_file",
    "is_to_be_wiped",
    "may_open_sound",
    "receivers_of",
    "sounds_of",
    "visits_of",
    "whom_for",
    "whom_of",
]
