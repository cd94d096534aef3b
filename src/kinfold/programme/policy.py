"""Who may see a programme's pages. They hold no person's record."""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_see_programme(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)
