"""Vocabulary packs: one schema, named as each service names it (practice design 2.10).

A pack maps a concept key to the words for it. A change of service status changes the
pack and so the words on the screen; it never changes a key or a record. The packs here
are where every authority begins; what it writes instead is laid over them.
"""

# ruff: noqa: E501  (words stay on one line, to be read and translated)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final


class Concept(StrEnum):
    """What a thing on the map is, whatever it is called here."""

    HARM = "harm"
    DANGER = "danger"
    COMPLICATING_FACTOR = "complicating_factor"
    EXISTING_SAFETY = "existing_safety"
    STRENGTH = "strength"
    GOAL = "goal"
    NEXT_STEP = "next_step"
    SCALE = "scale"
    SCALE_0 = "scale_0"
    SCALE_10 = "scale_10"
    PLAN = "plan"


ANCHORS: Final = frozenset({Concept.SCALE_0, Concept.SCALE_10})
"""Concepts that are a sentence at one end of a scale, and no name for a thing."""
IN_FAMILY_COPY: Final = (
    Concept.HARM, Concept.DANGER, Concept.COMPLICATING_FACTOR,
    Concept.EXISTING_SAFETY, Concept.STRENGTH, Concept.GOAL, Concept.NEXT_STEP,
)  # fmt: skip
"""Concepts that have a heading in the family's copy."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words for one concept: one, many, a sentence of help.

    `heading` stands above it in the family's own copy.
    """

    one: str
    many: str
    help: str = ""
    heading: str = ""


_SHARED: Final = {
    Concept.COMPLICATING_FACTOR: Label(
        "complicating factor", "complicating factors",
        "What makes this harder to sort out, in the family, around it or in our service?",
        "What makes it harder",
    ),
    Concept.STRENGTH: Label(
        "strength", "strengths", "People, plans and actions that are good for the child.",
        "What is good",
    ),
    Concept.NEXT_STEP: Label(
        "next step", "next steps", "The next small thing, who will do it and by when.",
        "The next steps",
    ),
    Concept.SCALE: Label("scale", "scales", "From 0 to 10, where is each person today?"),
}  # fmt: skip

_SAFETY: Final = {
    Concept.HARM: Label(
        "past harm", "past harm", "What has already hurt the child?", "What has happened"
    ),
    Concept.DANGER: Label(
        "danger statement", "danger statements",
        "Who is worried, about what, and what might happen if nothing changes?",
        "What we worry might happen",
    ),
    Concept.EXISTING_SAFETY: Label(
        "existing safety", "existing safety",
        "Who has kept the child safe when the danger was there, and when?",
        "When it was hard and somebody kept the children safe",
    ),
    Concept.GOAL: Label(
        "safety goal", "safety goals",
        "What will people see, and for how long, when we no longer need to be involved?",
        "What we need to see",
    ),
    Concept.SCALE_0: Label("The children cannot live at home", ""),
    Concept.SCALE_10: Label("Safe enough for children's services to leave", ""),
    Concept.PLAN: Label("safety plan", "safety plans"),
}  # fmt: skip

_WELLBEING: Final = {
    Concept.HARM: Label(
        "what has happened", "what has happened", "What has been hard?", "What has been hard"
    ),
    Concept.DANGER: Label(
        "worry statement", "worry statements",
        "Who is worried, about what, and what might get harder if nothing changes?",
        "What might get harder",
    ),
    Concept.EXISTING_SAFETY: Label(
        "what already works when it's hard", "what already works when it's hard",
        "When was it hard and still went well? Who did what?",
        "What already works when it's hard",
    ),
    Concept.GOAL: Label(
        "wellbeing goal", "wellbeing goals",
        "What will people see, and for how long, when help is no longer needed?",
        "What going well looks like",
    ),
    Concept.SCALE_0: Label("A social worker is needed", ""),
    Concept.SCALE_10: Label("Things are going well and will stay so without us", ""),
    Concept.PLAN: Label("family plan", "family plans"),
}  # fmt: skip

_SUCCESS: Final = {
    Concept.HARM: Label(
        "what has hurt or held me back", "what has hurt or held me back",
        "What has hurt you or held you back?", "What has hurt or held you back",
    ),
    Concept.DANGER: Label(
        "worry statement", "worry statements",
        "Who is worried, and what might get in the way if nothing changes?",
        "What might get in the way",
    ),
    Concept.EXISTING_SAFETY: Label(
        "when it worked", "when it worked", "When did it work, and who was there for you?",
        "When it worked, and who was there",
    ),
    Concept.GOAL: Label(
        "success goal", "success goals", "What will life look like when you are ready?",
        "What ready looks like",
    ),
    Concept.SCALE_0: Label("I feel alone and anything could happen", ""),
    Concept.SCALE_10: Label("I have my own people and I am ready", ""),
    Concept.PLAN: Label("my plan", "my plans"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of words. Version 0 is the one Kinfold comes with."""

    code: str
    name: str
    labels: Mapping[Concept, Label]
    version: int = 0


def _in_order(labels: Mapping[Concept, Label]) -> Mapping[Concept, Label]:
    """As they are met on a map, whatever order they were written in."""
    return MappingProxyType({concept: labels[concept] for concept in Concept})


PACKS: Final[Mapping[str, Pack]] = MappingProxyType(
    {
        code: Pack(code, name, _in_order(_SHARED | own))
        for code, name, own in (
            ("safety", "Safety", _SAFETY),
            ("wellbeing", "Wellbeing", _WELLBEING),
            ("success", "Success", _SUCCESS),
            ("local", "Our own words", _SAFETY),
        )
    }
)

NO_STATUS: Final = "none"
"""The key for a family with no service running, also on the day its record closed."""
PACK_OF_STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "early_help": "wellbeing",
        "child_in_need": "safety",
        "child_protection": "safety",
        "looked_after": "success",
        "care_leaver": "success",
        NO_STATUS: "safety",
    }
)
"""The pack each service status speaks in, until an authority says otherwise."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the words of an authority: its packs, and which service speaks in which."""

    packs: Mapping[str, Pack]
    pack_of_status: Mapping[str, str]

    def speaking(self, status: str) -> Pack:
        """The pack for a service status; one that nobody chose for speaks as Safety."""
        chosen = self.pack_of_status.get(status or NO_STATUS, "safety")
        return self.packs.get(chosen, self.packs["safety"])


AS_SHIPPED: Final = Vocabulary(PACKS, PACK_OF_STATUS)


def parts_of(concept: Concept) -> tuple[str, ...]:
    """Which of the four words of a `Label` a concept has."""
    if concept in ANCHORS:
        return ("one",)
    return (
        "one",
        "many",
        *(() if concept is Concept.PLAN else ("help",)),
        *(("heading",) if concept in IN_FAMILY_COPY else ()),
    )


def label(pack: str | Pack, concept: Concept | str) -> Label:
    """The words for a concept in a pack; a pack we do not know speaks as Safety.

    Raises:
        ValueError: there is no such concept.
    """
    chosen = pack if isinstance(pack, Pack) else PACKS.get(pack, PACKS["safety"])
    return chosen.labels[Concept(concept)]


def numbered(pack: Pack, concept: Concept, number: int) -> str:
    """`danger statement 1`: how one of several is spoken of."""
    return f"{label(pack, concept).one} {number}"


def pack_from(
    code: str, *, name: str, version: int, labels: Mapping[str, Mapping[str, str]]
) -> Pack:
    """A pack as an authority keeps it, over the words it came with.

    A concept that came after the pack was written has the words Kinfold gives it, and
    one that is gone is left out.

    Raises:
        KeyError: there is no such pack.
    """
    kept = {
        concept: Label(**{**asdict(shipped), **labels.get(concept.value, {})})
        for concept, shipped in PACKS[code].labels.items()
    }
    return Pack(code, name, MappingProxyType(kept), version)


def labels_to_keep(pack: Pack) -> dict[str, dict[str, str]]:
    """Every word of a pack as plain values."""
    return {concept.value: asdict(words) for concept, words in pack.labels.items()}


def vocabulary_from(
    packs: Iterable[Mapping[str, Any]], pack_of_status: Mapping[str, str]
) -> Vocabulary:
    """An authority's words from what it has kept; the rest is as Kinfold comes."""
    kept = {row["code"]: pack_from(**row) for row in packs if row["code"] in PACKS}
    return Vocabulary({**PACKS, **kept}, {**PACK_OF_STATUS, **pack_of_status})
