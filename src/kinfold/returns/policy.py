"""Who may hand in returns, read what was found in them, and see what was counted."""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_import_returns(viewer: Viewer) -> Decision:
    return viewer.may(Action.IMPORT_RETURNS)


def may_see_returns(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_RETURNS)


def may_delete_returns(viewer: Viewer) -> Decision:
    return viewer.may(Action.DELETE_RETURNS)


def may_see_figures(viewer: Viewer) -> Decision:
    """What was counted is protected before it is kept: whoever works there sees it."""
    return viewer.may(Action.SEE_AUTHORITY_MEASURES)


def may_count(viewer: Viewer) -> Decision:
    """After a return was read, and after one was deleted."""
    by_import = may_import_returns(viewer)
    return by_import if by_import else may_delete_returns(viewer)
