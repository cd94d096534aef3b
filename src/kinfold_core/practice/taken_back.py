"""Words that whoever said them no longer wants read: cut out of what holds them still.

What was written is kept (I6, I7); it is only shown without them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from typing import Any, Final

GONE: Final = "(a child took these words back)"
SHORTEST: Final = 12
"""Fewer letters are nobody's own: "Nan" in a sentence is not what a child said."""
FEWEST: Final = 3
"""As many words, however short, are somebody's own: "Dad hit me"."""


def said_by(name: str, words: str) -> str:
    """A child's words where others' words stand too, with whose they are."""
    return f"{name}: “{words}”"


def found_in(texts: Collection[str], kept: Iterable[str]) -> frozenset[str]:
    """Those of the kept words that stand in one of these texts.

    Capitals, accents, punctuation and spaces do not make them other words. Few words
    count where a text says nothing else.
    """
    return frozenset(one for one in kept if any(_holds(text, one) for text in texts))


def says_again(text: str, words: str) -> bool:
    """Whether what others wrote says again what a child said.

    A word or two are everybody's: then only when it says nothing else.
    """
    return _is_all(text, words) or (_is_many(words) and bool(_places(text, words)))


def without(value: Any, texts: Collection[str], *, instead: str = "") -> Any:
    """Plain values, at any depth, with none of these texts in them."""
    if isinstance(value, str):
        return _cut(value, texts, instead)
    if isinstance(value, list | tuple):
        return type(value)(without(one, texts, instead=instead) for one in value)
    if isinstance(value, dict):
        return {key: without(one, texts, instead=instead) for key, one in value.items()}
    return value


def _cut(text: str, texts: Collection[str], instead: str) -> str:
    if any(_is_all(text, one) for one in texts):
        return instead
    cut = text
    for one in sorted(texts, key=len, reverse=True):
        if _is_own(one):
            for start, end in reversed(_places(cut, one)):
                cut = cut[:start] + instead + cut[end:]
    if cut == text:
        return text
    return "\n".join(line for line in cut.splitlines() if line.strip())


def _holds(text: str, words: str) -> bool:
    return _is_all(text, words) or (_is_own(words) and bool(_places(text, words)))


def _is_own(words: str) -> bool:
    return len(words) >= SHORTEST or _is_many(words)


def _is_many(words: str) -> bool:
    return len(words.split()) >= FEWEST


def _is_all(text: str, words: str) -> bool:
    letters, _ = _letters(words)
    return text == words != "" or _letters(text)[0] == letters != ""


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in a text: from and to. Whole words, and none twice."""
    sought, own = _letters(words)
    letters, at = _letters(text)
    found = []
    start = letters.find(sought) if sought else -1
    while start >= 0:
        end = start + len(sought)
        first, last = at[start], at[end - 1] + 1
        if _goes_on(text[:first][-1:]) or _goes_on(text[last : last + 1]):
            end = start + 1
        else:
            before, after = words[: own[0]], words[own[-1] + 1 :]
            first -= len(before) if text[:first].endswith(before) else 0
            last += len(after) if text[last:].startswith(after) else 0
            found.append((first, last))
        start = letters.find(sought, end)
    return found


def _letters(text: str) -> tuple[str, list[int]]:
    """What is left when only letters and numbers count, and where each one stood."""
    pairs = [
        (letter, at)
        for at, char in enumerate(text)
        for letter in unicodedata.normalize("NFKD", char).casefold()
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in pairs), [at for _, at in pairs]


def _goes_on(char: str) -> bool:
    """Whether a word goes on with this. Only writing with capitals parts all words."""
    return char.isdigit() or char.lower() != char.upper()
