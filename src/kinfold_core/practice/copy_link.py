"""A link to a family's copy: how long it opens, what closes it, what code it asks for.

The link lies on a telephone that others may hold. So it ends by itself, can be called
back, asks for a second thing that was said aloud, and closes after a few wrong ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
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
NOT_WHEN_APART: Final = frozenset({"now", "plan", "story", "told"})
"""The parts of a copy that are not for somebody who is kept apart."""


class LinkState(StrEnum):
    """Whether a link opens. Whoever holds it is told no more than that it does not."""

    OPEN = "open"
    CALLED_BACK = "called_back"
    LOCKED = "locked"
    ENDED = "ended"
    NOT_SAFE = "not_safe"
    GONE = "gone"
    OF_NETWORK = "of_network"
    REFUSED = "refused"
    APART = "apart"
    KEPT_BACK = "kept_back"


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What decides whether a link opens.

    `is_not_safe`: whoever holds it is marked not safe to contact now.
    `is_gone`: they died, or are not in this family now. `is_of_network`: the copy of a
    family is not for them. `is_refused`: a child does not want them there, and nobody
    answers for it. `is_apart`: they must not know where somebody lives, and the copy
    says how days go there. `is_kept_back`: something has been kept from the family
    since.
    """

    expires_at: datetime
    is_called_back: bool = False
    wrong_count: int = 0
    is_not_safe: bool = False
    is_gone: bool = False
    is_of_network: bool = False
    is_refused: bool = False
    is_apart: bool = False
    is_kept_back: bool = False


def state_of(facts: LinkFacts, *, now: datetime) -> LinkState:
    """What stands in the way of a link, the surest reason first."""
    in_the_way = (
        (facts.is_called_back, LinkState.CALLED_BACK),
        (facts.wrong_count >= MOST_WRONG, LinkState.LOCKED),
        (facts.expires_at <= now, LinkState.ENDED),
        (facts.is_not_safe, LinkState.NOT_SAFE),
        (facts.is_gone, LinkState.GONE),
        (facts.is_of_network, LinkState.OF_NETWORK),
        (facts.is_refused, LinkState.REFUSED),
        (facts.is_apart, LinkState.APART),
        (facts.is_kept_back, LinkState.KEPT_BACK),
    )
    return next((state for is_so, state in in_the_way if is_so), LinkState.OPEN)


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


@dataclass(frozen=True, slots=True)
class HiddenThing:
    """What is kept from the family, as it was last written, in which version."""

    id: UUID
    written_at: datetime
    version: int = 0


def is_kept_back(
    hidden: Iterable[HiddenThing],
    *,
    things: Collection[UUID],
    made_at: datetime,
    version: int,
) -> bool:
    """Whether a copy of this version, made then of `things`, may say what is hidden.

    An answer that is hidden, and what an entry was split into, are new rows with the
    same words. So anything that was hidden or changed since is taken for one of them:
    a link too many is made again, a sentence too many is not taken back.
    """
    return any(
        one.id in things or one.written_at > made_at or one.version > version
        for one in hidden
    )
