"""Search keys of people: what is stored beside a name so that it can be found.

Plain functions of the text, used when one person is saved and when sixty thousand are
made at once. Only `=`, `>=` and `<` are ever asked of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import jellyfish

from kinfold_core.people.likeness import FullName
from kinfold_core.people.names import (
    compact_key,
    given_name_group,
    name_tokens,
    search_key,
)

WORD, SOUND, GROUP = "w", "s", "g"
LONGEST_KEY = 100
SHORTEST_SOUND = 3


@lru_cache(maxsize=20_000)
def sounds_like(token: str) -> str:
    """How a word sounds in English, or "" when that cannot be said.

    Metaphone: "mohammed" and "muhammad" share a key. A word of under three letters or
    of another script has none, because half the world would share it.
    """
    if len(token) < SHORTEST_SOUND or not token.isascii():
        return ""
    return str(jellyfish.metaphone(token))


def name_keys(names: Iterable[FullName]) -> frozenset[tuple[str, str]]:
    """Every (kind, key) under which somebody with these names is found."""
    found: set[tuple[str, str]] = set()
    for name in names:
        given, family = name_tokens(name.given), name_tokens(name.family)
        for token in (*given, *family):
            found.add((WORD, token[:LONGEST_KEY]))
            found.add((SOUND, sounds_like(token)[:LONGEST_KEY]))
        for token in given:
            found.add((GROUP, given_name_group(token)[:LONGEST_KEY]))
        if len(family) > 1:
            found.add((WORD, compact_key(name.family)[:LONGEST_KEY]))
    return frozenset(pair for pair in found if pair[1])


def person_sort_key(given: str, family: str) -> str:
    """Where a person stands in a list: family name first, without accents."""
    return f"{search_key(family)} {search_key(given)}".strip()[:420]


def value_key(value: str) -> str:
    """An identifier without spaces, dashes or case: "943 476 5919" is "9434765919"."""
    return "".join(char for char in value.upper() if char.isalnum())[:100]


def address_key(lines: str, postcode: str) -> str:
    """What makes two addresses the same place: the postcode and the first line."""
    first = search_key(lines.replace("\n", ",").split(",")[0])
    return f"{value_key(postcode)} {first}".strip()[:200]


def tidy_postcode(text: str) -> str:
    """A postcode as the Royal Mail writes it, when it can be one; else as typed."""
    bare = value_key(text)
    if 5 <= len(bare) <= 7 and bare[-3].isdigit():
        return f"{bare[:-3]} {bare[-3:]}"
    return text.strip().upper()[:10]
