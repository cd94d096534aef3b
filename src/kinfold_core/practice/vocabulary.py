"""Vocabulary packs: one schema, named as each service names it (practice design 2.10).

A pack maps a concept key to the words for it. A change of service status changes the
pack and so the words on the screen; it never changes a key or a record.
"""

# ruff: noqa: E501  (words stay on one line, to be read and translated)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Concept(StrEnum):
    """What a thing on the map is, whatever it is called here."""

    HARM = "harm"
    DANGER = "danger"
    COMPLICATING_FACTOR = "complicating_factor"
    STRENGTH = "strength"
    EXISTING_SAFETY = "existing_safety"
    GOAL = "goal"
    NEXT_STEP = "next_step"
    SCALE = "scale"
    SCALE_0 = "scale_0"
    SCALE_10 = "scale_10"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Label:
    """The words for one concept: one, many, and a sentence of help."""

    one: str
    many: str
    help: str = ""


_SHARED: Final = {
    Concept.COMPLICATING_FACTOR: Label(
        "complicating factor", "complicating factors",
        "What makes this harder to sort out, in the family, around it or in our service?",
    ),
    Concept.STRENGTH: Label(
        "strength", "strengths", "People, plans and actions that are good for the child."
    ),
    Concept.NEXT_STEP: Label(
        "next step", "next steps", "The next small thing, who will do it and by when."
    ),
    Concept.SCALE: Label("scale", "scales", "From 0 to 10, where is each person today?"),
}  # fmt: skip

_SAFETY: Final = {
    Concept.HARM: Label("past harm", "past harm", "What has already hurt the child?"),
    Concept.DANGER: Label(
        "danger statement", "danger statements",
        "Who is worried, about what, and what might happen if nothing changes?",
    ),
    Concept.EXISTING_SAFETY: Label(
        "existing safety", "existing safety",
        "Who has kept the child safe when the danger was there, and when?",
    ),
    Concept.GOAL: Label(
        "safety goal", "safety goals",
        "What will people see, and for how long, when we no longer need to be involved?",
    ),
    Concept.SCALE_0: Label("The children cannot live at home", ""),
    Concept.SCALE_10: Label("Safe enough for children's services to leave", ""),
    Concept.PLAN: Label("safety plan", "safety plans"),
}  # fmt: skip

_WELLBEING: Final = {
    Concept.HARM: Label("what has happened", "what has happened", "What has been hard?"),
    Concept.DANGER: Label(
        "worry statement", "worry statements",
        "Who is worried, about what, and what might get harder if nothing changes?",
    ),
    Concept.EXISTING_SAFETY: Label(
        "what already works when it's hard", "what already works when it's hard",
        "When was it hard and still went well? Who did what?",
    ),
    Concept.GOAL: Label(
        "wellbeing goal", "wellbeing goals",
        "What will people see, and for how long, when help is no longer needed?",
    ),
    Concept.SCALE_0: Label("A social worker is needed", ""),
    Concept.SCALE_10: Label("Things are going well and will stay so without us", ""),
    Concept.PLAN: Label("family plan", "family plans"),
}  # fmt: skip

_SUCCESS: Final = {
    Concept.HARM: Label(
        "what has hurt or held me back", "what has hurt or held me back",
        "What has hurt you or held you back?",
    ),
    Concept.DANGER: Label(
        "worry statement", "worry statements",
        "Who is worried, and what might get in the way if nothing changes?",
    ),
    Concept.EXISTING_SAFETY: Label(
        "when it worked", "when it worked", "When did it work, and who was there for you?"
    ),
    Concept.GOAL: Label(
        "success goal", "success goals", "What will life look like when you are ready?"
    ),
    Concept.SCALE_0: Label("I feel alone and anything could happen", ""),
    Concept.SCALE_10: Label("I have my own people and I am ready", ""),
    Concept.PLAN: Label("my plan", "my plans"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of words. `based_on` fills the concepts a local pack leaves out."""

    code: str
    name: str
    labels: Mapping[Concept, Label]
    version: int = 1


PACKS: Final[Mapping[str, Pack]] = MappingProxyType(
    {
        "safety": Pack("safety", "Safety", MappingProxyType(_SHARED | _SAFETY)),
        "wellbeing": Pack(
            "wellbeing", "Wellbeing", MappingProxyType(_SHARED | _WELLBEING)
        ),
        "success": Pack("success", "Success", MappingProxyType(_SHARED | _SUCCESS)),
    }
)

_PACK_FOR_STATUS: Final = {
    "universal": "wellbeing",
    "early_help": "wellbeing",
    "cin": "safety",
    "child_in_need": "safety",
    "cp": "safety",
    "child_protection": "safety",
    "pre_proceedings": "safety",
    "proceedings": "safety",
    "looked_after": "success",
    "care_leaver": "success",
    "kinship_support": "wellbeing",
}


def label(pack: str | Pack, concept: Concept | str) -> Label:
    """The words for a concept in a pack; a pack we do not know speaks as Safety.

    Raises:
        ValueError: there is no such concept.
    """
    chosen = pack if isinstance(pack, Pack) else PACKS.get(pack, PACKS["safety"])
    return chosen.labels[Concept(concept)]


def local_pack(
    code: str,
    name: str,
    *,
    based_on: str,
    labels: Mapping[Concept, Label],
    version: int,
) -> Pack:
    """An authority's own pack: its words, and those of another pack where it has none.

    Raises:
        KeyError: there is no such pack to base it on.
    """
    merged = dict(PACKS[based_on].labels) | dict(labels)
    return Pack(code, name, MappingProxyType(merged), version)


def pack_for_status(service_status: str) -> str:
    """The pack a service status usually speaks in; "closed" and others keep Safety."""
    return _PACK_FOR_STATUS.get(service_status, "safety")
