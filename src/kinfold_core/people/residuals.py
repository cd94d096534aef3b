"""What is left of a record's people in a text that is to leave: looked for, and put.

A learning case tells of a family without saying which. Everything the record knows of
who they are (names, short forms, days, numbers, addresses) is looked for, also in small
letters, with an owner's s, split by spaces or dots, and as initials. What nobody wrote
into the record cannot be found this way; `likely_identifiers` looks for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinfold_core.people.dates_typed import UnreadableDateError, read_date
from kinfold_core.people.known import (
    Known,
    Sort,
    folded,
    has_no_capitals,
    is_of_a_word,
    stands_without_spaces,
)
from kinfold_core.people.likely_identifiers import (
    TITLES,
    Identifier,
    begins_a_sentence,
    is_an_ordinary_word,
    is_usual_given_name,
    likely_identifiers,
)

SHORTEST_SPLIT: Final = 4
"""Shorter names split over words are ordinary words too often."""
SHORTEST_JOINED: Final = 5
"""Letters of two words that are also looked for written as one."""
SHORTEST_NUMBER: Final = 5
AROUND: Final = 24
"""Letters shown before and after what was found."""


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
    sort = _sort(text, one, start, end)
    return Residue(
        sort=sort,
        words=words,
        where=" ".join(around.split()),
        start=start,
        end=end,
        must_go=_must_go(sort, one, words),
        role=one.role,
    )


def _sort(text: str, one: Known, start: int, end: int) -> Sort:
    """A word of a name is one where a name stands, and may be one anywhere else."""
    if one.sort not in {Sort.NAME, Sort.MAYBE} or _is_of_many(one):
        return one.sort
    if has_no_capitals(one.words):
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        is_alone = not any(map(is_of_a_word, around))
        is_sure = is_alone or (len(one.words) > 1 and stands_without_spaces(one.words))
        return Sort.NAME if is_sure else Sort.MAYBE
    if one.sort is Sort.NAME and not is_an_ordinary_word(one.words):
        return Sort.NAME
    words = text[start:end]
    # an owner is named also where a sentence begins: "Grace's mother"
    is_owner = re.search(r"['’]s$", words)
    is_named = words[0].isupper() and (is_owner or not begins_a_sentence(text, start))
    return Sort.NAME if is_named and one.words.casefold() not in TITLES else Sort.MAYBE


def _is_of_many(one: Known) -> bool:
    return bool(re.search(r"[\s-]", one.words))


def _must_go(sort: Sort, one: Known, words: str) -> bool:
    """Only what may be an ordinary word, initials that may be another word's, or what
    the record does not know, can stay for a reason."""
    if sort in {Sort.MAYBE, Sort.LIKELY, Sort.INITIALS, Sort.AGE, Sort.RARE}:
        return False
    if sort is not Sort.NAME or _is_of_many(one):
        return True
    if has_no_capitals(words):
        return True
    is_ordinary = words.islower() and not is_usual_given_name(folded(one.words))
    return not is_ordinary


_MARKS: Final = "[\u0300-\u036f\u0640\u064b-\u0652\u0670\u09bc]"
"""What is written on a letter or left off: accents, Arabic vowels, the Bengali dot."""


def _pattern(one: Known) -> str:
    plain = folded(one.words)
    if one.sort is Sort.INITIALS:
        return r"(?<!\w)" + "[. -]{0,2}".join(one.words) + r"(?!\w)"
    if one.sort is Sort.DAY:
        return _day_pattern(date.fromisoformat(one.words))
    if one.sort is Sort.NUMBER:
        return r"(?<!\w)" + r"[\W_]{0,3}".join(_pieces(plain)) + r"(?!\w)"
    words = [_word_pattern(word) for word in _pieces_of_words(plain)]
    # written as one word as well: "maryann", "abbeyrise", an address of a name
    least = 0 if sum(map(str.isalnum, plain)) >= SHORTEST_JOINED else 1
    joined = rf"[\W_]{{{least},3}}".join(words)
    if has_no_capitals(plain):  # other words grow on to it there; see `_sort`
        return joined
    return rf"(?<![^\W\d_]){joined}(?:['’]?s)?(?![^\W\d_])"


def _pieces_of_words(plain: str) -> list[str]:
    """Letters and figures, with the vowel signs that are no letters to `re`."""
    plain = re.sub(_MARKS, "", plain)
    kept = (one if one.isdigit() or is_of_a_word(one) else " " for one in plain)
    return "".join(kept).split()


def _word_pattern(word: str) -> str:
    gap = r"[\W\d_]{0,2}" if len(word) >= SHORTEST_SPLIT else ""
    return "".join(rf"{gap if at else ''}{re.escape(one)}{_MARKS}*"
                   for at, one in enumerate(word))  # fmt: skip


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
