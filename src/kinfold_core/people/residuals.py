"""What is left of a record's people in a text that is to leave: looked for, and put.

A learning case tells of a family without saying which. Everything the record knows of
who they are (names, short forms, days, numbers, addresses) is looked for, also in small
letters, with an owner's s, split by spaces or dots, and as initials. What nobody wrote
into the record cannot be found this way; `likely_identifiers` looks for the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kinfold_core.people.dates_typed import UnreadableDateError, read_date
from kinfold_core.people.likely_identifiers import (
    Identifier,
    is_usual_given_name,
    likely_identifiers,
    names_nobody,
)
from kinfold_core.people.nicknames import GIVEN_NAME_GROUPS

SHORTEST_SPLIT: Final = 4
"""Shorter names split over words are ordinary words too often."""
SHORTEST_NUMBER: Final = 5
AROUND: Final = 24
"""Letters shown before and after what was found."""


class Sort(StrEnum):
    """What of the record was found."""

    NAME = "name"
    INITIALS = "initials"
    DAY = "day"
    NUMBER = "number"
    PLACE = "place"
    LIKELY = "likely"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: Final = {
    Sort.NAME: "a name in the record",
    Sort.INITIALS: "initials of somebody in the record",
    Sort.DAY: "a day in the record",
    Sort.NUMBER: "a number, an e-mail address or a link in the record",
    Sort.PLACE: "a place in the record",
    Sort.LIKELY: "words that look like a name, a day, a place or a number",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Something the record says; `role` is what stands in its place."""

    sort: Sort
    words: str
    role: str


@dataclass(frozen=True, slots=True)
class Residue:
    """Something found. One that `must_go` cannot be kept, whatever the reason."""

    sort: Sort
    words: str
    where: str
    start: int
    end: int
    must_go: bool
    role: str = ""


def folded(text: str) -> str:
    """Small plain letters, as many as before, so that a place stays its place."""
    return "".join(_fold(letter) for letter in text)


def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[:1].casefold()
    return plain if len(plain) == 1 else letter


def known_of_person(
    *, given: str, family: str, others: Iterable[str] = (), role: str
) -> tuple[Known, ...]:
    """A person by full name, each word of it, other names, short forms, initials."""
    given, family = " ".join(given.split()), " ".join(family.split())
    full = f"{given} {family}".strip()
    found = [Known(Sort.NAME, full, role)] if " " in full else []
    for name in (full, *others):
        found += [Known(Sort.NAME, word, role) for word in _telling(name)]
        if " " in name:
            found.append(Known(Sort.NAME, name, role))
    for word in _telling(given):
        found += [Known(Sort.NAME, short, role) for short in _short_forms(word)]
    if given and family:
        found.append(Known(Sort.NAME, f"{given.split()[0]} {family}", role))
        found.append(Known(Sort.INITIALS, f"{given[0]}{family[0]}".upper(), role))
    return tuple(dict.fromkeys(found))


def _telling(name: str) -> list[str]:
    """The words of a name that name somebody: "Auntie Jo from school" is Jo."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    parts = [part for word in words for part in {word, *word.split("-")}]
    return sorted(
        part for part in parts if len(part) > 1 and part[0].isupper()
        and not names_nobody(part)
    )  # fmt: skip


def _short_forms(word: str) -> set[str]:
    plain = folded(word)
    return {
        short for group in GIVEN_NAME_GROUPS if plain in group for short in group
    } - {plain}


def residues(text: str, known: Iterable[Known]) -> tuple[Residue, ...]:
    """Everything found, in the order of the text; nothing is found twice."""
    plain = folded(text)
    taken: list[Residue] = []
    for one in sorted(known, key=lambda one: (-len(one.words), one.words, one.role)):
        pattern, subject = _pattern(one), plain
        if one.sort is Sort.INITIALS:
            subject = text
        for match in re.finditer(pattern, subject):
            if not _is_taken(taken, match.start(), match.end()):
                taken.append(_residue(text, one, match.start(), match.end()))
    for likely in likely_identifiers(text):
        for match in re.finditer(rf"(?<!\w){re.escape(likely.words)}(?!\w)", text):
            if not _is_taken(taken, match.start(), match.end()):
                of_likely = Known(Sort.LIKELY, likely.words, likely.kind.mask)
                taken.append(_residue(text, of_likely, match.start(), match.end()))
    return tuple(sorted(taken, key=lambda one: one.start))


def _is_taken(taken: Iterable[Residue], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in taken)


def _residue(text: str, one: Known, start: int, end: int) -> Residue:
    words = text[start:end]
    around = text[max(0, start - AROUND) : end + AROUND]
    return Residue(
        sort=one.sort,
        words=words,
        where=" ".join(around.split()),
        start=start,
        end=end,
        must_go=_must_go(one, words),
        role=one.role,
    )


def _must_go(one: Known, words: str) -> bool:
    """Only what may be an ordinary word in small letters, initials that may be
    another word's, or what the record does not know, can stay for a reason."""
    if one.sort in {Sort.LIKELY, Sort.INITIALS}:
        return False
    if one.sort is not Sort.NAME or " " in one.words:
        return True
    is_ordinary = words.islower() and not is_usual_given_name(folded(one.words))
    return not is_ordinary


def _pattern(one: Known) -> str:
    plain = folded(one.words)
    if one.sort is Sort.INITIALS:
        first, last = one.words[0], one.words[1]
        return rf"(?<!\w){first}[. ]{{0,2}}{last}(?!\w)"
    if one.sort is Sort.DAY:
        return _day_pattern(date.fromisoformat(one.words))
    if one.sort is Sort.NUMBER:
        return r"(?<!\w)" + r"[\W_]{0,3}".join(_pieces(plain)) + r"(?!\w)"
    gap = r"[\W\d_]{0,2}"
    words = [
        (gap if len(word) >= SHORTEST_SPLIT else "").join(map(re.escape, word))
        for word in re.findall(r"\w+", plain)
    ]
    joined = r"[\W_]{1,3}".join(words)
    return rf"(?<![^\W\d_]){joined}(?:['’]?s)?(?![^\W\d_])"


def _pieces(plain: str) -> list[str]:
    return [re.escape(letter) for letter in plain if letter.isalnum()]


def _day_pattern(day: date) -> str:
    full = f"{day:%B}".casefold()
    month = rf"(?:{full}|{full[:3]})"
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    return "|".join(
        (
            rf"(?<!\d)0?{day.day}[/. -]0?{day.month}[/. -](?:{day:%Y}|{day:%y})(?!\d)",
            rf"(?<!\d){day:%Y}-{day:%m}-{day:%d}(?!\d)",
            rf"(?<!\d){number}(?: of)? {month}\b(?:,? {day:%Y})?",
            rf"\b{month} {number}\b(?:,? {day:%Y})?",
        )
    )


def without(text: str, known: Iterable[Known], *, began_on: date) -> str:
    """The text with roles for names, weeks for days, bands for ages, masks for more.

    What stays for whoever builds the case to decide on: small letters that may be an
    ordinary word, and initials.
    """
    found = [
        one for one in residues(text, known) if one.must_go or one.sort is Sort.LIKELY
    ]
    for one in reversed(found):
        put = _put(one, began_on)
        owner = re.search(r"['’]s$", one.words)
        if owner and one.sort is Sort.NAME:
            put += "'s"
        if re.search(r"(?:^|[.!?:]\s+|\n)$", text[: one.start]):
            put = put[:1].upper() + put[1:]
        text = text[: one.start] + put + text[one.end :]
    for role in {one.role for one in found}:
        text = re.sub(
            rf"({re.escape(role)}) {re.escape(role)}", r"\1", text, flags=re.I
        )
    return _ages(text)


def _put(one: Residue, began_on: date) -> str:
    if one.sort is Sort.DAY or one.role == Identifier.BIRTH.mask:
        return _week(one.words, began_on)
    return one.role


def _week(words: str, began_on: date) -> str:
    try:
        day = read_date(words, today=began_on).earliest
    except UnreadableDateError:
        return "a day"
    if day < began_on:
        return "before week 1"
    return f"week {(day - began_on).days // 7 + 1}"


_AGE: Final = re.compile(r"\b(\d{1,2})[ -]years?[ -]olds?\b|\baged (\d{1,2})\b", re.I)
_BANDS: Final = ((1, "under 1"), (5, "aged 1 to 4"), (10, "aged 5 to 9"),
                 (16, "aged 10 to 15"), (18, "aged 16 or 17"))  # fmt: skip


def _ages(text: str) -> str:
    return _AGE.sub(lambda match: age_band(int(match[1] or match[2])), text)


def age_band(age: int) -> str:
    """In whole years, as wide as the statutory bands."""
    for below, words in _BANDS:
        if age < below:
            return words
    return "an adult"
