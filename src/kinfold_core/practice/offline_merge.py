"""Putting together what a device wrote in a house and what stands at the server.

Each field is compared on its own, in three wordings: what the device had seen when it
began (`base`), what it holds (`mine`) and what stands now (`theirs`). Nothing is ever
last write wins: what both changed is kept twice and asked. Who may see a child's words
is not asked: the narrower answer counts until the child is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from kinfold_core.findings import Finding
from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.rules.rule import apply
from kinfold_core.practice.rules.visit import RULES, VisitFacts

STAMP_LENGTH: Final = 24
MOST_DAYS: Final = 7
"""For how many days a child's first name may be on a device."""


def stamp_of(value: str) -> str:
    """A short mark of one wording, the same on the device (`merge.js`); "" of none."""
    return sha256(value.encode()).hexdigest()[:STAMP_LENGTH] if value else ""


class Came(StrEnum):
    """What became of one field."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Sent:
    """One field as the device holds it.

    Attributes:
        base: the stamp of what the device had seen; "" when there was nothing yet.
        at: when it was written, by the device's clock.
    """

    value: str
    base: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """What one field holds now. `mine` and `theirs` when both are to be chosen from."""

    value: str
    came: Came
    mine: str = ""
    theirs: str = ""

    @property
    def needs_somebody(self) -> bool:
        return self.came is Came.BOTH


def merge_field(mine: Sent, theirs: str) -> Merged:
    """One field. What stands stays until somebody has chosen between two wordings."""
    if mine.value == theirs:
        return Merged(theirs, Came.SAME)
    if stamp_of(theirs) == mine.base:
        return Merged(mine.value, Came.MINE)
    if stamp_of(mine.value) == mine.base:
        return Merged(theirs, Came.THEIRS)
    return Merged(theirs, Came.BOTH, mine=mine.value, theirs=theirs)


def merge_fields(
    mine: Mapping[str, Sent], theirs: Mapping[str, str] | None
) -> dict[str, Merged]:
    """Every field that the device sent. `theirs` is None when it was taken away.

    What was taken away meanwhile does not come back by itself, and what was written
    into it is not lost: everything that says something is to be chosen.
    """
    if theirs is None:
        return {
            name: Merged("", Came.BOTH if one.value else Came.SAME, mine=one.value)
            for name, one in mine.items()
        }
    return {name: merge_field(one, theirs.get(name, "")) for name, one in mine.items()}


_WIDTH: Final = {MayShow.NO: 0, MayShow.IF_THERE: 1, MayShow.YES: 2}


def narrower(*answers: MayShow) -> MayShow:
    """The one that lets fewer see it; "no" when nobody was asked."""
    return min(answers, key=_WIDTH.__getitem__, default=MayShow.NO)


def merge_answers(
    base: Mapping[str, MayShow],
    mine: Mapping[str, MayShow],
    theirs: Mapping[str, MayShow],
    *,
    is_newer_there: bool = False,
) -> dict[str, MayShow]:
    """What of the answers from a visit is to be written, by audience.

    Not asked is not the same as "no": an audience that stands in none of the three
    was not asked. What the child did not answer anew in the visit is not written. When
    anything was chosen at the server that the device has not seen ("nobody" is one of
    `theirs`), clocks are not trusted with a child's secret: the narrower one counts
    for every audience, and what was not asked there stays not asked.

    Args:
        is_newer_there: something was chosen at the server since the device last sent,
            even if it reads as before.
    """
    is_newer = is_newer_there or any(
        theirs.get(who) != base.get(who) for who in {*base, *theirs}
    )
    written = {}
    for who, answer in sorted(mine.items()):
        if answer == base.get(who):
            continue
        if not is_newer:
            written[who] = answer
        elif who in theirs or answer is MayShow.NO:
            written[who] = narrower(answer, theirs.get(who, MayShow.NO))
    return written


# ── The device's clock ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Clock:
    """How far the device's clock is from ours. `skew` is added to its times."""

    skew: timedelta
    received_at: datetime

    @classmethod
    def seen(cls, *, sent_at: datetime, received_at: datetime) -> Clock:
        return cls(received_at - sent_at, received_at)

    def corrected(self, at: datetime) -> datetime:
        """A time of the device by our clock; never later than when it reached us."""
        return min(at + self.skew, self.received_at)


def findings_of(
    clock: Clock,
    *,
    oldest: datetime,
    merged: Iterable[Merged],
    was_removed: bool,
    why_held: str = "",
    names: int = 0,
) -> tuple[Finding, ...]:
    """What the worker should know of what came home (R-OF1 to R-OF6).

    Args:
        oldest: the first time in the bundle, by our clock.
        was_removed: the session, or an item of it, was taken away meanwhile.
        why_held: why it could not go into the record; "" when it did.
        names: names that the child said and that are not one person's for certain.
    """
    facts = VisitFacts(
        skew=clock.skew,
        was_away=clock.received_at - oldest,
        asked=sum(one.needs_somebody for one in merged),
        was_removed=was_removed,
        why_held=why_held,
        names=names,
    )
    return apply(RULES, facts)


def last_day_asked(days: int) -> str:
    """Why a child cannot be taken along for so many days; "" when they can."""
    if 1 <= days <= MOST_DAYS:
        return ""
    return f"Choose between 1 and {MOST_DAYS} days"
