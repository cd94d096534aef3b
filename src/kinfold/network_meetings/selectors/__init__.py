"""Reads of meetings with the network: viewer first, rows out."""

from kinfold.network_meetings.selectors.notes import (
    GivenRow,
    KnowsRow,
    kept_apart_from,
    notes_given,
    who_knows,
)

__all__ = [
    "GivenRow",
    "KnowsRow",
    "kept_apart_from",
    "notes_given",
    "who_knows",
]
