"""A made-up first map: what people said, saw and hope, in the family's own words.

Most pass the rules of practice. Some are written as people in a hurry write, and fail
them: see `hurried.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from kinfold.world.drafts import MapDraft, PersonDraft, SetDraft
from kinfold.world.entries import make_entries
from kinfold.world.household import Home
from kinfold.world.hurried import hurry
from kinfold.world.ratings import make_ratings
from kinfold.world.scene import Scene, age_on, make_scene, sayable
from kinfold.world.service import LEAVER, LOOKED_AFTER, Course
from kinfold.world.situation import Situation, situations
from kinfold.world.words import pick, pick_some, suited

HURRIED_SHARE: Final = 0.22
SECOND_SET_SHARE: Final = 0.38
DISPUTE_SHARE: Final = 0.3
TOGETHER: Final = frozenset({"drink", "hitting"})
APART: Final = frozenset({"handover", "release"})
IN_CARE: Final = frozenset({"lonely", "brothers"})
HELP_ONLY: Final = frozenset({"mornings", "grief", "meltdown", "handover"})
LIGHTER: Final = frozenset({"lowmood", "home", "alone", "sugar", "cutting"})
"""Of the others, those that early help may begin with."""
BY_OTHER: Final = frozenset({"drink", "hitting", "release"})
"""What the second adult does: whoever was hurt by it is not the one to dispute it."""
_PURPOSE: Final = {
    "early_help": "early_help",
    "child_protection": "conference",
    "looked_after": "care_plan",
    "care_leaver": "care_plan",
}


def make_map(
    rng: Random, home: Home, course: Course, today: date, *, worker_name: str
) -> MapDraft | None:
    """The family's map, or None when no situation fits who they are."""
    last = course.closed_on or today
    first = course.statuses[0].started_on if course.statuses else last
    days = max(1, (last - first).days)
    written_on = first + timedelta(days=min(days - 1, rng.randrange(4, 60)))
    scene = make_scene(rng, home, written_on, worker_name)
    chosen = _situations(rng, scene, course)
    if not chosen:
        return None
    sets = tuple(_set(scene, one, last, course.headline) for one in chosen)
    entries = make_entries(scene, chosen, last)
    status = _status(rng, course)
    shared_on = None
    if status != "draft":
        shared_on = min(last, written_on + timedelta(days=rng.randrange(2, 20)))
    made = MapDraft(
        purpose=_PURPOSE.get(course.headline, "assessment"),
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


def _line(scene: Scene, one: Situation, section: str) -> str:
    return scene.cast.say(pick(scene.rng, sayable(scene, one, section), scene.age))


def _set(scene: Scene, one: Situation, last: date, headline: str) -> SetDraft:
    rng = scene.rng
    hope = suited(one.lines("hope"), scene.age) if scene.age >= 4 else ()
    signs = pick_some(rng, sayable(scene, one, "sign"), scene.age, rng.randrange(2, 4))
    anchors = _line(scene, one, "zero"), _line(scene, one, "ten")
    dispute = None
    if rng.random() < DISPUTE_SHARE:
        words = scene.cast.say(rng.choice(one.lines("dispute")))
        dispute = (_disputer(scene, one), words)
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


def _disputer(scene: Scene, one: Situation) -> int:
    home = scene.home
    if home.other is None:
        return home.carer
    if one.code in BY_OTHER:
        return home.other
    return scene.rng.choice((home.carer, home.other))


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
