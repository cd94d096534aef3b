"""Where a child's words may be put by a worker, one step for each (I11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from kinfold_core.practice.child_tools import Means, Said


class FeedKind(Said):
    """What a child's words become beside them. The words stay the child's."""

    HARM = "harm", "Past harm"
    FACTOR = "complicating_factor", "What makes it harder"
    STRENGTH = "strength", "A strength"
    SAFETY = "existing_safety", "Existing safety"
    HOPE = "hope", "The child's hope in a goal"
    RATING = "rating", "The child's number on a scale"
    RULE = "rule", "A rule suggested for the plan"
    PERSON = "person", "Somebody for the network"


ON_THE_MAP: Final = frozenset(
    {FeedKind.HARM, FeedKind.FACTOR, FeedKind.STRENGTH, FeedKind.SAFETY}
)
READ_BY_FAMILY: Final = frozenset({FeedKind.HOPE, FeedKind.RULE, FeedKind.PERSON})
"""The family reads these, and no line of them can be kept from it."""

_WORRIES: Final = (FeedKind.HARM, FeedKind.FACTOR)
_GOOD: Final = (FeedKind.STRENGTH, FeedKind.SAFETY)
KINDS_FOR: Final[Mapping[Means, tuple[FeedKind, ...]]] = MappingProxyType(
    {
        Means.WORRY: _WORRIES,
        Means.GOOD: _GOOD,
        Means.DREAM: (FeedKind.HOPE,),
        Means.RULE: (FeedKind.RULE,),
        Means.PEOPLE: (FeedKind.PERSON, FeedKind.STRENGTH, FeedKind.RULE),
        Means.ANYTHING: (*_WORRIES, *_GOOD, FeedKind.HOPE),
    }
)
"""What is offered for each part of a tool. A danger is never among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What the worker confirms beside the child's words.

    `danger_id`: which danger a hope or existing safety is about; `why` a rule would
    help, in the worker's words to the family.
    """

    kind: str
    danger_id: UUID | None = None
    why: str = ""
