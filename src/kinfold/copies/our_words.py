"""What we ourselves say on a copy, in each language we have: data, never a machine.

One file a language, in `languages/`. What a family or a worker wrote is never changed
by it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent / "languages"
ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class OurWords:
    """Our headings and sentences in one language. `direction`: "ltr" or "rtl"."""

    code: str
    name: str
    direction: str
    words: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day_form: str

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def say(self, key: str, **parts: str) -> str:
        """One of our sentences with its parts put in."""
        return self.words[key].format(**parts)

    def day(self, day: date) -> str:
        return self.day_form.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )


@cache
def our_words(code: str = ENGLISH) -> OurWords:
    """Our words in a language that `languages` names."""
    read = tomllib.loads((HERE / f"{code}.toml").read_text(encoding="utf-8"))
    return OurWords(
        code=code,
        name=read["name"],
        direction=read["direction"],
        words=read["words"],
        months=tuple(read["months"]),
        weekdays=tuple(read["weekdays"]),
        day_form=read["day"],
    )
