"""What to look at in supervision, read from the map: nobody has to prepare a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import listed, number, shortened
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap

# practice.md A9: scales at least every six weeks
SCALE_AFTER = timedelta(weeks=6)
# practice.md R-DS10: words that have stood for twelve weeks
STILL_AFTER = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at. `kind`: promise, overdue, stuck, or scale."""

    kind: str
    text: str


def agenda(
    standing: LivingMap, *, since: date | None, today: date
) -> tuple[Point, ...]:
    """The agency's own late promises first, then the family's, what stands still,
    and the numbers given since `since`, the last supervision."""
    late = sorted(
        (one for one in standing.entries if _is_late(one, today)),
        key=lambda one: one.due_on or today,
    )
    ours = [one for one in late if one.who.worker_id]
    others = [one for one in late if not one.who.worker_id]
    points = [Point("promise", _late(one)) for one in ours]
    points += [Point("overdue", _late(one)) for one in others]
    if standing.is_empty:
        points.append(Point("stuck", "Nothing is written on the map yet"))
    for danger in standing.dangers:
        points += [Point("stuck", text) for text in _stuck(danger, today)]
    for danger in standing.dangers:
        points += [Point("scale", text) for text in _numbers(danger, since)]
    return tuple(points)


def _is_late(entry: EntryRow, today: date) -> bool:
    is_open = entry.category == "next_step" and entry.done_on is None
    return is_open and entry.due_on is not None and entry.due_on < today


def _late(entry: EntryRow) -> str:
    who = entry.who.name or "Nobody named"
    until = day_in_words(entry.due_on) if entry.due_on else ""
    return f"{shortened(entry.text, 120)} ({who}, by {until})"


def _stuck(danger: DangerRow, today: date) -> Iterator[str]:
    name = f"Danger {danger.number}"
    if not danger.agency_goal:
        yield f"{name} has no goal yet"
    given = [rating.rated_on for rating in danger.ratings]
    if not given:
        yield f"{name}: nobody has given a number yet"
    elif today - max(given) > SCALE_AFTER:
        yield f"{name}: no number since {day_in_words(max(given))}"
    written_on = danger.changed_at.date()
    if today - written_on > STILL_AFTER:
        yield f"{name} has stood unchanged since {day_in_words(written_on)}"


def _numbers(danger: DangerRow, since: date | None) -> Iterator[str]:
    """Each person's newest number; never an average."""
    new = [
        f"{rating.rater.name} {number(rating.value)}"
        for rating in danger.now
        if rating.value is not None and (since is None or rating.rated_on >= since)
    ]
    if new:
        yield f"Danger {danger.number}: {listed(new)}"
