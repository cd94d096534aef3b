"""Who may see what was recorded of the practice: of every team, or of their own."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision


def may_see_profile(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_TEAM_FIDELITY)


def may_see_every_team(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_FIDELITY)


def teams_open_to(viewer: Viewer, teams: Collection[UUID]) -> frozenset[UUID]:
    """Those of the authority's teams whose figures the viewer may see."""
    if may_see_every_team(viewer):
        return frozenset(teams)
    if may_see_profile(viewer):
        return frozenset(teams) & viewer.team_ids
    return frozenset()
