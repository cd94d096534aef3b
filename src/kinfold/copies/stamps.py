"""What a copy said, in figures: so that a change after it was read is noticed.

A page with the note "they have it" carries the stamp of the copy it showed. The note
is kept only when the copy made under the lock has the same one. The stamp holds a
figure for each thing on the copy, and so can tell which of them are new.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

# The day it is printed is on the copy, and says nothing about the family.
UNCOUNTED: Final = frozenset({"made_on"})
PARTS: Final = (
    "everybody", "happened", "worries", "harder", "kept_safe", "good", "wishes",
    "steps", "scales",
)  # fmt: skip
# Those that have no heading of the authority's own.
_NAMED: Final = {"everybody": "Who it is for", "scales": "From 0 to 10"}
# The first of these that says anything stands for the thing.
_SAYS: Final = (
    "text", "about", "might", "who", "we_need", "family_wants", "children_hope",
    "sentence", "title",
)  # fmt: skip
_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Changes:
    """What the copy says now and did not before. `gone_count`: what it said alone."""

    new: tuple[tuple[str, str], ...] = ()
    gone_count: int = 0


def stamp_of(kept: dict[str, Any]) -> str:
    """The figure of the whole copy, then one for each thing on it."""
    whole = {name: value for name, value in kept.items() if name not in UNCOUNTED}
    things = (_figure([part, thing])[:_LETTERS] for part, thing in _things(kept))
    return ".".join([_figure(whole), *things])


def is_same(seen: str, now: str) -> bool:
    """Whether the copy that was seen says what the copy says now."""
    return seen.partition(".")[0] == now.partition(".")[0]


def changes_since(seen: str, kept: dict[str, Any]) -> Changes:
    """What is on the copy now that was not on the one seen, part by part."""
    if not seen:
        return Changes()
    before = set(seen.split(".")[1:])
    now = [
        (_figure([part, thing])[:_LETTERS], part, thing)
        for part, thing in _things(kept)
    ]
    names = _NAMED | kept.get("headings", {})
    return Changes(
        new=tuple(
            (names.get(p, p), _said(t)) for mark, p, t in now if mark not in before
        ),
        gone_count=len(before - {mark for mark, _, _ in now}),
    )


def _things(kept: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for part in PARTS:
        for thing in kept.get(part, ()):
            yield part, thing
    for part in kept.get("parts", ()):
        for group in part["groups"]:
            for thing in group["things"]:
                yield part["title"], thing


def _said(thing: Any) -> str:
    if isinstance(thing, str):
        return thing
    return next((str(thing[name]) for name in _SAYS if thing.get(name)), "")


def _figure(value: Any) -> str:
    plain = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
