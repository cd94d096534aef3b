"""From when to when something was so, worked out of the steps that changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.utils import timezone

_What = TypeVar("_What")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[_What]):
    """`what` was so from one day until another, or still is."""

    what: _What
    start: date
    end: date | None


def stretches(
    steps: Iterable[tuple[date, _What | None]], until: date | None = None
) -> Iterator[Stretch[_What]]:
    """What was so, from each step to the next; after None nothing was.

    Args:
        steps: in the order in which they were taken. Of one day the last counts, and
            one that is told of an earlier day than that before it, counts from there.
        until: nothing was so from that day on.
    """
    now: tuple[date, _What | None] | None = None
    for day, what in steps:
        if now is not None:
            day = max(day, now[0])
            yield from _stretch(now, day, until)
        now = day, what
    if now is not None:
        yield from _stretch(now, None, until)


def _stretch(
    now: tuple[date, _What | None], end: date | None, until: date | None
) -> Iterator[Stretch[_What]]:
    start, what = now
    ends = [day for day in (end, until) if day is not None]
    last = min(ends, default=None)
    if what is not None and (last is None or start < last):
        yield Stretch(what, start, last)


def overlap(one: Stretch[_What], later: Stretch[_What]) -> bool:
    """Whether a stretch was still running, or just begun, when a later one began."""
    return one.end is None or later.start < one.end or later.start == one.start


def joined(one: Stretch[_What], other: Stretch[_What]) -> Stretch[_What]:
    """From the first day of the two until the last; it lasts while either does."""
    end = max(one.end, other.end) if one.end and other.end else None
    return Stretch(one.what, min(one.start, other.start), end)


def local_day(moment: datetime | None) -> date | None:
    """The day of a moment, where the children are."""
    return timezone.localdate(moment) if moment else None
