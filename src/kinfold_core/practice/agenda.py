"""What to look at in supervision, read from the map and the road: nobody has to
prepare a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import capital, listed, number, shortened
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.living_map import DangerRow, LivingMap
from kinfold_core.practice.trajectory import Road
from kinfold_core.practice.vocabulary import Concept, label, numbered

# practice.md R-DS10: words that have stood for twelve weeks
STILL_AFTER = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at. `kind`: promise, overdue, stuck, or scale."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Promise:
    """Something that was to be done by a day: a next step, or a step of the road."""

    by: date
    what: str
    who: str
    is_ours: bool


def agenda(
    standing: LivingMap,
    road: Road,
    *,
    hoped: Expectations,
    since: date | None,
    today: date,
) -> tuple[Point, ...]:
    """The agency's own late promises first, then the family's, what stands still,
    and the numbers given since `since`, the last supervision."""
    late = sorted(
        [*_late_steps(standing, today), *_late_on_the_road(road, today)],
        key=lambda one: one.by,
    )
    points = [Point("promise", _said(one)) for one in late if one.is_ours]
    points += [Point("overdue", _said(one)) for one in late if not one.is_ours]
    if standing.is_empty:
        points.append(Point("stuck", "Nothing is written on the map yet"))
    named = [(_name(standing, one), one) for one in standing.dangers]
    goal = label(standing.vocabulary, Concept.GOAL).one
    for name, danger in named:
        if not danger.agency_goal:
            points.append(Point("stuck", f"{name} has no {goal} yet"))
        points += [Point("stuck", said) for said in _stuck(name, danger, hoped, today)]
    for name, danger in named:
        points += [Point("scale", said) for said in _numbers(name, danger, since)]
    return tuple(points)


def _late_steps(standing: LivingMap, today: date) -> Iterator[_Promise]:
    for one in standing.entries:
        is_open = one.category == "next_step" and one.done_on is None
        if is_open and one.due_on is not None and one.due_on < today:
            is_ours = one.who.worker_id is not None
            yield _Promise(one.due_on, one.text, one.who.name, is_ours)


def _late_on_the_road(road: Road, today: date) -> Iterator[_Promise]:
    """Days that the law asks for are the agency's promises too."""
    for one in road.overdue(today):
        is_ours = one.owner_kind == "agency"
        yield _Promise(one.target_on, one.what, one.owner.name, is_ours)


def _said(late: _Promise) -> str:
    who = late.who or "Nobody named"
    return f"{shortened(late.what, 120)} ({who}, by {day_in_words(late.by)})"


def _name(standing: LivingMap, danger: DangerRow) -> str:
    """As the family's service calls it, and as it is numbered on the map."""
    return capital(numbered(standing.vocabulary, Concept.DANGER, danger.number))


def _stuck(
    name: str, danger: DangerRow, hoped: Expectations, today: date
) -> Iterator[str]:
    given = [rating.rated_on for rating in danger.ratings]
    if not given:
        yield f"{name}: nobody has given a number yet"
    elif today - max(given) > timedelta(weeks=hoped.scale_every):
        yield f"{name}: no number since {day_in_words(max(given))}"
    written_on = danger.changed_at.date()
    if today - written_on > STILL_AFTER:
        yield f"{name} has stood unchanged since {day_in_words(written_on)}"


def _numbers(name: str, danger: DangerRow, since: date | None) -> Iterator[str]:
    """Each person's newest number; never an average."""
    new = [
        f"{rating.rater.name} {number(rating.value)}"
        for rating in danger.now
        if rating.value is not None and (since is None or rating.rated_on >= since)
    ]
    if new:
        yield f"{name}: {listed(new)}"
