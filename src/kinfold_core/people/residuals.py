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
SHORTEST_JOINED: Final = 5
"""Letters of two words that are also looked for written as one."""
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
    AGE = "age"
    RARE = "rare"

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
    Sort.AGE: "an exact age, where a band says enough",
    Sort.RARE: "something that few families have",
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


_ALIKE: Final = dict(zip("аеорсухкмті", "aeopcyxkmti", strict=True))
"""Cyrillic letters that look like ours."""


def folded(text: str) -> str:
    """Small plain letters, as many as before, so that a place stays its place."""
    return "".join(_fold(letter) for letter in text)


def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[:1].casefold()
    plain = _ALIKE.get(plain, plain)
    return plain if len(plain) == 1 else letter


def known_of_person(
    *, given: str, family: str, others: Iterable[str] = (), role: str
) -> tuple[Known, ...]:
    """A person by full name, each word of it, other names, short forms, initials."""
    given, family = " ".join(given.split()), " ".join(family.split())
    full = f"{given} {family}".strip()
    found = [Known(Sort.NAME, full, role)] if " " in full else []
    # April, May or House: a name here, and a word elsewhere, so people decide on it
    found += [Known(Sort.LIKELY, word, role) for word in _ordinary(full)]
    for name in (full, *others):
        found += [Known(Sort.NAME, word, role) for word in _telling(name)]
        if " " in name:
            found.append(Known(Sort.NAME, name, role))
    for word in _telling(given):
        found += [Known(Sort.NAME, short, role) for short in _short_forms(word)]
    if given and family:
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
    """The words of a name that name somebody: "Auntie Jo from school" is Jo."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    parts = [part for word in words for part in {word, *word.split("-")}]
    return sorted(
        part for part in parts if len(part) > 1 and part[0].isupper()
        and not names_nobody(part)
    )  # fmt: skip


def _ordinary(name: str) -> list[str]:
    """The words of a whole recorded name that are ordinary words as well."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    return sorted({word for word in words if len(word) > 1} - set(_telling(name)))


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part).upper()


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
    for one in _unwritten(text):
        for match in re.finditer(rf"(?<!\w){re.escape(one.words)}(?!\w)", text):
            if not _is_taken(taken, match.start(), match.end()):
                taken.append(_residue(text, one, match.start(), match.end()))
    return tuple(sorted(taken, key=lambda one: one.start))


_NO_PLACE: Final = (
    r"(?!(?:the|a|an|his|her|their|our|your|my|its|this|that|from|at|to|in|of|and|for"
    r"|by|with|new|old|same|local|special|secondary|primary|nursery|infants?|juniors?"
    r"|high|day|after|before|main|busy|any|no|every|next|first|across|down|up|on|open"
    r"|whose|which|s?he|they|we|is|was|goes|left|missed|likes|loves|some|one) )"
)
_PLACED: Final = re.compile(
    rf"\b(?:{_NO_PLACE}[a-z'’.]{{2,}} )?{_NO_PLACE}[a-z'’.]{{2,}} "
    r"(?:primary|infants?|juniors?|nursery|academy|college|school|children's centre"
    r"|street|road|lane|avenue|crescent|terrace|mews|grove)(?: school)?\b"
    r"|\b(?:class|form) \d{1,2}[a-z]?\b",
    re.I,
)
_RARE: Final = re.compile(r"\b(?:twins?|triplets?|quadruplets?)\b", re.I)


def _unwritten(text: str) -> list[Known]:
    """What the record need not know: likely names, schools and streets, exact ages."""
    found = [Known(Sort.AGE, m.group(), _band_of(m)) for m in _AGE.finditer(text)]
    found += [Known(Sort.RARE, m.group(), "children") for m in _RARE.finditer(text)]
    likely = likely_identifiers(text)
    found += [Known(Sort.LIKELY, one.words, one.kind.mask) for one in likely]
    found += [
        Known(Sort.LIKELY, m.group(), "[a place]") for m in _PLACED.finditer(text)
    ]
    return found


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
    if one.sort in {Sort.LIKELY, Sort.INITIALS, Sort.AGE, Sort.RARE}:
        return False
    if one.sort is not Sort.NAME or re.search(r"[\s-]", one.words):
        return True
    is_ordinary = words.islower() and not is_usual_given_name(folded(one.words))
    return not is_ordinary


def _pattern(one: Known) -> str:
    plain = folded(one.words)
    if one.sort is Sort.INITIALS:
        return r"(?<!\w)" + "[. -]{0,2}".join(one.words) + r"(?!\w)"
    if one.sort is Sort.DAY:
        return _day_pattern(date.fromisoformat(one.words))
    if one.sort is Sort.NUMBER:
        return r"(?<!\w)" + r"[\W_]{0,3}".join(_pieces(plain)) + r"(?!\w)"
    gap = r"[\W\d_]{0,2}"
    words = [
        (gap if len(word) >= SHORTEST_SPLIT else "").join(map(re.escape, word))
        for word in re.findall(r"\w+", plain)
    ]
    # written as one word as well: "maryann", "abbeyrise", an address of a name
    least = 0 if sum(map(str.isalnum, plain)) >= SHORTEST_JOINED else 1
    joined = rf"[\W_]{{{least},3}}".join(words)
    return rf"(?<![^\W\d_]){joined}(?:['’]?s)?(?![^\W\d_])"


def _pieces(plain: str) -> list[str]:
    return [re.escape(letter) for letter in plain if letter.isalnum()]


_UNITS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "  # noqa: SIM905
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth".split()
)


def _in_words(number: int) -> str:
    """A day of the month as it is said: "third", "twenty-first"."""
    if number <= len(_UNITS):
        return _UNITS[number - 1]
    if number == 30:
        return "thirtieth"
    tens = "twenty" if number < 30 else "thirty"
    return rf"{tens}[ -]{_UNITS[number % 10 - 1]}"


def _day_pattern(day: date) -> str:
    full = f"{day:%B}".casefold()
    month = rf"(?:{full}|{full[:3]})"
    number = rf"(?:0?{day.day}(?:st|nd|rd|th)?|{_in_words(day.day)})"
    return "|".join(
        (
            rf"(?<!\d)0?{day.day}[/. -]0?{day.month}[/. -](?:{day:%Y}|{day:%y})(?!\d)",
            rf"(?<!\d){day:%Y}-{day:%m}-{day:%d}(?!\d)",
            rf"(?<!\w){number}(?: day)?(?: of)? {month}\b(?:,? {day:%Y})?",
            rf"\b{month} (?:the )?{number}\b(?:,? {day:%Y})?",
        )
    )


def without(text: str, known: Iterable[Known], *, began_on: date) -> str:
    """The text with roles for names, weeks for days, bands for ages, masks for more.

    What stays for whoever builds the case to decide on: small letters that may be an
    ordinary word, and initials.
    """
    found = [
        one
        for one in residues(text, known)
        if one.must_go or one.sort in {Sort.LIKELY, Sort.AGE}
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
    return text


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


_NUMBERS: Final = tuple(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "  # noqa: SIM905
    "fifteen sixteen seventeen eighteen nineteen".split()
)
_ANY_NUMBER: Final = "|".join((r"\d{1,4}", *sorted(_NUMBERS, reverse=True)))
_AGE: Final = re.compile(
    rf"\b(?P<n>{_ANY_NUMBER})(?: and a half)?[ -]?"
    r"(?P<unit>years?|yrs?|months?|weeks?|days?)[ -]olds?\b"
    r"|\b(?P<m>\d{1,2}) ?y/?o\b"
    rf"|\baged (?P<a>{_ANY_NUMBER})\b"
    r"(?! to\b| or\b)(?: (?P<of>months?|weeks?|days?)\b)?",
    re.I,
)
_A_YEAR_HAS: Final = {"y": 1, "m": 12, "w": 52, "d": 365}
_BANDS: Final = ((1, "under 1"), (5, "aged 1 to 4"), (10, "aged 5 to 9"),
                 (16, "aged 10 to 15"), (18, "aged 16 or 17"))  # fmt: skip


def _band_of(match: re.Match[str]) -> str:
    many = (match["n"] or match["m"] or match["a"]).casefold()
    number = int(many) if many.isdecimal() else _NUMBERS.index(many) + 1
    unit = (match["unit"] or match["of"] or "y")[0].casefold()
    return age_band(number // _A_YEAR_HAS[unit])


def age_band(age: int) -> str:
    """In whole years, as wide as the statutory bands."""
    for below, words in _BANDS:
        if age < below:
            return words
    return "an adult"
