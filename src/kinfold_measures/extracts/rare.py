"""No value is told that fewer than so many children share: coarser first, then none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

WITHHELD: Final = "c"
"""The Department's own symbol for a figure that is kept back; never 0, never empty."""

Value = TypeVar("Value")


class Grain(StrEnum):
    """How fine a day is told at the finest."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Settled:
    """What is told in place of a value. `step` is how far it was made coarser."""

    told: Hashable
    step: int


def settle(
    children: Sequence[str],
    values: Sequence[Value],
    ladder: Sequence[Callable[[Value], Hashable]],
    alike: int,
) -> list[Settled | None]:
    """Each value, as finely as at least `alike` children share it; None where none do.

    `ladder` tells a value ever more coarsely. On each step only those still unsettled
    are counted, so that every value told stands for enough children by itself, and
    nobody is found by taking one group from another.
    """
    found: list[Settled | None] = [None] * len(values)
    left = list(range(len(values)))
    for step, coarser in enumerate(ladder):
        told = {place: coarser(values[place]) for place in left}
        sharing: dict[Hashable, set[str]] = defaultdict(set)
        for place in left:
            sharing[told[place]].add(children[place])
        enough = {one for one, who in sharing.items() if len(who) >= alike}
        for place in left:
            if told[place] in enough:
                found[place] = Settled(told[place], step)
        left = [place for place in left if told[place] not in enough]
    return found


def period_ladder(grain: Grain) -> tuple[Callable[[date], str], ...]:
    """A day as its month, its quarter, its year: from the grain on."""
    whole = (_month, _quarter, _year)
    return whole if grain is Grain.MONTH else whole[1:]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _year(day: date) -> str:
    return f"{day.year}"


@dataclass(frozen=True, slots=True)
class Traits:
    """By what somebody who knows a child could know them again, as it is told.

    None is not known; `WITHHELD` is not told.
    """

    age: int | str | None = None
    sex: str | None = None
    ethnicity: str | None = None


BANDS: Final = (
    (1, "under 1"),
    (5, "aged 1 to 4"),
    (10, "aged 5 to 9"),
    (16, "aged 10 to 15"),
)
OLDEST: Final = "aged 16 and over"


def band(age: int | str | None) -> str | None:
    """The Department's age group."""
    if not isinstance(age, int):
        return age
    return next((words for below, words in BANDS if age < below), OLDEST)


def _banded(one: Traits) -> Traits:
    return Traits(band(one.age), one.sex, one.ethnicity)


def _without_ethnicity(one: Traits) -> Traits:
    return Traits(band(one.age), one.sex, _hidden(one.ethnicity))


def _without_age(one: Traits) -> Traits:
    return Traits(_hidden(one.age), one.sex, _hidden(one.ethnicity))


def _nothing(one: Traits) -> Traits:
    return Traits(_hidden(one.age), _hidden(one.sex), _hidden(one.ethnicity))


def _hidden(_: object) -> str:
    return WITHHELD


def _as_they_are(one: Traits) -> Traits:
    return one


PEOPLE: Final[Sequence[Callable[[Traits], Traits]]] = (
    _as_they_are, _banded, _without_ethnicity, _without_age, _nothing,
)  # fmt: skip
STEPS: Final = (
    "told exactly",
    "age told as a band",
    "age told as a band, ethnic group withheld",
    "age and ethnic group withheld",
    "age, sex and ethnic group withheld",
)
"""What each step of `PEOPLE` did, in words."""


def counted(settled: Iterable[Settled | None], steps: int) -> list[int]:
    """How many were settled at each step, and after them how many at none."""
    found = [0] * (steps + 1)
    for one in settled:
        found[steps if one is None else one.step] += 1
    return found
