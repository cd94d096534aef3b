"""What a record says of who its people are, as words to look for in a text.

A name is looked for whole and in parts, in whatever letters it was written down: small
ones, and those of scripts that have no capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_core.people.likely_identifiers import (
    is_usual_given_name,
    names_nobody,
    names_somebody_too,
)
from kinfold_core.people.nicknames import GIVEN_NAME_GROUPS


class Sort(StrEnum):
    """What of the record was found."""

    NAME = "name"
    MAYBE = "maybe"
    INITIALS = "initials"
    DAY = "day"
    NUMBER = "number"
    PLACE = "place"
    LIKELY = "likely"
    AGE = "age"
    RARE = "rare"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: Final = {
    Sort.NAME: "a name in the record",
    Sort.MAYBE: "may be a name in the record, or an ordinary word",
    Sort.INITIALS: "initials of somebody in the record",
    Sort.DAY: "a day in the record",
    Sort.NUMBER: "a number, an e-mail address or a link in the record",
    Sort.PLACE: "a place in the record",
    Sort.LIKELY: "words that look like a name, a day, a place or a number",
    Sort.AGE: "an exact age, where a band says enough",
    Sort.RARE: "something that few families have",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Something the record says; `role` is what stands in its place."""

    sort: Sort
    words: str
    role: str


_ALIKE: Final = dict(zip("аеорсухкмтіىةłøđıæ", "aeopcyxkmtiيهlodia", strict=True))
"""Cyrillic letters that look like ours, Arabic ones that are typed for another, and
those of Polish, Danish, Vietnamese and Turkish that do not fall apart into ours."""


def folded(text: str) -> str:
    """Small plain letters, as many as before, so that a place stays its place."""
    return "".join(_fold(letter) for letter in text)


def _fold(letter: str) -> str:
    # what a Korean letter falls apart into is too little of it to know it by
    is_korean = "가" <= letter <= "힣"
    plain = (
        letter if is_korean else unicodedata.normalize("NFKD", letter)[:1].casefold()
    )
    plain = _ALIKE.get(plain, plain)
    return plain if len(plain) == 1 else letter


def has_no_capitals(word: str) -> bool:
    """Of a script without them, as Arabic, Bengali and Chinese are."""
    return word[:1].lower() == word[:1].upper()


def stands_without_spaces(word: str) -> bool:
    """Of a script that puts none between words: Chinese, Japanese or Thai."""
    name = unicodedata.name(word[:1], "")
    return name.startswith(("CJK ", "HIRAGANA", "KATAKANA", "THAI"))


def words_of(name: str) -> list[str]:
    """Its words. The marks that Bengali writes its vowels with are of the word."""
    marked = "".join(one if one in "'’-" or is_of_a_word(one) else " " for one in name)
    return [word for one in marked.split() if (word := one.strip("'’-"))]


def is_of_a_word(letter: str) -> bool:
    """A letter, or a mark on one, which `re` takes for the end of a word."""
    return letter.isalpha() or unicodedata.category(letter)[0] == "M"


def known_of_person(
    *, given: str, family: str, others: Iterable[str] = (), role: str
) -> tuple[Known, ...]:
    """A person by full name, each word of it, other names, short forms, initials."""
    given, family = " ".join(given.split()), " ".join(family.split())
    full = f"{given} {family}".strip()
    found = [Known(Sort.NAME, full, role)] if " " in full else []
    found += [Known(Sort.MAYBE, word, role) for word in _ordinary(given, family)]
    for name in (given, family, *others):
        found += [Known(Sort.NAME, word, role) for word in _telling(name)]
    found += [Known(Sort.NAME, one, role) for one in others if " " in one]
    for word in _telling(given):
        found += [Known(Sort.NAME, short, role) for short in _short_forms(word)]
    if given and family:
        if stands_without_spaces(given):  # as it is written there: 王小明
            found.append(Known(Sort.NAME, f"{family}{given}", role))
        found.append(Known(Sort.NAME, f"{given.split()[0]} {family}", role))
        first, last = _initials(given), _initials(family)
        for letters in (first[0] + last[0], first[0] + last, first + last[0]):
            found.append(Known(Sort.INITIALS, letters, role))
    return tuple(dict.fromkeys(found))


_KINDS_OF_PLACE: Final = frozenset(
    "school schools primary secondary infant infants junior juniors nursery preschool "  # noqa: SIM905
    "academy college centre center church mosque temple club group service services "
    "surgery clinic hospital team street road lane avenue library charity hub house "
    "the of and at for ce rc c of e children's childrens family families community "
    "food bank mental health youth play".split()
)
_OF_SOMEBODY: Final = frozenset(
    "friend friends neighbour neighbours next door partner cousin niece nephew son "  # noqa: SIM905
    "daughter wife husband boyfriend girlfriend mother stepmum stepdad old teacher "
    "nurse worker doctor foster carer carers godmother godfather who lives across "
    "upstairs downstairs big little great maternal paternal side best".split()
)
"""What people write beside a name in a network, in small letters."""


def known_of_place(name: str) -> tuple[Known, ...]:
    """A school, nursery, service or group: its name, and this without what kind it is.

    One called by its kind alone ("School", "The food bank") tells nothing.
    """
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", name)
    rest = [one for one in words if folded(one) not in _KINDS_OF_PLACE]
    if not any(len(one) > 2 and not names_nobody(one) for one in rest):
        return ()
    found = [Known(Sort.PLACE, " ".join(words), "a place")]
    if len(rest) < len(words):
        # one word alone may be an ordinary word in small letters
        sort = Sort.PLACE if len(rest) > 1 else Sort.NAME
        found.append(Known(sort, " ".join(rest), "a place"))
    return tuple(found)


def _telling(name: str) -> list[str]:
    """The words of a name that name somebody: "Auntie Jo from school" is Jo.

    Where all of it is in small letters but for a title or a tie ("Mrs de silva"), each
    word that is no kind of person or place.
    """
    words = words_of(name)
    parts = {part for word in words for part in (word, *word.split("-")) if part}
    is_small = not any(part[:1].isupper() and not names_nobody(part) for part in parts)
    return sorted(part for part in parts if _tells(part, is_small=is_small))


def _tells(part: str, *, is_small: bool) -> bool:
    if len(part) < 2 and not stands_without_spaces(part):
        return False
    word = re.sub("['’]s$", "", part)
    if names_nobody(word) and not names_somebody_too(word):
        return False
    if word[0].isupper() or has_no_capitals(word) or is_usual_given_name(word):
        return True
    return is_small and folded(word) not in _KINDS_OF_PLACE | _OF_SOMEBODY


def _ordinary(*names: str) -> list[str]:
    """The words of recorded names that name nobody by themselves: House, van."""
    words = {word for name in names for word in words_of(name) if len(word) > 1}
    return sorted(words.difference(*map(_telling, names)))


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part).upper()


def _short_forms(word: str) -> set[str]:
    plain = folded(word)
    return {
        short for group in GIVEN_NAME_GROUPS if plain in group for short in group
    } - {plain}
