"""Reads for a family's copies: whom they are for, what goes with them, their links."""

from kinfold.copies.selectors.links import LinkRow, link_at, links_of, standing_of
from kinfold.copies.selectors.readers import (
    Reader,
    Standing,
    between_people,
    marks_kept_from_readers,
    may_not_know,
    readers_of,
    safe_only_as,
    standing_beside,
)

__all__ = [
    "LinkRow",
    "Reader",
    "Standing",
    "between_people",
    "link_at",
    "links_of",
    "marks_kept_from_readers",
    "may_not_know",
    "readers_of",
    "safe_only_as",
    "standing_beside",
    "standing_of",
]
