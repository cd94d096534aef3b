"""Reading a date as somebody typed it.

British order: the day comes first. Anything that could mean two things is refused
with a sentence that says how to write it, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NoReturn

from kinfold_core.people.dates import MONTHS, FuzzyDate, last_day


class UnreadableDateError(ValueError):
    """What was typed is not a date we can be sure of. The message is for the reader."""


_EXAMPLES: Final = "Write it like 3 May 2017, March 2017, 2017 or about 2015."
_LONGEST: Final = 60
_EARLIEST_YEAR: Final = 1880
_TWO_DIGITS: Final = 100

_ABOUT: Final = re.compile(
    r"^(?:about|around|roughly|approximately|approx\.?|circa|c\.|c(?=[\s\d])|maybe|perhaps|~)\s*"
)
_BETWEEN: Final = re.compile(r"^(?:between|from)?\s*(.+?)\s+(?:and|to|until|-)\s+(.+)$")
_YEAR_SPAN: Final = re.compile(r"^(\d{4})\s*[-/]\s*(\d{4})$")
_ORDINAL: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_RELATIVE: Final = re.compile(
    r"\b(?:last|next|this|ago|recently|when|before|after|since|earlier|later)\b"
)
_NOT_KNOWN: Final = frozenset({"unknown", "not known", "nk", "n/k", "?", "dont know"})

_MONTH_NUMBERS: Final = {
    name[:length].lower(): number
    for number, name in enumerate(MONTHS, start=1)
    for length in (3, len(name))
} | {"sept": 9}
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_PARTS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}

_Reader = Callable[[re.Match[str], date], FuzzyDate]


def read_date(text: str, *, today: date) -> FuzzyDate:
    """The date somebody typed.

    `today` is only used to settle two-figure years, "today" and "yesterday". Dates
    in the future are read; whether they make sense is for the caller's rule.

    Raises:
        UnreadableDateError: nothing typed, an impossible day, or more than one meaning.
    """
    words = _tidy(text)
    if not words:
        raise UnreadableDateError(f"Enter a date. {_EXAMPLES}")
    if words in _NOT_KNOWN:
        raise UnreadableDateError("If the date is not known at all, leave this empty.")
    about = _ABOUT.match(words)
    if about:
        read = _read_span(words[about.end() :], today)
        return FuzzyDate(read.earliest, read.latest, is_about=True)
    return _read_span(words, today)


def _tidy(text: str) -> str:
    if len(text) > _LONGEST:
        raise UnreadableDateError(f"That is too long for a date. {_EXAMPLES}")
    plain = text.casefold().replace(",", " ").replace("–", "-").replace("’", "")
    return " ".join(_ORDINAL.sub(r"\1", plain.replace("'", "")).split())


def _read_span(words: str, today: date) -> FuzzyDate:
    span = _YEAR_SPAN.match(words) or _BETWEEN.match(words)
    if span is None:
        return _read_one(words, today)
    first_words, last_words = span.groups()
    last = _read_one(last_words, today)
    if first_words in _MONTH_NUMBERS:
        first_words = f"{first_words} {last.earliest.year}"
    first = _read_one(first_words, today)
    if first.earliest > last.latest:
        raise UnreadableDateError(
            f"{first} is after {last}. Put the earlier one first."
        )
    return FuzzyDate(first.earliest, last.latest)


def _read_one(words: str, today: date) -> FuzzyDate:
    if words in {"today", "yesterday"}:
        return FuzzyDate.on(today - timedelta(days=words == "yesterday"))
    for pattern, reader in _READERS:
        match = pattern.match(words)
        if match:
            return reader(match, today)
    if _RELATIVE.search(words):
        raise UnreadableDateError(
            f"“{words}” will mean another time to whoever reads it next year. "
            "Give the month or year, for example summer 2025."
        )
    raise UnreadableDateError(f"“{words}” is not a date we can read. {_EXAMPLES}")


def _year(digits: str, today: date) -> int:
    """Two figures mean the last such year that is not in the future."""
    year = int(digits)
    if len(digits) == 2:
        year += today.year - today.year % _TWO_DIGITS
        return year if year <= today.year + 1 else year - _TWO_DIGITS
    if not _EARLIEST_YEAR <= year <= today.year + 100:
        raise UnreadableDateError(f"{year} is not a year we can use. Check the year.")
    return year


def _month(word: str) -> int:
    number = int(word) if word.isdigit() else _MONTH_NUMBERS.get(word, 0)
    if not 1 <= number <= 12:
        raise UnreadableDateError(
            f"There is no month {word}. Write the day first, then the month: "
            "3/5/2017 is 3 May."
        )
    return number


def _day_date(day: str, month: str, year: str, today: date) -> FuzzyDate:
    number, of_year = _month(month), _year(year, today)
    longest = last_day(of_year, number).day
    if not 1 <= int(day) <= longest:
        raise UnreadableDateError(
            f"{MONTHS[number - 1]} {of_year} has {longest} days, so there is no "
            f"{int(day)} {MONTHS[number - 1]}."
        )
    return FuzzyDate.on(date(of_year, number, int(day)))


def _day_first(match: re.Match[str], today: date) -> FuzzyDate:
    return _day_date(match[1], match[2], match[3], today)


def _month_first(match: re.Match[str], today: date) -> FuzzyDate:
    return _day_date(match[2], match[1], match[3], today)


def _year_first(match: re.Match[str], today: date) -> FuzzyDate:
    return _day_date(match[3], match[2], match[1], today)


def _month_and_year(match: re.Match[str], today: date) -> FuzzyDate:
    return FuzzyDate.in_month(_year(match[2], today), _month(match[1]))


def _year_alone(match: re.Match[str], today: date) -> FuzzyDate:
    return FuzzyDate.in_year(_year(match[1], today))


def _season(match: re.Match[str], today: date) -> FuzzyDate:
    first, last = _SEASONS[match[1]]
    year = _year(match[2], today)
    return FuzzyDate(date(year, first, 1), last_day(year, last))


def _winter(match: re.Match[str], today: date) -> FuzzyDate:
    year = _year(match[1], today)
    raise UnreadableDateError(
        f"Winter {year} could be either end of the year. "
        f"Write December {year} or between January {year} and February {year}."
    )


def _part_of_year(match: re.Match[str], today: date) -> FuzzyDate:
    first, last = _PARTS[match[1]]
    year = _year(match[2], today)
    return FuzzyDate(date(year, first, 1), last_day(year, last))


def _christmas(match: re.Match[str], today: date) -> FuzzyDate:
    return FuzzyDate.on(date(_year(match[1], today), 12, 25), is_about=True)


def _two_ways(match: re.Match[str], today: date) -> NoReturn:
    raise UnreadableDateError(
        f"“{match[0]}” could be a day or a year. Write the year in full, "
        f"for example {match[1]} {_year(match[2], today)}."
    )


_NAME: Final = r"([a-z]{3,9})"
_READERS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = tuple(
    (re.compile(f"^{pattern}$"), reader)
    for pattern, reader in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", _year_first),
        (r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", _day_first),
        (r"(\d{4})", _year_alone),
        (r"(\d{1,2})[/.\- ](\d{4})", _month_and_year),
        (r"(spring|summer|autumn)(?: of)? (\d{4})", _season),
        (r"winter(?: of)? (\d{4})", _winter),
        (r"(?:christmas|xmas)(?: day)? (\d{4})", _christmas),
        (r"(early|mid|late)[ -](?:in )?(\d{4})", _part_of_year),
        (rf"(\d{{1,2}})[ -](?:of )?{_NAME}[ -](\d{{4}}|\d{{2}})", _day_first),
        (rf"{_NAME} (\d{{1,2}}) (\d{{4}})", _month_first),
        (rf"{_NAME}(?: of)?[ -](\d{{4}})", _month_and_year),
        (rf"{_NAME} (\d{{2}})", _two_ways),
    )
)
