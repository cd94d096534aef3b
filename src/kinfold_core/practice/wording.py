"""Looking at words: listed phrases, sentences, and what is left without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kinfold_core.practice.words import word_lists

ReadingAge = Callable[[str], float]
"""The age in years at which most people can read a text, by a kept library."""

_SENTENCE_END: Final = re.compile(
    r"(?<=[.!?])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)\s+|\n+"
)
_WORD: Final = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase from a list, found in a text as it was written there."""

    found: str
    suggestion: str = ""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def longest_sentence(text: str) -> int:
    """How many words the longest sentence has."""
    return max((len(words(sentence)) for sentence in sentences(text)), default=0)


def _as_pattern(phrase: str) -> str:
    escaped = re.escape(phrase.removesuffix("*")).replace(r"\ ", r"[\s-]+")
    escaped = escaped.replace(r"\-", r"[\s-]?").replace("'", "['’]")
    return escaped + (r"\w*" if phrase.endswith("*") else "")


@lru_cache(maxsize=64)
def _compiled(phrases: tuple[str, ...], is_case_kept: bool = False) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    # an empty list finds nothing, where an empty pattern would fit everywhere
    body = "|".join(_as_pattern(phrase) for phrase in longest_first) or "(?!)"
    return re.compile(rf"\b(?:{body})(?!\w)", 0 if is_case_kept else re.IGNORECASE)


def find(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Each listed phrase in the text, as written, once, in the order it appears."""
    found = (match[0] for match in _compiled(tuple(phrases)).finditer(text))
    return tuple(dict.fromkeys(found))


def has(text: str, phrases: Iterable[str]) -> bool:
    """Whether any listed phrase is in the text."""
    return _compiled(tuple(phrases)).search(text) is not None


def matches(text: str, patterns: Iterable[str]) -> bool:
    """Whether any of the regular expressions is in the text."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def without(text: str, patterns: Iterable[str]) -> str:
    """The text with everything that fits the regular expressions taken out."""
    for pattern in patterns:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return text


def services_in(text: str) -> tuple[str, ...]:
    """Things to go to or take part in; a child's school day is none of them."""
    return find(without(text, word_lists().SERVICES_EXCEPT), word_lists().SERVICES)


def content_words(text: str, *, apart_from: Iterable[str] = ()) -> tuple[str, ...]:
    """Words that tell something: without names, small words and the listed phrases."""
    bare = _compiled(tuple(apart_from)).sub(" ", text) if apart_from else text
    empty = word_lists().EMPTY
    return tuple(
        word.casefold()
        for word in _WORD.findall(bare)
        if word.casefold() not in empty and not word[0].isupper()
    )


@lru_cache(maxsize=32)
def _read_list(listing: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    entries = (line.partition(" > ") for line in listing.split("\n"))
    return tuple(
        (tuple(phrase.strip() for phrase in phrases.split(",")), suggestion)
        for phrases, _, suggestion in entries
    )


@lru_cache(maxsize=16)
def _nameless(parents: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?:^|(?<=[.!?;:,]\s)|(?P<before>\b[\w'’]+\s|\())"
        rf"(?:the )?\b(?P<parent>{'|'.join(parents)})\b"
        r"(?!['’]?s?\s+\(?(?-i:[A-Z]))",
        re.IGNORECASE,
    )


def labels_in(text: str, *, names_parents: bool = True) -> tuple[Phrase, ...]:
    """Every label, acronym, hidden actor or bare likelihood, with what to say instead.

    Each is given once, in the order of the lists. `names_parents`: a bare "Mum" is
    noticed too, which in words for her own child it need not be.
    """
    lists = word_lists()
    found = [
        Phrase(phrase, suggestion)
        for phrases, suggestion in _read_list(lists.LABELS)
        for phrase in find(text, phrases)[:1]
    ]
    for phrases, suggestion in _read_list(lists.ACRONYMS):
        match = _compiled(phrases, is_case_kept=True).search(text)
        if match:
            found.append(Phrase(match[0], f"Say it in full: {suggestion}."))
    found += [Phrase(phrase, "By whom?") for phrase in find(text, lists.PASSIVE)]
    found += [
        Phrase(match[0], "What might happen, and to whom?")
        for pattern in lists.LIKELIHOOD
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    nameless = _parents_without_name(text) if names_parents else ()
    found += [
        Phrase(parent, "Use their name, as the child's own words may not.")
        for parent in nameless
    ]
    return tuple(found)


def _parents_without_name(text: str) -> tuple[str, ...]:
    """Parents called only "mum" or "father"; "Kai's mum" and "Ewa (mum)" are named."""
    found = (
        match["parent"]
        for match in _nameless(word_lists().NAMELESS).finditer(text)
        if not _is_owned((match["before"] or "").strip())
    )
    return tuple(dict.fromkeys(found))


def _is_owned(before: str) -> bool:
    word = before.casefold().replace("’", "'")
    return word == "(" or word in word_lists().OWNERS or word.endswith(("'s", "s'"))
