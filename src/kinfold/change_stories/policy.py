"""Who may read stories of change, bring them, and hold a round that chooses one."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_read(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_run(viewer: Viewer) -> Decision:
    return viewer.may(Action.RUN_ACTION_RESEARCH)


def may_bring(viewer: Viewer, place: UUID) -> Decision:
    """Bring a story of this authority, and write down what its teller agrees to."""
    decision = viewer.may(Action.BRING_TO_RESEARCH)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("This story belongs to another authority")
    return decision
