"""A made-up map as somebody in a hurry writes it: labels, services, nobody named."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from kinfold.world.drafts import EntryDraft, MapDraft, SetDraft
from kinfold.world.situation import Situation

_GROUPS: Final = ("Professionals", "The department", "Social care")
_GOALS: Final = (
    "Parents to engage with professionals and attend all appointments.",
    "To complete a parenting programme and comply with the plan.",
    "Mother will not expose the children to further harm.",
    "Father will stop drinking and attend a course.",
)
_MIGHT: Final = (
    "The children are at risk of significant harm.",
    "Long-term impact on emotional wellbeing.",
    "Developmental delay and poor outcomes are evident.",
)
_ENDS: Final = (("Unsafe", "Safe"), ("", ""), ("High risk", "No concerns"))


def hurry(rng: Random, made: MapDraft, chosen: list[Situation]) -> MapDraft:
    """The same map with its first set written in a hurry. It stays a draft."""
    first = _hurried_set(rng, made.sets[0], chosen[0])
    rest = tuple(replace(one, state="draft") for one in made.sets[1:])
    return replace(
        made,
        status="draft",
        shared_on=None,
        is_hurried=True,
        sets=(first, *rest),
        entries=tuple(_hurried_entry(entry) for entry in made.entries),
    )


def _hurried_set(rng: Random, one: SetDraft, situation: Situation) -> SetDraft:
    """Each weakness by chance, and always at least the label."""
    weak = replace(
        one,
        state="draft",
        dispute=None,
        worried_about=f"{rng.choice(situation.lines('weak'))}.",
    )
    if rng.random() < 0.7:
        weak = replace(weak, worried=((rng.choice(_GROUPS), None),))
    if rng.random() < 0.6:
        weak = replace(weak, what_might_happen=rng.choice(_MIGHT))
    if rng.random() < 0.6:
        weak = replace(weak, impacts=())
    if rng.random() < 0.7:
        goal = rng.choice(_GOALS)
        weak = replace(weak, agency_goal=goal, signs=(), sustained_for="")
    if rng.random() < 0.5:
        anchor_0, anchor_10 = rng.choice(_ENDS)
        weak = replace(weak, anchor_0=anchor_0, anchor_10=anchor_10)
    return replace(weak, ratings=weak.ratings[:1])


def _hurried_entry(entry: EntryDraft) -> EntryDraft:
    """Without what it did to the child, as notes from the car often are."""
    if entry.category == "harm":
        return replace(entry, impact="")
    return entry
