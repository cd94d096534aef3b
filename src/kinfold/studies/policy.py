"""Who may read studies, and who may write, register and run them."""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_see_studies(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_STUDIES)


def may_write_studies(viewer: Viewer) -> Decision:
    return viewer.may(Action.WRITE_STUDIES)
