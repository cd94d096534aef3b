"""Who a made-up map is about on the day it is written, and who stands for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from kinfold.world.drafts import PersonDraft
from kinfold.world.household import Home
from kinfold.world.situation import Situation, age_band
from kinfold.world.staff import choose_heritage
from kinfold.world.words import Cast, suited
from kinfold_core.people.dates import whole_years
from kinfold_core.people.likeness import Sex

_PROFESSIONALS: Final = {
    "unborn": ("midwife",),
    "baby": ("health visitor", "midwife"),
    "young": ("nursery worker", "health visitor"),
    "school": ("teacher", "learning mentor", "school nurse"),
    "teen": ("head of year", "school nurse", "youth worker"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a map's words need: the family, the day and who stands for whom."""

    rng: Random
    home: Home
    child: PersonDraft
    age: int
    cast: Cast
    worker: str
    professional: str
    helper: PersonDraft
    helper_called: str
    written_on: date
    has_sibling: bool


def age_on(person: PersonDraft, day: date) -> int:
    """Age in years; -1 before birth."""
    if person.born is None or person.born.earliest > day:
        return -1
    return whole_years(person.born.earliest, day)


def make_scene(rng: Random, home: Home, day: date, worker_name: str) -> Scene:
    children = [person for person in home.people if person.is_child]
    born = [child for child in children if age_on(child, day) >= 0]
    child = rng.choice(born or children)
    age = age_on(child, day)
    worker = worker_name.split()[0]
    called = [one.called for one in born] or ["the baby"]
    kids = f"{', '.join(called[:-1])} and {called[-1]}" if called[1:] else called[0]
    helper = home.people[home.helpers[0]]
    gran = any(
        tie.person == helper.key and tie.code == "grandparent" for tie in home.ties
    )
    word = home.gran_word if helper.sex is Sex.FEMALE else "Grandad"
    helper_called = f"{word} {helper.given}" if gran else helper.given
    cast = Cast(worker=worker, kids=kids)
    carer = home.people[home.carer]
    cast.put("a", carer.called, carer.sex).put("n", helper_called, helper.sex)
    if home.other is not None:
        other = home.people[home.other]
        cast.put("p", other.called, other.sex)
    sibling = next((one for one in born if one.key != child.key), None)
    if sibling is not None:
        cast.put("s", sibling.called, sibling.sex)
    cast = cast.with_child(child)
    return Scene(
        rng, home, child, age, cast, worker, _professional(rng, age), helper,
        helper_called, day, has_sibling=sibling is not None,
    )  # fmt: skip


def _professional(rng: Random, age: int) -> str:
    """`Ms Bell (teacher)`: somebody outside the family who sees the child."""
    band = age_band(age)
    family, _ = rng.choice(choose_heritage(rng).families)
    title = rng.choice(("Ms", "Mrs", "Mr", "Ms"))
    return f"{title} {family} ({rng.choice(_PROFESSIONALS[band])})"


def sayable(scene: Scene, one: Situation, section: str) -> tuple[str, ...]:
    """The lines of a section that suit the child and name nobody who is not there."""
    unsaid = one.lines("unsaid")
    return tuple(
        line
        for line in suited(one.lines(section), scene.age)
        if (scene.home.other is not None or "{p" not in line)
        and not line.startswith(unsaid)
    )
