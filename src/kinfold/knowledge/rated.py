"""What people said of an item, as it stood when five more had said something.

A figure that moves with one answer tells that answer. So it moves with every fifth
person alone, and not when one of those counted says something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

FEWEST_RATINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person said, at one time."""

    by_user_id: int
    score: int
    words: str


def at_last_full_five(answers: Iterable[Answer]) -> list[Answer]:
    """One of each person, as it was when their number was last a multiple of five.

    Args:
        answers: in the order in which they were given.
    """
    latest: dict[int, Answer] = {}
    stood: list[Answer] = []
    for one in answers:
        is_new = one.by_user_id not in latest
        latest[one.by_user_id] = one
        if is_new and len(latest) % FEWEST_RATINGS == 0:
            stood = list(latest.values())
    return stood
