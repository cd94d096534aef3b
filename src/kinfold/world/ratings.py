"""Made-up answers on a scale: named people, their reasons, and how they moved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kinfold.world.drafts import RatingDraft
from kinfold.world.words import suited

if TYPE_CHECKING:
    from kinfold.world.scene import Scene
    from kinfold.world.situation import Situation

YOUNGEST_RATER: Final = 5
BETWEEN_DAYS: Final = 35
MOST_ROUNDS: Final = 5
_OCCASIONS: Final = ("visit", "family_meeting", "network_meeting", "conference")


def make_ratings(scene: Scene, one: Situation, last: date) -> tuple[RatingDraft, ...]:
    """Rounds of the same people being asked, a month or so apart, until `last`."""
    rng = scene.rng
    rounds = 1 + min(MOST_ROUNDS - 1, (last - scene.written_on).days // BETWEEN_DAYS)
    rounds = rng.randrange(1, rounds + 1)
    rises = rng.choice((0.2, 0.6, 0.9, 1.2, -0.2))
    found: list[RatingDraft] = []
    raters = [(rater, _start(scene, rater[2])) for rater in _raters(scene, one)]
    day = scene.written_on
    for place in range(rounds):
        occasion = "visit" if place == 0 else rng.choice(_OCCASIONS)
        for (key, name, capacity), start in raters:
            value = start + rises * place + rng.choice((-0.5, 0, 0, 0.5))
            said = "number" if rng.random() > 0.05 else "dont_know"
            letter = _letter(scene, key)
            tool = "child_tool" if capacity == "child" else occasion
            found.append(
                RatingDraft(
                    person=key,
                    name=name,
                    capacity=capacity,
                    answer=said,
                    value=_half(value) if said == "number" else None,
                    why_not_lower=_why(scene, one, "lower", letter),
                    one_higher=_why(scene, one, "higher", letter),
                    occasion=tool,
                    rated_on=day,
                )
            )
        day = min(last, day + timedelta(days=BETWEEN_DAYS + rng.randrange(-8, 9)))
    return tuple(found)


def _raters(scene: Scene, one: Situation) -> list[tuple[int | None, str, str]]:
    home, rng = scene.home, scene.rng
    carer = home.people[home.carer]
    found: list[tuple[int | None, str, str]] = [
        (carer.key, carer.called, "parent"),
        (None, scene.worker, "professional"),
        (scene.helper.key, scene.helper_called, "network"),
    ]
    if home.other is not None and rng.random() < 0.5:
        other = home.people[home.other]
        found.append((other.key, other.called, "parent"))
    if scene.age >= YOUNGEST_RATER and rng.random() < 0.6:
        found.append((scene.child.key, scene.child.called, "child"))
    return found


def _start(scene: Scene, capacity: str) -> float:
    lowest = {"professional": 2, "network": 2.5, "child": 3}.get(capacity, 3.5)
    return lowest + scene.rng.randrange(0, 7) / 2


def _half(value: float) -> float:
    return round(min(9.5, max(0.5, value)) * 2) / 2


def _letter(scene: Scene, key: int | None) -> str:
    """The placeholder of a rater, so that nobody speaks of themselves by name."""
    letters = {
        scene.home.carer: "{a",
        scene.home.other: "{p",
        scene.helper.key: "{n",
        scene.child.key: "{c",
    }
    return "{w" if key is None else letters[key]


def _why(scene: Scene, one: Situation, section: str, own: str) -> str:
    lines = [
        line
        for line in suited(one.lines(section), scene.age)
        if own not in line and (scene.home.other is not None or "{p" not in line)
    ]
    return scene.cast.say(scene.rng.choice(lines)) if lines else ""
