"""The tools a child speaks with, as plain values: their parts, a session, an item.

Own wording and own drawings. A part says what it stands for (`Means`), so that a
fairy's clothes and the house of worries lead to the same place on the map.
"""

# ruff: noqa: E501  (the table of parts is read across)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self
from uuid import UUID

RESPONSE_DAYS: Final = 7
"""By when adults answer a child, unless somebody writes another day. Our proposal."""
RESPONSE_DAYS_MOST: Final = 84
"""The latest day that somebody may write: later is a slip of the finger, or no answer."""
TALKS_FROM: Final = 3
"""Years: below this the tools are played with and seldom talked with."""
ITEMS_MOST: Final = 60
SCALE_MOST: Final = 10
LARGEST: Final = 15 * 1024 * 1024
"""Bytes: about half an hour of speech, or one photograph of a telephone."""
FILES_MOST: Final = 6
TAKES: Final = {
    "paper": ("jpg", "jpeg", "png", "webp"),
    "sound": ("webm", "ogg", "m4a", "mp3", "wav"),
}
WRONG: Final = {
    "paper": "Choose a picture (JPEG, PNG or WebP)",
    "sound": "Choose a recording (WebM, OGG, M4A, MP3 or WAV)",
}


class Said(StrEnum):
    """A key with the words for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        one = str.__new__(cls, value)
        one._value_ = value
        one.label = label
        return one


class Tool(Said):
    """What the child talked, wrote and drew with."""

    THREE_HOUSES = "three_houses", "Three Houses"
    FAIRY = "fairy", "Fairy"
    WIZARD = "wizard", "Wizard"
    SAFETY_HOUSE = "safety_house", "Safety House"
    DRAWING = "drawing", "Free drawing"


class Means(StrEnum):
    """What is said in a part of a tool."""

    WORRY = "worry"
    GOOD = "good"
    DREAM = "dream"
    RULE = "rule"
    PEOPLE = "people"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class ToolPart:
    """A part of a tool. `asks` is said to the child; `keeps_out`: a no to somebody."""

    key: str
    label: str
    asks: str
    means: Means
    keeps_out: bool = False


PARTS: Final[Mapping[Tool, tuple[ToolPart, ...]]] = MappingProxyType(
    {
        Tool.THREE_HOUSES: (
            ToolPart("worries", "House of worries", "What makes you worried or sad?", Means.WORRY),
            ToolPart("good", "House of good things", "What is good? What do you like?", Means.GOOD),
            ToolPart("dreams", "House of dreams", "How would it be if it were just as you want it?", Means.DREAM),
        ),
        Tool.FAIRY: (
            ToolPart("clothes", "The fairy's clothes", "What is heavy? What should change?", Means.WORRY),
            ToolPart("wings", "The fairy's wings", "What is good? What lifts you up, or away from trouble?", Means.GOOD),
            ToolPart("wand", "The fairy's wand", "What would you wish for?", Means.DREAM),
        ),
        Tool.WIZARD: (
            ToolPart("clothes", "The wizard's robe", "What is heavy? What should change?", Means.WORRY),
            ToolPart("cape", "The wizard's cape", "What is good? What lifts you up, or away from trouble?", Means.GOOD),
            ToolPart("star", "The wizard's star", "What would you wish for?", Means.DREAM),
        ),
        Tool.SAFETY_HOUSE: (
            ToolPart("inside", "Inside the house", "What do people do here so that you are safe?", Means.GOOD),
            ToolPart("lives", "Who lives here", "Who lives in your safe house?", Means.PEOPLE),
            ToolPart("visits", "Who comes to visit", "Who comes to help, and what do they do?", Means.PEOPLE),
            ToolPart("outside", "Who may not come in", "Who may not come in, or only with somebody there?", Means.WORRY, keeps_out=True),
            ToolPart("roof", "Rules on the roof", "Which rules keep you safe?", Means.RULE),
        ),
        Tool.DRAWING: (
            ToolPart("drawing", "My drawing", "What would you like to draw?", Means.ANYTHING),
        ),
    }
)  # fmt: skip


def part_of(tool: str, key: str) -> ToolPart | None:
    """The part of a tool by its key; None when the tool has no such part."""
    if tool not in set(Tool):
        return None
    return next((one for one in PARTS[Tool(tool)] if one.key == key), None)


class Consent(Said):
    """What the parents said, or why they were not asked."""

    GIVEN = "given", "A parent said yes"
    REFUSED = "refused", "A parent said no"
    NOT_SOUGHT = "not_sought", "The parents were not asked"


class Disclosed(Said):
    """Whether the child told something that others must act on today."""

    NO = "no", "No"
    YES = "yes", "Yes"


class CopyKept(Said):
    """How the child got what is theirs."""

    PAPER = "paper", "On paper, with the drawings"
    ORIGINAL = "original", "The child kept the paper that they drew on"
    SCREEN = "screen", "On a screen that they use"
    NOT_YET = "not_yet", "Nothing yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDetails:
    """A time with one child and one tool, as it was begun.

    `has_assent`: the child said yes. `limits_explained`: the child heard that somebody
    is told when they are not safe. `order`: keys of parts as the child chose them.
    """

    child_id: UUID
    child_name: str
    tool: str
    happened_on: date
    place: str = ""
    people_there: str = ""
    aids: str = ""
    consent: str = Consent.GIVEN.value
    consent_why: str = ""
    has_assent: bool = False
    limits_explained: bool = False
    order: tuple[str, ...] = ()
    prompts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureDetails:
    """What a child told that must be acted on, and what was done.

    `said` is in the child's own words; `strategy` what came of talking it over, if
    anybody did.
    """

    said: str
    action: str
    told_whom: str
    told_on: date
    strategy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDetails:
    """What an adult answers the child: what has changed because of it."""

    answered_by: str
    what_changed: str
    answered_on: date
    item_id: UUID | None = None


def why_not_session(
    details: SessionDetails, *, born: date | None, today: date
) -> tuple[str, str]:
    """Why no session like this can be begun, and of which field; "" when it can.

    `born`: the earliest day on which the child can have been born, if it is known.
    """
    checks = (
        (details.tool not in set(Tool), "Choose what you did together", "tool"),
        (details.happened_on > today, "This day has not come yet", "happened_on"),
        (
            born is not None and details.happened_on < born,
            f"{details.child_name} was not born yet on this day",
            "happened_on",
        ),
        (
            not details.has_assent,
            "Ask the child first. If they say no, that is their answer for today",
            "has_assent",
        ),
        (
            not details.limits_explained,
            "Tell the child first that you must tell somebody if they are not safe",
            "limits_explained",
        ),
        (
            details.consent != Consent.GIVEN and not details.consent_why.strip(),
            "Say why, in words the parents could read",
            "consent_why",
        ),
    )
    return next(((say, field) for wrong, say, field in checks if wrong), ("", ""))


def clean_order(tool: str, order: tuple[str, ...]) -> tuple[str, ...]:
    """The parts in the order the child chose; what was not chosen stands last."""
    keys = tuple(part.key for part in PARTS[Tool(tool)])
    chosen = tuple(dict.fromkeys(key for key in order if key in keys))
    return chosen + tuple(key for key in keys if key not in chosen)
