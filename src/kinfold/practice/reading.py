"""How old somebody must be to read a text easily, by a kept library.

The library is slow to import and is only needed when words are saved: the answer is
stored with them, so that no page waits for it.
"""

from __future__ import annotations

from functools import lru_cache

# School years begin at five: a grade of 4 is a reader of nine.
AGE_AT_GRADE_NOUGHT = 5
YOUNGEST = 5.0
OLDEST = 25.0
LONGEST_READ = 20_000


@lru_cache(maxsize=512)
def reading_age(text: str) -> float | None:
    """Age in years, from 5 to 25, or None when there is too little to judge.

    Automated Readability Index plus five. Of the indexes that `textstat` has it needs
    no dictionary to be downloaded. Source: Smith and Senter 1967 (AMRL-TR-66-220).
    """
    import textstat  # noqa: PLC0415  half a second, and never needed by a reader

    words = text[:LONGEST_READ]
    if len(words.split()) < 8:
        return None
    age = float(textstat.automated_readability_index(words)) + AGE_AT_GRADE_NOUGHT
    return round(min(max(age, YOUNGEST), OLDEST), 1)
