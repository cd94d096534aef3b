"""Who may see a programme's pages, and show a measure there. They hold no person's
record."""

from __future__ import annotations

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_see_programme(viewer: Viewer) -> Decision:
    """Whoever learns with a programme, and whoever shows something on its page."""
    sees = viewer.may(Action.SEE_PROGRAMME)
    return sees if sees else may_show_measures(viewer)


def may_read_rooms(viewer: Viewer) -> Decision:
    """Where authorities stand: not for who only shows a measure on a page."""
    return viewer.may(Action.SEE_PROGRAMME)


def may_show_measures(viewer: Viewer) -> Decision:
    """Show a measure of the authority's own to the programme, and take it back."""
    return viewer.may(Action.SHOW_TO_PROGRAMME)


def may_keep_cohort(viewer: Viewer) -> Decision:
    """Name a programme, make another, and ask authorities to join."""
    return viewer.may(Action.KEEP_COHORT)


def may_answer(viewer: Viewer) -> Decision:
    """Join a programme, or leave it, for the authority they direct."""
    return viewer.may(Action.ANSWER_FOR_AUTHORITY)
