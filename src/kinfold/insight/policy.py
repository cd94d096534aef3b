"""Who may see published figures, and who may choose what an authority follows.

Everybody who signs in sees the figures, for they are public.
"""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_see_measures(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_AUTHORITY_MEASURES)


def may_compare_authorities(viewer: Viewer) -> Decision:
    return viewer.may(Action.COMPARE_AUTHORITIES)


def may_show_to_programme(viewer: Viewer) -> Decision:
    return viewer.may(Action.SHOW_TO_PROGRAMME)


def may_set_goals(viewer: Viewer) -> Decision:
    """Choose what the authority follows, and write down what changed in practice."""
    return viewer.may(Action.SET_GOALS)
