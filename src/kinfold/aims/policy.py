"""Who sees an authority's goals, who sets them, and who says where it stands."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_see(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_keep(viewer: Viewer, place: UUID | None) -> Decision:
    """Choose, write and change a goal: those who lead in the authority, their own."""
    decision = viewer.may(Action.KEEP_AUTHORITY_GOALS)
    if decision and place != viewer.authority_id:
        return refuse("These are the goals of another authority")
    return decision


def may_rate(viewer: Viewer, place: UUID) -> Decision:
    """Say where the authority stands: its leaders, and who advises it."""
    decision = viewer.may(Action.RATE_AUTHORITY_GOALS)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("These are the goals of another authority")
    return decision
