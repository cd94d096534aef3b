"""Reads of kinship: viewer first, rows out."""

from kinfold.kinship.selectors.counts import counts_of_families
from kinfold.kinship.selectors.kinship import (
    Kinship,
    cares_of,
    kinship_of,
    options_of,
    wordings_of,
)

__all__ = [
    "Kinship",
    "cares_of",
    "counts_of_families",
    "kinship_of",
    "options_of",
    "wordings_of",
]
