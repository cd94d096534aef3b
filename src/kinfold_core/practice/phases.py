"""The phases of an authority's road with the approach, and which day is in which.

Preparation, two intense years, then years of going deeper; and a reboot wherever the
road had to be begun anew. A phase lasts until the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

_MONTHS: Final = 12


class Phase(StrEnum):
    PREPARE = "prepare"
    INTENSE_1 = "intense_1"
    INTENSE_2 = "intense_2"
    DEEPEN = "deepen"
    REBOOT = "reboot"


PHASE_WORDS: Final[dict[Phase, str]] = {
    Phase.PREPARE: "Preparing",
    Phase.INTENSE_1: "First intense year",
    Phase.INTENSE_2: "Second intense year",
    Phase.DEEPEN: "Going deeper",
    Phase.REBOOT: "Reboot",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """That a phase began on a day, as somebody wrote it down.

    `replaces` is the number of an earlier entry that this one corrects.
    """

    number: int
    phase: Phase
    begins_on: date
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase from its first day to its last; `last` is None while it goes on."""

    number: int
    phase: Phase
    first: date
    last: date | None


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that no later one corrects, by the day they name."""
    every = list(entries)
    gone = {one.replaces for one in every}
    return sorted(
        (one for one in every if one.number not in gone), key=lambda one: one.begins_on
    )


def stretches(entries: Iterable[Entry]) -> list[Stretch]:
    """Each phase with its first and last day, the earliest first."""
    kept = in_force(entries)
    found = [
        Stretch(
            one.number, one.phase, one.begins_on, after.begins_on - timedelta(days=1)
        )
        for one, after in pairwise(kept)
    ]
    found += [Stretch(one.number, one.phase, one.begins_on, None) for one in kept[-1:]]
    return found


def stretch_on(found: Iterable[Stretch], day: date) -> Stretch | None:
    """The one that the day is in; None before the first."""
    begun = [one for one in found if one.first <= day]
    return begun[-1] if begun else None


def time_words(first: date, day: date) -> str:
    """How long it has gone on, `day` counted: "12 days", "7 years and 2 months"."""
    end = day + timedelta(days=1)
    months = (end.year - first.year) * _MONTHS + end.month - first.month
    months -= end.day < first.day
    if months < 1:
        return _counted((end - first).days, "day")
    said = [_counted(months // _MONTHS, "year"), _counted(months % _MONTHS, "month")]
    return " and ".join(one for one in said if not one.startswith("0 "))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def what_is_missing(new: Entry, before: Iterable[Entry], reason: str) -> dict[str, str]:
    """What stops an entry, by the field that mends it."""
    standing = in_force(before)
    if new.replaces is not None and new.replaces not in {o.number for o in standing}:
        return {
            "": "This entry was corrected already. Correct the one that replaced it"
        }
    others = [one for one in standing if one.number != new.replaces]
    if any(one.begins_on == new.begins_on for one in others):
        return {"begins_on": "Another phase begins on this day. Give another day"}
    if new.replaces is not None and not reason.strip():
        return {"reason": "Write why it is corrected"}
    if new.phase is Phase.REBOOT and not reason.strip():
        return {"reason": "Write why it is begun anew"}
    return {}
