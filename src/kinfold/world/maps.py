"""A made-up first map: what people said, saw and hope, in the family's own words.

Most pass the rules of practice. Some are written as people in a hurry write, and fail
them: see `hurried.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from kinfold.world.drafts import EntryDraft, MapDraft, PersonDraft, SetDraft
from kinfold.world.household import Home
from kinfold.world.hurried import hurry
from kinfold.world.ratings import make_ratings
from kinfold.world.service import LEAVER, LOOKED_AFTER, Course
from kinfold.world.situation import Situation, situations
from kinfold.world.staff import choose_heritage
from kinfold.world.words import Cast, pick, pick_some, suited
from kinfold_core.people.dates import FuzzyDate, whole_years
from kinfold_core.people.likeness import Sex
from kinfold_core.practice.vocabulary import pack_for_status

HURRIED_SHARE: Final = 0.22
SECOND_SET_SHARE: Final = 0.38
DISPUTE_SHARE: Final = 0.3
TOGETHER: Final = frozenset({"drink", "hitting"})
APART: Final = frozenset({"handover", "release"})
IN_CARE: Final = frozenset({"lonely", "brothers"})
HELP_ONLY: Final = frozenset({"mornings", "grief", "meltdown", "handover"})
LIGHTER: Final = frozenset({"lowmood", "home", "alone", "sugar", "cutting"})
"""Of the others, those that early help may begin with."""
_PROFESSIONALS: Final = {
    "unborn": ("midwife",),
    "baby": ("health visitor", "midwife"),
    "young": ("nursery worker", "health visitor"),
    "school": ("teacher", "learning mentor", "school nurse"),
    "teen": ("head of year", "school nurse", "youth worker"),
}
_PURPOSE: Final = {
    "early_help": "early_help",
    "child_protection": "conference",
    "looked_after": "care_plan",
    "care_leaver": "care_plan",
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


def make_map(
    rng: Random, home: Home, course: Course, today: date, *, worker_name: str
) -> MapDraft | None:
    """The family's map, or None when no situation fits who they are."""
    last = course.closed_on or today
    first = course.statuses[0].started_on if course.statuses else last
    days = max(1, (last - first).days)
    written_on = first + timedelta(days=min(days - 1, rng.randrange(4, 60)))
    scene = _scene(rng, home, written_on, worker_name)
    chosen = _situations(rng, scene, course)
    if not chosen:
        return None
    sets = tuple(_set(scene, one, last, course.headline) for one in chosen)
    entries = _entries(scene, chosen, last)
    status = _status(rng, course)
    shared_on = None
    if status != "draft":
        shared_on = min(last, written_on + timedelta(days=rng.randrange(2, 20)))
    made = MapDraft(
        purpose=_PURPOSE.get(course.headline, "assessment"),
        pack=pack_for_status(course.headline),
        status=status,
        started_on=written_on,
        shared_on=shared_on,
        shared_with=_carer(home).called,
        is_hurried=False,
        sets=tuple(replace(one, state=_state(one, status)) for one in sets),
        entries=entries,
    )
    return hurry(rng, made, chosen) if rng.random() < HURRIED_SHARE else made


def _status(rng: Random, course: Course) -> str:
    if course.closed_on:
        return "current"
    states = ("draft", "shared", "family_responded", "current")
    return rng.choices(states, (3, 3, 2, 4))[0]


def _state(made: SetDraft, status: str) -> str:
    if status == "draft":
        return "draft"
    if made.dispute:
        return "disputed"
    return "agreed" if status == "current" else "shared"


def _carer(home: Home) -> PersonDraft:
    return home.people[home.carer]


def _scene(rng: Random, home: Home, day: date, worker_name: str) -> Scene:
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
    carer = _carer(home)
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
    bands = ("unborn", "baby", "young", "school", "teen")
    tops = (-1, 1, 4, 11, 99)
    band = next(name for name, top in zip(bands, tops, strict=True) if age <= top)
    family, _ = rng.choice(choose_heritage(rng).families)
    title = rng.choice(("Ms", "Mrs", "Mr", "Ms"))
    return f"{title} {family} ({rng.choice(_PROFESSIONALS[band])})"


def _fits(one: Situation, scene: Scene, headline: str) -> bool:
    home = scene.home
    if (one.code in IN_CARE) != (headline in {LOOKED_AFTER, LEAVER}):
        return False
    if one.code == "brothers" and not scene.has_sibling:
        return False
    if headline == "early_help" and one.code not in HELP_ONLY | LIGHTER:
        return False
    if one.code in HELP_ONLY and headline != "early_help":
        return False
    if not _fits_adults(one, home) or (one.code == "expecting") != (scene.age < 0):
        return False
    has_partner = home.other is not None and one.partner == "yes"
    return one.fits(scene.age, has_partner=has_partner)


def _fits_adults(one: Situation, home: Home) -> bool:
    """Whether the adults it speaks of are there, together or apart as it needs."""
    if one.code in TOGETHER:
        return home.is_other_at_home
    if one.code in APART:
        return home.other is not None and not home.is_other_at_home
    needs_other = any("{p}" in line for line in one.lines("about"))
    return home.other is not None or not needs_other


def _situations(rng: Random, scene: Scene, course: Course) -> list[Situation]:
    fitting = [one for one in situations() if _fits(one, scene, course.headline)]
    if not fitting:
        return []
    count = 2 if rng.random() < SECOND_SET_SHARE else 1
    return rng.sample(fitting, min(count, len(fitting)))


def sayable(scene: Scene, one: Situation, section: str) -> tuple[str, ...]:
    """The lines of a section that suit the child and name nobody who is not there."""
    unsaid = one.lines("unsaid")
    return tuple(
        line
        for line in suited(one.lines(section), scene.age)
        if (scene.home.other is not None or "{p" not in line)
        and not line.startswith(unsaid)
    )


def _line(scene: Scene, one: Situation, section: str) -> str:
    return scene.cast.say(pick(scene.rng, sayable(scene, one, section), scene.age))


def _set(scene: Scene, one: Situation, last: date, headline: str) -> SetDraft:
    rng, home = scene.rng, scene.home
    hope = suited(one.lines("hope"), scene.age) if scene.age >= 4 else ()
    signs = pick_some(rng, sayable(scene, one, "sign"), scene.age, rng.randrange(2, 4))
    anchors = _line(scene, one, "zero"), _line(scene, one, "ten")
    dispute = None
    if rng.random() < DISPUTE_SHARE:
        who = home.carer if home.other is None else rng.choice((home.carer, home.other))
        dispute = (who, scene.cast.say(rng.choice(one.lines("dispute"))))
    return SetDraft(
        worried=(
            (scene.professional, None),
            (scene.helper_called, scene.helper.key),
            (f"{scene.worker} ({_worker_word(headline)})", None),
        ),
        worried_about=_line(scene, one, "about"),
        what_might_happen=_line(scene, one, "might"),
        why_believed=""
        if one.has_harm
        else f"{scene.helper_called} and {scene.professional} have both seen it.",
        impacts=tuple(_impacts(scene, one)),
        agency_goal=_line(scene, one, "goal"),
        family_goal=_line(scene, one, "family"),
        child_hope=scene.cast.say(rng.choice(hope)) if hope else "",
        signs=tuple(scene.cast.say(sign) for sign in signs),
        sustained_for=_line(scene, one, "for"),
        anchor_0=anchors[0],
        anchor_10=anchors[1],
        ratings=make_ratings(scene, one, last),
        dispute=dispute,
    )


def _worker_word(headline: str) -> str:
    return "family worker" if headline == "early_help" else "social worker"


def _impacts(scene: Scene, one: Situation) -> list[tuple[int, str]]:
    """For the child in the middle, and for brothers and sisters in turn."""
    found = []
    for child in scene.home.people:
        if not child.is_child:
            continue
        if child.key != scene.child.key and (
            one.partner == "no" or one.youngest >= 4 or one.code in {"crying", "sugar"}
        ):
            continue
        age = age_on(child, scene.written_on)
        lines = [
            line
            for line in one.impacts(age)
            if scene.home.other is not None or "{p" not in line
        ]
        found.append(
            (child.key, scene.cast.with_child(child).say(scene.rng.choice(lines)))
        )
    return found


def _entries(
    scene: Scene, chosen: list[Situation], last: date
) -> tuple[EntryDraft, ...]:
    found: list[EntryDraft] = []
    for place, one in enumerate(chosen):
        found += _harms(scene, one)
        found += _safety(scene, one, place)
    shared = chosen[0]
    found += _strengths(scene, shared)
    found += _factors(scene, shared)
    found += _steps(scene, shared, last)
    return tuple(found)


def _harms(scene: Scene, one: Situation) -> list[EntryDraft]:
    rng = scene.rng
    lines = pick_some(rng, sayable(scene, one, "harm"), scene.age, rng.randrange(1, 3))
    if scene.child.part == "unborn" and one.code != "expecting":
        return []
    found = []
    for line in lines:
        text, _, impact = (part.strip() for part in line.partition("|"))
        day = scene.written_on - timedelta(days=rng.randrange(3, 200))
        by_child = scene.age >= 7 and rng.random() < 0.25
        found.append(
            EntryDraft(
                "harm",
                scene.cast.say(text),
                impact=scene.cast.say(impact),
                said_by=scene.child.key if by_child else None,
                said_by_name=scene.child.called if by_child else scene.professional,
                source="child" if by_child else "professional",
                happened=fuzzy(rng, day),
            )
        )
    return found


def fuzzy(rng: Random, day: date) -> FuzzyDate:
    """The day as people remember it: often exact, sometimes the month, or about."""
    roll = rng.random()
    if roll < 0.55:
        return FuzzyDate.on(day)
    return FuzzyDate.in_month(day.year, day.month, is_about=roll > 0.9)


def _safety(scene: Scene, one: Situation, place: int) -> list[EntryDraft]:
    rng = scene.rng
    lines = tuple(
        line
        for line in sayable(scene, one, "safety")
        if scene.age >= 7 or not line.startswith("{c}")
    )
    keys = {"a": scene.home.carer, "p": scene.home.other, "c": scene.child.key}
    keys["n"] = scene.helper.key
    found = []
    for line in pick_some(rng, lines, scene.age, rng.randrange(1, 3)):
        letter, _, did = line.partition(" | ")
        who = letter.strip("{}")
        name = scene.cast.say(letter)
        day = scene.written_on - timedelta(days=rng.randrange(2, 90))
        found.append(
            EntryDraft(
                "existing_safety",
                f"{name} {scene.cast.say(did)}.",
                said_by=scene.helper.key,
                said_by_name=scene.helper_called,
                source="network",
                happened=FuzzyDate.on(day),
                danger=place,
                who=keys[who],
                who_name=name,
            )
        )
    return found


def _strengths(scene: Scene, one: Situation) -> list[EntryDraft]:
    rng = scene.rng
    lines = pick_some(
        rng, sayable(scene, one, "strength"), scene.age, rng.randrange(2, 5)
    )
    return [
        EntryDraft(
            "strength",
            scene.cast.say(line),
            said_by=scene.helper.key,
            said_by_name=scene.helper_called,
            source="network",
        )
        for line in lines
    ]


def _factors(scene: Scene, one: Situation) -> list[EntryDraft]:
    rng = scene.rng
    lines = pick_some(rng, one.lines("factor"), scene.age, rng.randrange(0, 3))
    if rng.random() < 0.4:
        lines.append(rng.choice(one.lines("factor.service")))
    carer = _carer(scene.home)
    return [
        EntryDraft(
            "complicating_factor",
            scene.cast.say(line),
            said_by=carer.key,
            said_by_name=carer.called,
            source="parent",
        )
        for line in lines
    ]


def _steps(scene: Scene, one: Situation, last: date) -> list[EntryDraft]:
    rng = scene.rng
    lines = suited(one.lines("step"), scene.age)
    by_family = [line for line in lines if not line.endswith("| w")]
    chosen = [rng.choice(by_family)]
    rest = [line for line in lines if line not in chosen]
    chosen += rng.sample(rest, min(len(rest), rng.randrange(1, 3)))
    found = []
    for line in chosen:
        text, _, who = line.partition(" | ")
        key = {"a": scene.home.carer, "n": scene.helper.key}.get(who)
        due_on = scene.written_on + timedelta(days=rng.randrange(3, 28))
        is_done = due_on <= last and rng.random() < 0.7
        found.append(
            EntryDraft(
                "next_step",
                scene.cast.say(text),
                said_by_name=scene.worker,
                danger=0,
                who=key,
                who_name=scene.cast.say(f"{{{who}}}"),
                due_on=due_on,
                done_on=due_on if is_done else None,
                outcome="Done, and it helped." if is_done else "",
            )
        )
    return found
