"""Who runs a workshop, who tells it what, and what a result may tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse

FEWEST: Final = 5
"""Of fewer votes nothing about a single authority is told apart."""
CODE_LETTERS: Final = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
"""None that is taken for another when it is read from a screen."""
CODE_LENGTH: Final = 6


def may_read(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_run(viewer: Viewer) -> Decision:
    return viewer.may(Action.RUN_WORKSHOPS)


def may_tell(viewer: Viewer, place: UUID | None) -> Decision:
    """Tell of an authority's achievement and challenge: its own people alone."""
    decision = viewer.may(Action.TELL_AT_WORKSHOP)
    if decision and (place is None or place != viewer.authority_id):
        return refuse("Each authority tells its own")
    return decision


def is_open(state: str, open_until: datetime | None, now: datetime) -> bool:
    """Whether a workshop takes anything from a telephone at this moment."""
    return state == "open" and open_until is not None and now < open_until


def told_apart(counts: Mapping[UUID | None, int]) -> frozenset[UUID]:
    """The authorities whose votes may stand apart; `None` holds those of none.

    All or nothing: were one left out, the whole would give it away again. Those who
    said no authority are left over, so they too are none or enough.
    """
    is_enough = all(count >= FEWEST for count in counts.values() if count)
    named = frozenset(one for one, count in counts.items() if one and count)
    return named if is_enough and len(named) > 1 else frozenset()


def typed_code(typed: str) -> str:
    """A code as it was meant: no spaces or dashes, capitals."""
    return "".join(one for one in typed.upper() if one in CODE_LETTERS)[:CODE_LENGTH]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever holds a telephone: the code they typed, and the number of the device."""

    code: str
    device_id: UUID
