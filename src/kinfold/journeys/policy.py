"""Who reads the journey of an authority, and who writes down its phases."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_read(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_keep(viewer: Viewer, place: UUID) -> Decision:
    """Write down the phases of this authority."""
    decision = viewer.may(Action.KEEP_JOURNEY)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("This journey belongs to another authority")
    return decision


def may_keep_deliverables(viewer: Viewer) -> Decision:
    """Write down what the programme makes, whose it is and how far it is."""
    decision = viewer.may(Action.KEEP_JOURNEY)
    if decision and viewer.authority_id:
        return refuse("What the programme makes is written down by who leads it")
    return decision


def why_is_missing(state: str, words: str) -> bool:
    """What is stopped says why."""
    return state == "stopped" and not words.strip()
