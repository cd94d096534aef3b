"""Who asks for an extract, who decides, and how long the file may be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision

LONGEST: Final = timedelta(days=90)
"""From the decision to the last day the file can be had."""
FEWEST_ALIKE, MOST_ALIKE, USUAL_ALIKE = 5, 100, 10
"""How many children share every value that is told."""


def may_see_extracts(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_EXTRACTS)


def may_ask(viewer: Viewer) -> Decision:
    return viewer.may(Action.ASK_FOR_EXTRACT)


def may_decide(viewer: Viewer) -> Decision:
    return viewer.may(Action.DECIDE_EXTRACT)


def may_end(viewer: Viewer) -> Decision:
    """The authority takes it back; whoever asked gives it back."""
    deciding = may_decide(viewer)
    return deciding if deciding else may_ask(viewer)


class Standing(StrEnum):
    """How an extract stands today."""

    ASKED = "asked"
    REFUSED = "refused"
    BEING_MADE = "being_made"
    NOT_MADE = "not_made"
    OPEN = "open"
    ENDED = "ended"
    EXPIRED = "expired"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written down of one extract.

    `is_given` and `is_made` are None where nobody decided, and where no job has ended.
    `is_shared`: the authority is still in the programme, and whoever asked as well.
    """

    is_given: bool | None = None
    is_made: bool | None = None
    is_ended: bool = False
    expires_on: date = date.max
    is_shared: bool = True


def standing(facts: Facts, today: date) -> Standing:
    """How it stands. Only what is `OPEN` can be had.

    Whatever ends it comes before whatever opens it.
    """
    if facts.is_ended:
        return Standing.ENDED
    if facts.is_given is False:
        return Standing.REFUSED
    if not facts.is_shared:
        return Standing.LEFT
    if facts.is_given is None:
        return Standing.ASKED
    if today > facts.expires_on:
        return Standing.EXPIRED
    if facts.is_made is None:
        return Standing.BEING_MADE
    return Standing.OPEN if facts.is_made else Standing.NOT_MADE
