"""The spelling and sound comparisons that the core asks for, from kept libraries."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler

from kinfold.people.keys import sounds_like
from kinfold_core.people.likeness import Comparison


def spelled_like(one: str, other: str) -> float:
    """How alike two words are spelled, 0 to 1. Jaro-Winkler, made for names."""
    return float(JaroWinkler.normalized_similarity(one, other))


COMPARE = Comparison(spelled_like=spelled_like, sounds_like=sounds_like)
