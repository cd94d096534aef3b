"""Changes to a family's map. Keyword-only, `by=`, one transaction with audit."""

from kinfold.practice.actions.danger_sets import (
    add_danger_set,
    change_danger_set,
    put_back_danger_set,
    withdraw_danger_set,
)
from kinfold.practice.actions.entries import (
    add_entry,
    change_entry,
    put_back_entry,
    show_as_the_child_chose,
    withdraw_entry,
)

__all__ = [
    "add_danger_set",
    "add_entry",
    "change_danger_set",
    "change_entry",
    "put_back_danger_set",
    "put_back_entry",
    "show_as_the_child_chose",
    "withdraw_danger_set",
    "withdraw_entry",
]
