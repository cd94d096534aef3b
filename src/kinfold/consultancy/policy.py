"""Who reads what was said with an authority's leaders, and who writes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_read(viewer: Viewer) -> Decision:
    """Members of the programme, and who leads in the authority it is with."""
    return viewer.may(Action.SEE_PROGRAMME)


def may_hold(viewer: Viewer, place: UUID | None) -> Decision:
    """Write down a visit or a call, promise at it, and say what came of a promise."""
    decision = viewer.may(Action.HOLD_CONSULTANCY)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("This is with another authority")
    return decision


def is_overdue(state: str, by_day: date, today: date) -> bool:
    """The same for both sides: it is still to do, and its day is past."""
    return state == "open" and by_day < today


def not_asked(owed: Iterable[UUID], asked: Iterable[UUID]) -> frozenset[UUID]:
    """The open promises of before that were not asked for at a visit or a call."""
    return frozenset(owed) - frozenset(asked)
