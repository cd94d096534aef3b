"""Who walks a trajectory, who guides, who keeps its words, who holds training."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, allow, refuse

FEWEST_PEOPLE = 5
"""A count of people below it is told to the programme as "fewer than 5"."""
FEWEST_PAIRS = 8
"""Answers about confidence are shown from so many people up who gave both."""


def may_enter(viewer: Viewer) -> Decision:
    """The home of learning: everybody who walks a way, or sees the programme."""
    walks = viewer.may(Action.WALK_A_WAY)
    return walks if walks else may_see_counts(viewer)


def may_walk(viewer: Viewer) -> Decision:
    """Begin a way of one's own."""
    return viewer.may(Action.WALK_A_WAY)


def may_see_counts(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_guide(viewer: Viewer) -> Decision:
    """Read the ways of the authority, say that a step is taken, write what was seen."""
    return viewer.may(Action.GUIDE_WAYS)


def may_open_way(viewer: Viewer, worker_id: UUID | None) -> Decision:
    """Read a way, put into its portfolio and write what is next."""
    if worker_id is not None and worker_id == viewer.worker_id:
        return allow("It is their own way")
    return may_guide(viewer)


def may_answer_observation(viewer: Viewer, worker_id: UUID | None) -> Decision:
    """Only whoever was seen answers; for a leader without an account, who guides."""
    if worker_id is None:
        return may_guide(viewer)
    if worker_id == viewer.worker_id:
        return allow("They were seen")
    return refuse("Only the person who was seen answers this")


def may_keep_steps(viewer: Viewer) -> Decision:
    return viewer.may(Action.KEEP_TRAJECTORIES)


def may_plan_training(viewer: Viewer, place: UUID | None) -> Decision:
    """Plan a session for everybody, or one in the house of an authority."""
    decision = viewer.may(Action.PLAN_TRAINING)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("Somebody of an authority plans training in their own house")
    return decision
