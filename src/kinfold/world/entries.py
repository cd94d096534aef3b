"""The entries of a made-up map: harm, factors, strengths, safety and next steps."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from kinfold.world.drafts import EntryDraft
from kinfold.world.scene import Scene, sayable
from kinfold.world.situation import Situation
from kinfold.world.words import pick_some, suited
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.written import MomentDetails

MATRIX_SHARE: Final = 0.35


def make_entries(
    scene: Scene, chosen: list[Situation], last: date
) -> tuple[EntryDraft, ...]:
    found: list[EntryDraft] = []
    for place, one in enumerate(chosen):
        found += _harms(scene, one, place)
        found += _safety(scene, one, place)
    shared = chosen[0]
    found += _strengths(scene, shared)
    found += _factors(scene, shared)
    found += _steps(scene, shared, last)
    return tuple(found)


def _harms(scene: Scene, one: Situation, place: int) -> list[EntryDraft]:
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
                danger=place,
                moments=matrix(scene, text, impact, day),
                harmed=(scene.child.key,),
            )
        )
    return found


def matrix(
    scene: Scene, text: str, impact: str, day: date
) -> tuple[MomentDetails, ...]:
    """For some: the first time, the worst and the last, as the family told them.

    Chance of its own, so that the rest of the world stays as it was.
    """
    rng = Random(f"{scene.worker}:{scene.child.called}:{day}")  # noqa: S311  no secret
    if scene.age < 3 or rng.random() > MATRIX_SHARE:
        return ()
    before = day - timedelta(days=rng.randrange(90, 400))
    return (
        MomentDetails(
            moment="first",
            behaviour="Much the same, and nobody outside the family knew.",
            incidence=f"In {before:%B %Y}. Then about once in two months.",
            impact=scene.cast.say("{c} did not speak of it."),
        ),
        MomentDetails(
            moment="worst",
            behaviour=scene.cast.say(text),
            severity="Bad enough that somebody was rung that night.",
            impact=scene.cast.say(impact),
        ),
        MomentDetails(
            moment="recent",
            behaviour="It began again, and somebody who helps came.",
            severity="Less bad than the worst time.",
            incidence=f"In {day:%B %Y}.",
            impact=scene.cast.say("{c} was upset for a day, and said so."),
        ),
    )


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
    carer = scene.home.people[scene.home.carer]
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
