"""What a made-up family says it will do, and a story told to its children."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.pictures.picture import Picture, Placed, as_json
from kinfold_core.practice.plan_written import PlanRuleDetails, Who
from kinfold_core.practice.story import Section


def frames_for(
    rng: Random, children: Sequence[str], carer: str, helper: str, worker: str
) -> list[dict[str, Any]]:
    """Words, what listeners are told and a drawing for each section of the story."""
    colours = rng.sample(("orange", "teal", "pink", "green", "yellow"), 3)
    us = phrases.listed(list(children))
    child = Placed("child", 260, 550, 100, colours[0], "happy")
    worried = Placed("child", 300, 550, 100, colours[0], "worried")
    grown = Placed("adult_long", 420, 550, 105, "purple", "calm")
    older = Placed("older", 560, 550, 100, colours[1], "happy")
    house = Placed("house", 620, 440, 100, colours[2])
    told = (
        (f"This is {us}. You live with {carer}.", "A child and a grown-up by a house.", Picture("grass", (house, child, grown))),
        (f"{worker} comes to see you. {helper} and {worker} like you. They are a bit worried.", "Two grown-ups with a child in a room.", Picture("room", (child, grown, older))),
        (f"Some days are too hard for {carer}. They want you to be safe and to sleep well.", "A grown-up looks sad, a child looks on.", Picture("room", (worried, Placed("adult_long", 480, 550, 105, "purple", "sad")))),
        ("One day was very hard. Nobody was there to help.", "A child alone in a room, a thinking bubble above.", Picture("room", (worried, Placed("thought", 420, 330, 100, "white")))),
        (f"Now {carer} rings {helper}. {helper} comes and stays.", "A telephone, and somebody comes by car.", Picture("grass", (Placed("phone", 180, 500, 100, "ink"), Placed("car", 560, 560, 100, "red")))),
        (f"You do not have to make it better. You can ring {helper} too.", "A child with a telephone and a heart.", Picture("room", (child, Placed("phone", 440, 520, 100, "ink"), Placed("heart", 600, 300, 100, "red")))),
    )  # fmt: skip
    return [
        {
            "section": section.value,
            "words": words,
            "alt_text": alt_text,
            "picture": as_json(picture),
        }
        for section, (words, alt_text, picture) in zip(Section, told, strict=True)
    ]


def rules_of(
    rng: Random,
    carer: Who,
    near: Who,
    other: Who,
    child: str,
    danger_ids: tuple[UUID, ...],
    line_ids: tuple[UUID, ...],
) -> tuple[PlanRuleDetails, ...]:
    """What happens in the hard moment, in every week, and who looks in."""
    day = rng.choice(("Monday", "Wednesday", "Friday", "Saturday"))

    def said(kind: str, when: str, text: str, *carriers: Who) -> PlanRuleDetails:
        is_parent = carriers[0] == carer
        return PlanRuleDetails(
            kind=kind,
            when=when,
            text=text,
            carriers=carriers,
            backups=(other,) if is_parent and near != other else (),
            author=carriers[0],
            capacity="family" if is_parent else "network",
            danger_ids=danger_ids,
            bottom_line_ids=line_ids,
        )

    return (
        said("trigger_response", f"{carer.name} feels it getting too much", f"{carer.name} texts {near.name}, who comes and stays until it is calm.", carer, near),
        said("everyday_arrangement", f"Every {day}", f"{child} has tea at {near.name}'s, and sleeps there if the week was hard.", near),
        said("network_check", "Once a week, on a day nobody knows before", f"{other.name} looks in and sees {child}.", other),
    )  # fmt: skip


# ruff: noqa: E501  (a frame or a rule to a line)
