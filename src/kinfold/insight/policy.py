"""Who may see published figures: everybody who signs in, for they are public."""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_see_measures(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_AUTHORITY_MEASURES)


def may_compare_authorities(viewer: Viewer) -> Decision:
    return viewer.may(Action.COMPARE_AUTHORITIES)
