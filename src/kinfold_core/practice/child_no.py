"""A child's no to somebody: one truth, whichever room it was said in.

Family Finding, the network and a child's own tool each keep what a child said there.
Every room that would bring somebody nearer asks here. The newest word of each child
counts, and another child's yes never undoes it. The words themselves stay where they
were said: a room learns that there is a no, and not how it was put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.what_was_read import stamp_of
from kinfold_core.practice.written import NOBODY, Named

LONGEST_DESPITE: Final = timedelta(weeks=6)
"""How long a decision over a child's no holds at most. Our proposal: as long as a scale
may go without a new number (A9)."""


class Says(StrEnum):
    """What one word of a child means for every room."""

    NO = "no"
    WORKERS_ONLY = "workers_only"
    NO_OBJECTION = "no_objection"


_WORD: Final = re.compile(r"\w+")
_WORDS: Final = {
    Says.NO: "{child} does not want {name} there",
    Says.WORKERS_ONLY: "{child} wants only the workers to know of {name}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWord:
    """One word of a child about somebody.

    `of_whom` is the row it was said of: somebody of the network, or who was found.
    `may_know`: the child agreed that family and network learn what they said.
    """

    child: Named
    about: Who
    of_whom: UUID
    says: Says
    said_on: date
    written_at: datetime
    may_know: bool = False

    def replaces(self, older: ChildWord) -> bool:
        """Whether this is what the same child says of the same person now.

        By a key, never by name alone: a word about a namesake takes no no back.
        """
        is_same_row = self.of_whom == older.of_whom
        is_same = is_same_row or not self.about.keys.isdisjoint(older.about.keys)
        return is_same and self.child.is_same_as(older.child)

    @property
    def in_words(self) -> str:
        """ "Kai does not want Dean there (3 May 2026)"."""
        said = _WORDS[self.says].format(child=self.child.name, name=self.about.name)
        return f"{said} ({day_in_words(self.said_on)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class DespiteDetails:
    """Somebody answers for it that a person is there all the same, or not any more."""

    is_there: bool
    reason: str
    decided_on: date
    review_on: date | None = None
    decided_by: Named = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Despite:
    """What was decided about one person in spite of a child's no.

    It holds until the day it is looked at again, and over no word that came later.
    """

    about: Who
    reason: str
    decided_by: str
    decided_on: date
    review_on: date | None
    written_at: datetime
    is_there: bool = True

    def holds_over(self, word: ChildWord, today: date) -> bool:
        is_open = self.review_on is not None and today < self.review_on
        return self.is_there and is_open and word.written_at <= self.written_at


@dataclass(frozen=True, slots=True)
class Refusals:
    """Whom the children of a family do not want there, and what was decided of it.

    `words` are those that count (`counting`); `decided` is in the order of writing.
    """

    words: tuple[ChildWord, ...]
    decided: tuple[Despite, ...]
    today: date

    def of(self, who: Who) -> tuple[ChildWord, ...]:
        """Every no to this person, whether or not somebody decided over it."""
        return tuple(one for one in self.words if one.about.is_same_as(who))

    def decision_on(self, who: Who) -> Despite | None:
        """What was decided last about this person."""
        about = [one for one in self.decided if _is_about(one.about, who)]
        return about[-1] if about else None

    def open_on(self, who: Who) -> tuple[ChildWord, ...]:
        """Every no to this person that nobody has decided over."""
        said, decision = self.of(who), self.decision_on(who)
        if decision is None:
            return said
        return tuple(one for one in said if not decision.holds_over(one, self.today))

    def stamp_on(self, who: Who) -> str:
        """A mark of what the children said of this person and what was decided of it:
        whoever decides has seen just that."""
        decision = self.decision_on(who)
        decided = [decision.written_at.isoformat()] if decision else []
        said = (
            f"{one.of_whom} {one.says} {one.written_at.isoformat()}"
            for one in self.of(who)
        )
        return stamp_of([*said, *decided])

    def why_not(self, who: Who) -> str:
        """Why this person is not brought nearer, and the two ways on; "" when they may.

        Asking the child again comes first.
        """
        said = self.open_on(who)
        if not said:
            return ""
        first = said[0]
        return (
            f"{first.in_words}. Ask {first.child.name} again first. If {who.name} is "
            "needed all the same, somebody answers for it: write down who decided, why "
            "and until when, on the network's page “When a child says no”"
        )


def counting(words: Iterable[ChildWord]) -> tuple[ChildWord, ...]:
    """The newest word of each child about each person, where it keeps them away."""
    newest: list[ChildWord] = []
    for word in sorted(words, key=lambda one: (one.said_on, one.written_at)):
        newest = [one for one in newest if not word.replaces(one)]
        newest.append(word)
    return tuple(one for one in newest if one.says is not Says.NO_OBJECTION)


def is_named_in(words: str, name: str) -> bool:
    """Whether a child's words name somebody, in whole words: "Dean" in "not Dean!"."""
    said, wanted = _WORD.findall(words.casefold()), _WORD.findall(name.casefold())
    starts = range(len(said) - len(wanted) + 1)
    return any(said[at : at + len(wanted)] == wanted for at in starts)


def _is_about(decided: Who, who: Who) -> bool:
    """A decision opens the way for the one it names: a namesake's key is not theirs."""
    if decided.keys and who.keys:
        return bool(decided.keys & who.keys)
    return decided.is_same_as(who)
