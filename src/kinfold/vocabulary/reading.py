"""How old somebody must be to read some words, kept with the words.

Worked out when words are saved: a map or a plan has many, and its page should not wait.
"""

from __future__ import annotations

from functools import lru_cache

from kinfold_core.practice import reading_age as core

OLDEST = 25.0
LONGEST_READ = 20_000
FEWEST_WORDS = 8


@lru_cache(maxsize=512)
def reading_age(text: str) -> float | None:
    """Age in years, from 5 to 25, or None when there is too little to judge."""
    words = text[:LONGEST_READ]
    if len(words.split()) < FEWEST_WORDS:
        return None
    return round(min(core.reading_age(words), OLDEST), 1)
