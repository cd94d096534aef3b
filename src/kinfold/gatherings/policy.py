"""Who may see a programme's calendar, keep it, and hold its visits."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_see(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_keep(viewer: Viewer, host: UUID | None) -> Decision:
    """Plan and change a gathering. Whoever works in an authority: what it hosts."""
    decision = viewer.may(Action.KEEP_CALENDAR)
    if decision and viewer.authority_id and host != viewer.authority_id:
        return refuse("This gathering is hosted by somebody else")
    return decision


def may_hold_visits(viewer: Viewer, place: UUID | None) -> Decision:
    """Plan a visit to this authority or a call with it, and cancel it."""
    decision = viewer.may(Action.HOLD_CONSULTANCY)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("This visit is to another authority")
    return decision
