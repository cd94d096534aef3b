"""What a device is told once for all children: tools, questions, audiences, colours.

The words are those of the tools in Kinfold, so a child meets the same house in both.
"""

from __future__ import annotations

from typing import Any, Final

from kinfold_core.pictures.palette import (
    COLOURS,
    HEIGHT,
    LABELS,
    PAPER,
    PENS,
    WIDTH,
)
from kinfold_core.pictures.parts import CHOSEN
from kinfold_core.pictures.parts import PARTS as PICTURES
from kinfold_core.practice.child_sharing import GROUPS, MayShow
from kinfold_core.practice.child_tools import (
    PARTS,
    SCALE_MOST,
    Consent,
    Disclosed,
    Means,
    Tool,
)
from kinfold_core.practice.offline_bundle import Known

ITEM_FIELDS: Final = ("words", "picture")
_TONES: Final = {
    Means.WORRY: "worried",
    Means.GOOD: "well",
    Means.DREAM: "needs",
    Means.RULE: "needs",
    Means.PEOPLE: "calm",
    Means.ANYTHING: "calm",
}
_DRAWN: Final = {
    Means.WORRY: ("rain", "grey"),
    Means.GOOD: ("sun", "yellow"),
    Means.DREAM: ("star", "purple"),
    Means.RULE: ("heart", "red"),
    Means.PEOPLE: ("child", "teal"),
    Means.ANYTHING: ("bear", "brown"),
}


def _question(name: str, when: str, label: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "when": when, "label": label, "kind": "line"} | more


QUESTIONS: Final = (
    _question("place", "before", "Where are you?"),
    _question("people_there", "before", "Who else is in the room?"),
    _question(
        "aids", "before", "Is somebody interpreting, or does something help you talk?"
    ),
    _question(
        "consent", "before", "What did the parents say?",
        kind="choice",
        options=[(one.value, one.label) for one in Consent],
        required="Choose what the parents said",
    ),
    _question(
        "consent_why", "before", "If no parent said yes, why is it done all the same?",
        kind="words", hint="In words the parents could read",
        required="Say why, in words the parents could read",
        unless=("consent", Consent.GIVEN.value),
    ),
    _question(
        "has_assent", "before", "The child said yes to doing this",
        kind="yes",
        required="Ask the child first. If they say no, that is their answer for today",
    ),
    _question(
        "limits_explained", "before",
        "I said that I must tell somebody if the child is not safe",
        kind="yes",
        required="Tell the child first that you must tell if they are not safe",
    ),
    _question(
        "scale", "after", "How is it now, from 0 to 10, does the child say?",
        kind="choice",
        options=[("", "Not asked"), *((str(n), str(n)) for n in range(SCALE_MOST + 1))],
    ),
    _question(
        "child_question", "after", "What does the child want to ask the grown-ups?",
        kind="words",
    ),
    _question(
        "disclosure", "after",
        "Did the child tell you something that others must act on today?",
        kind="choice",
        hint="Then ring your manager now. When you are back, write what you did",
        options=[(one.value, one.label) for one in Disclosed],
    ),
    _question(
        "read_back", "after", "I read all of it back to the child", kind="yes"
    ),
)  # fmt: skip
KNOWN: Final = Known(
    session_fields=frozenset(str(one["name"]) for one in QUESTIONS),
    item_fields=frozenset(ITEM_FIELDS),
    parts={
        tool.value: frozenset(part.key for part in parts)
        for tool, parts in PARTS.items()
    },
    audiences=frozenset(one.value for one in GROUPS),
)


def lists() -> dict[str, Any]:
    """Everything that the page needs to know where there is no network."""
    return {
        "tools": {tool.value: _tool(tool) for tool in Tool},
        "questions": QUESTIONS,
        "audiences": {one.value: one.label for one in GROUPS},
        "answers": [(one.value, one.label) for one in MayShow],
        "paper": {
            "width": WIDTH,
            "height": HEIGHT,
            "paper": PAPER,
            "ink": COLOURS["ink"],
            "colours": COLOURS,
            "pens": PENS,
            "labels": {key: LABELS[key] for key in (*COLOURS, *PENS)},
        },
    }


def _drawn(tool: Tool, means: Means) -> dict[str, Any]:
    """The shapes of a part's drawing (`pictures.parts`), as paths, fills and lines."""
    name, colour = _DRAWN[means]
    part = PICTURES["house" if tool is Tool.THREE_HOUSES else name]
    return {
        "width": part.width,
        "height": part.height,
        "shapes": [
            [one.path, COLOURS[colour] if one.fill == CHOSEN else one.fill, one.line]
            for one in part.shapes
        ],
    }


def _tool(tool: Tool) -> dict[str, Any]:
    return {
        "label": tool.label,
        "parts": {
            part.key: {
                "label": part.label,
                "lead": part.asks,
                "tone": _TONES[part.means],
                "drawn": _drawn(tool, part.means),
            }
            for part in PARTS[tool]
        },
    }
