"""Changes of versions. Keyword-only, `by=`, one transaction with audit."""

from kinfold.versions.actions.currency import make_current
from kinfold.versions.actions.disagreements import disagree
from kinfold.versions.actions.purpose import say_purpose
from kinfold.versions.actions.reshaping import (
    join_entries,
    make_danger_of,
    move_entry,
    split_entry,
)
from kinfold.versions.actions.reshaping_sets import (
    join_dangers,
    make_entry_of,
    split_danger,
)
from kinfold.versions.actions.sharing import fix_version
from kinfold.versions.actions.standing import note_said_back, note_standing
from kinfold.versions.actions.taking_back import (
    let_stand_in_danger_set,
    take_back_above,
    take_back_entry,
    take_back_from_danger_set,
)
from kinfold.versions.actions.undoing import undo_danger_set, undo_entry
from kinfold.versions.actions.voices import note_contributor, record_answer

__all__ = [
    "disagree",
    "fix_version",
    "join_dangers",
    "join_entries",
    "let_stand_in_danger_set",
    "make_current",
    "make_danger_of",
    "make_entry_of",
    "move_entry",
    "note_contributor",
    "note_said_back",
    "note_standing",
    "record_answer",
    "say_purpose",
    "split_danger",
    "split_entry",
    "take_back_above",
    "take_back_entry",
    "take_back_from_danger_set",
    "undo_danger_set",
    "undo_entry",
]
