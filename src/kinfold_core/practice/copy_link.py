"""A link to a family's copy: how long it opens, what closes it, what code it asks for.

The link lies on a telephone that others may hold. So it ends by itself, can be called
back, asks for a second thing that was said aloud, and closes after a few wrong ones.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from kinfold_core.practice.living_map import LivingMap

DAYS_OPEN: Final = 14
MOST_DAYS: Final = 90
MOST_WRONG: Final = 5
SHORTEST_CODE: Final = 6
LONGEST_CODE: Final = 40


class LinkState(StrEnum):
    """Whether a link opens. Whoever holds it is told no more than that it does not."""

    OPEN = "open"
    CALLED_BACK = "called_back"
    LOCKED = "locked"
    ENDED = "ended"
    NOT_SAFE = "not_safe"
    KEPT_BACK = "kept_back"


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What decides whether a link opens.

    `is_not_safe`: whoever holds it is marked not safe to contact now.
    `is_kept_back`: something on the copy has been kept from the family since.
    """

    expires_at: datetime
    is_called_back: bool = False
    wrong_count: int = 0
    is_not_safe: bool = False
    is_kept_back: bool = False


def state_of(facts: LinkFacts, *, now: datetime) -> LinkState:
    """What stands in the way of a link, the surest reason first."""
    if facts.is_called_back:
        return LinkState.CALLED_BACK
    if facts.wrong_count >= MOST_WRONG:
        return LinkState.LOCKED
    if facts.expires_at <= now:
        return LinkState.ENDED
    if facts.is_not_safe:
        return LinkState.NOT_SAFE
    if facts.is_kept_back:
        return LinkState.KEPT_BACK
    return LinkState.OPEN


def plain_code(typed: str) -> str:
    """A code as it is compared: "Blue Kite 7" and "bluekite7" are one."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def why_not_a_code(typed: str) -> str:
    """What is wrong with a code that somebody chose; "" when it will do."""
    code = plain_code(typed)
    if len(code) < SHORTEST_CODE:
        return f"Choose at least {SHORTEST_CODE} letters or numbers"
    if len(code) > LONGEST_CODE:
        return f"Choose at most {LONGEST_CODE} letters or numbers"
    steps = {ord(after) - ord(before) for before, after in pairwise(code)}
    if len(set(code)) < 3 or steps in ({1}, {-1}):
        return "Choose something that is harder to guess"
    return ""


def shown_things(living_map: LivingMap) -> frozenset[UUID]:
    """All that stands on the map for the family to see: what a copy is made of."""
    dangers = [one for one in living_map.dangers if one.showing.is_visible]
    entries = [one.id for one in living_map.entries if one.showing.is_visible]
    answers = [a.id for one in dangers for a in one.ratings if a.is_visible]
    return frozenset([*entries, *(one.id for one in dangers), *answers])


def kept_back(living_map: LivingMap) -> frozenset[UUID]:
    """All that is kept from the family for now, also what was taken off the map."""
    dangers = (*living_map.dangers, *living_map.withdrawn_dangers)
    entries = (*living_map.entries, *living_map.withdrawn_entries)
    hidden = [one.id for one in dangers if not one.showing.is_visible]
    hidden += [one.id for one in entries if not one.showing.is_visible]
    hidden += [a.id for one in dangers for a in one.ratings if not a.is_visible]
    return frozenset(hidden)
