"""Who reads, writes and hands on an authority's implementation plan."""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_read(viewer: Viewer) -> Decision:
    """Their own authority's plans, and those that others shared with them."""
    return viewer.may(Action.SEE_PROGRAMME)


def may_write(viewer: Viewer) -> Decision:
    """Their own authority's plan, its road-test, and comments on others' plans."""
    return viewer.may(Action.WRITE_IMPLEMENTATION)


def may_hand_on(viewer: Viewer) -> Decision:
    """Show a plan to other authorities, take it back, and say where it stands."""
    return viewer.may(Action.HAND_ON_PLAN)
