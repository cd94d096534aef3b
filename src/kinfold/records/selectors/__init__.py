"""Reads of people and families. Viewer first; fetched and authorised together."""

from kinfold.records.selectors.records import (
    PersonRecord,
    families_of,
    family_for,
    may_with,
    person_for,
    state_of,
)

__all__ = [
    "PersonRecord",
    "families_of",
    "family_for",
    "may_with",
    "person_for",
    "state_of",
]
