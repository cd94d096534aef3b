"""One made-up family: who they are to each other, where they live, what help they had.

Everything about family `number` of a seed comes from `Random("seed:number")`, so that
it is the same whatever else is made, and two runs of a seed make the same world.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from kinfold.world.drafts import FamilyDraft, PersonDraft
from kinfold.world.household import Home, make_home
from kinfold.world.maps import make_map
from kinfold.world.places import PLACES, Place
from kinfold.world.service import Course, make_course
from kinfold.world.staff import block_of, team
from kinfold_core.people.dates import FuzzyDate

REFERENCE_BEGINS: Final = "MADE-UP-"
LINCOLNSHIRE: Final = 4
THEN_FROM: Final = date(2016, 10, 1)
THEN_DAYS: Final = 1_180
"""From October 2016 to the end of 2019: the years the ten worked together."""
THEN_SHARE: Final = 0.3
NOW_DAYS: Final = 700
MAPPED_SHARE: Final = 0.72


def place_of(number: int) -> Place:
    """Each authority has every tenth family; the first is Lincolnshire's."""
    return PLACES[(number + LINCOLNSHIRE) % len(PLACES)]


def reference_of(seed: int, number: int) -> str:
    """What the family's record is called: it begins MADE-UP and is never real."""
    return f"{REFERENCE_BEGINS}{seed}-{number:05d}"


def rng_of(seed: int, number: int) -> Random:
    return Random(f"{seed}:{number}")  # noqa: S311  chance for fiction, not for secrets


def make_family(seed: int, number: int, today: date) -> FamilyDraft:
    """The family of that number in that seed, as it stands on `today`."""
    rng = rng_of(seed, number)
    place = place_of(number)
    is_then = rng.random() < THEN_SHARE
    opened_on = (
        THEN_FROM + timedelta(days=rng.randrange(THEN_DAYS))
        if is_then
        else today - timedelta(days=rng.randrange(5, NOW_DAYS))
    )
    home = make_home(rng, place, opened_on)
    course = make_course(rng, home, opened_on, today, is_then=is_then)
    home = _as_things_are(rng, home, course, today)
    block = block_of(number // len(PLACES))
    worker = team(place, course.allocations[-1].team, block).worker(
        course.allocations[-1].turn
    )
    made_map = None
    if rng.random() < MAPPED_SHARE:
        made_map = make_map(rng, home, course, today, worker_name=worker.name)
    return FamilyDraft(
        number=number,
        name=home.name,
        reference=reference_of(seed, number),
        opened_on=opened_on,
        closed_on=course.closed_on,
        people=home.people,
        ties=home.ties,
        households=home.households,
        statuses=course.statuses,
        allocations=course.allocations,
        map=made_map,
        worker_name=worker.name,
    )


def _as_things_are(rng: Random, home: Home, course: Course, today: date) -> Home:
    """A baby due by now has been born, a few days either side; another has no name."""
    last = course.closed_on or today
    people = tuple(
        _born_by(person, last, rng.randrange(-12, 9)) for person in home.people
    )
    return replace(home, people=people)


def _born_by(person: PersonDraft, last: date, days_late: int) -> PersonDraft:
    if person.due_on is None:
        return person
    born_on = person.due_on + timedelta(days=days_late)
    if born_on > last:
        return replace(person, given="", known_as="")
    return replace(person, part="child", born=FuzzyDate.on(born_on))
