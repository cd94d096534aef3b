"""A text message that asks somebody to do something: short, and names no child.

A text lies open on a telephone that others may hold, and stays there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kinfold_core.phrases import listed
from kinfold_core.practice.commitments import DAYS, PART_WORDS, Part

LONGEST_SAID: Final = 300
SHORTEST_NAME: Final = 2
_IN_A_TEXT: Final[dict[Part, str]] = {
    Part.MORNING: "in the morning",
    Part.SCHOOL: "in school hours",
    Part.AFTER_SCHOOL: "after school",
    Part.EVENING: "in the evening",
    Part.NINE: "at nine at night",
    Part.NIGHT: "through the night",
}


def when_said(days: Iterable[int], parts: Iterable[str]) -> str:
    """ "Fridays and Saturdays, at nine at night"; "" when no day is chosen."""
    chosen = [f"{DAYS[day]}s" for day in sorted(days)]
    if not chosen:
        return ""
    said = "Every day" if len(chosen) == len(DAYS) else listed(chosen)
    named = set(parts)
    at = [_IN_A_TEXT[part] for part in PART_WORDS if part in named]
    return f"{said}, {listed(at)}" if at else said


def without_names(text: str, names: Iterable[str]) -> str:
    """Each of these names as its first letter: "Amira sleeps" becomes "A. sleeps"."""
    wanted = {
        word for name in names for word in name.split() if len(word) >= SHORTEST_NAME
    }
    for word in sorted(wanted, key=len, reverse=True):
        text = re.sub(
            rf"\b{re.escape(word)}\b", f"{word[0]}.", text, flags=re.IGNORECASE
        )
    return text


def message_asking(
    *, to: str, does: str, when: str, sender: str, children: Iterable[str]
) -> str:
    """What can be copied into a text. `children`: every name of every child."""
    said = without_names(does, children)
    if len(said) > LONGEST_SAID:
        said = f"{said[:LONGEST_SAID].rstrip()}…"
    day = f" ({when})" if when else ""
    return (
        f"Hello {to}. Would you do this? “{said}”{day} "
        "Please reply YES, or NO, or say it in your own words. "
        f"Thank you, {sender}"
    )
