"""Whether words that many will read call somebody of a record by their name.

What is a name by how it is written, `likely_identifiers` finds. A surname in small
letters is another word too often to be asked about wherever it stands; beside a given
name, a title or "family" it is one: "leanne coles", "mrs coles", "the coles family".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kinfold_core.people.likely_identifiers import (
    SHORT_TITLES,
    TITLES,
    Identifier,
    Likely,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HOUSEHOLD: Final = frozenset(("family", "families", "household"))


@dataclass(frozen=True, slots=True)
class Called:
    """How a record calls somebody."""

    given_names: str
    family_name: str
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class _Surname:
    """Words that may be a surname, as they stand, with the words beside them."""

    small: str
    before: re.Match[str] | None
    first: re.Match[str]
    last: re.Match[str]
    after: re.Match[str] | None


def surnames_in(texts: Iterable[str]) -> set[str]:
    """Each word, and each two beside one another, in small letters: to be looked up."""
    return {one.small for text in texts for one in _surnames(text)}


def called_in(texts: Iterable[str], people: Iterable[Called]) -> tuple[Likely, ...]:
    """Where the texts call one of these people by name, in whatever letters, as it
    stands there."""
    given: dict[str, set[str]] = {}
    for one in people:
        names = f"{one.given_names} {one.known_as}".casefold().split()
        given.setdefault(_plain(one.family_name), set(TITLES)).update(names)
    if not given:  # who shares has often no record open, and the texts may be long
        return ()
    found: set[Likely] = set()
    for text in texts:
        for said in _surnames(text):
            if said.small in given:
                words = _named(text, said, given[said.small])
                found |= {Likely(Identifier.NAME, one) for one in words}
    return tuple(sorted(found))


def _named(text: str, said: _Surname, given: set[str]) -> Iterator[str]:
    if said.before and said.before.group().casefold() in given:
        yield text[said.before.start() : said.last.end()]
    if said.after and said.after.group().casefold() in _HOUSEHOLD:
        yield text[said.first.start() : said.after.end()]


def _surnames(text: str) -> Iterator[_Surname]:
    words = list(_WORD.finditer(text))
    for count in (1, 2):
        for at in range(len(words) - count + 1):
            part = words[at : at + count]
            if count == 2 and not _are_beside(text, *part):
                continue
            before = words[at - 1] if at else None
            after = words[at + count] if at + count < len(words) else None
            is_near = before is not None and _are_beside(text, before, part[0])
            is_next = after is not None and _are_beside(text, part[-1], after)
            yield _Surname(
                small=_plain(text[part[0].start() : part[-1].end()]),
                before=before if is_near else None,
                first=part[0],
                last=part[-1],
                after=after if is_next else None,
            )


def _are_beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    gap = text[one.end() : other.start()]
    if gap == ". ":
        return one.group().casefold() in SHORT_TITLES
    return gap.isspace() and "\n" not in gap


def _plain(name: str) -> str:
    """In small letters, one space between words, without the "'s" of an owner."""
    small = " ".join(name.casefold().split())
    return small.removesuffix("'s").removesuffix("’s")
