"""What we ourselves say on a family's papers, in each language: data, never a machine.

One file a language, in `languages/`. What a family or a worker wrote is never changed
by it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent / "languages"
ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class OurWords:
    """Our headings and sentences in one language.

    `direction`: "ltr" or "rtl". `checked_by`: the native speaker who read it through.
    """

    code: str
    name: str
    in_english: str
    checked_by: str
    direction: str
    words: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day_form: str
    date_form: str

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    @property
    def is_english(self) -> bool:
        return self.code == ENGLISH

    def say(self, key: str, **parts: object) -> str:
        """One of our sentences with its parts put in."""
        return self.words[key].format(**parts)

    def day(self, day: Day) -> str:
        """ "Thursday 14 May 2026"."""
        return self._day(self.day_form, day)

    def date(self, day: Day) -> str:
        """ "14 May 2026"."""
        return self._day(self.date_form, day)

    def listed(self, names: Sequence[str]) -> str:
        """ "Amira, Kai and Leanne"."""
        *first, last = names or [""]
        return f"{', '.join(first)} {self['and']} {last}" if first else last

    def _day(self, form: str, day: Day) -> str:
        return form.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )


@cache
def languages() -> tuple[OurWords, ...]:
    """Every language that we have, English first."""
    read = [_read(file) for file in sorted(HERE.glob("*.toml"))]
    return tuple(sorted(read, key=lambda one: (not one.is_english, one.in_english)))


def our_words(code: str = ENGLISH) -> OurWords:
    """Our words in one of `languages`, by its code."""
    return next(one for one in languages() if one.code == code)


def our_words_or_english(code: str) -> OurWords:
    """Our words in this language where we have it, else in English."""
    return next((one for one in languages() if one.code == code), our_words())


def language_of(spoken: Iterable[Sequence[str]]) -> OurWords:
    """The language to begin with for people who speak these.

    English, unless one of them speaks none of it and another of ours.
    """
    known = {one.in_english.casefold(): one for one in languages()}
    known |= {one.name.casefold(): one for one in languages()}
    for theirs in spoken:
        ours = [known[name] for name in map(str.casefold, theirs) if name in known]
        if ours and not any(one.is_english for one in ours):
            return ours[0]
    return our_words()


def missing_in(one: OurWords) -> list[str]:
    """Sentences that English has and this language has not."""
    return [key for key in our_words().words if not one.words.get(key, "").strip()]


def _read(file: Path) -> OurWords:
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return OurWords(
        code=file.stem,
        name=read["name"],
        in_english=read["in_english"],
        checked_by=read["checked_by"],
        direction=read["direction"],
        words=read["words"],
        months=tuple(read["months"]),
        weekdays=tuple(read["weekdays"]),
        day_form=read["day"],
        date_form=read["date"],
    )
