"""Who may read open answers, take them in, code them and say what they mean.

They are of no family's record. Who has a seat at a collection codes it and sees nobody
else's codes; the other may be anybody of the programme.
"""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, allow, refuse


def may_read(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_run(viewer: Viewer) -> Decision:
    """Begin a collection, write its code book, settle and say its themes."""
    return viewer.may(Action.RUN_ACTION_RESEARCH)


def may_bring(viewer: Viewer, place: UUID | None) -> Decision:
    """Take in answers of this authority; None is the whole programme."""
    decision = viewer.may(Action.BRING_TO_RESEARCH)
    if decision and viewer.authority_id and place not in {viewer.authority_id, None}:
        return refuse("These answers belong to another authority")
    return decision


def may_code(viewer: Viewer) -> Decision:
    return viewer.may(Action.CODE_ANSWERS)


def may_settle(viewer: Viewer, coders: frozenset[int]) -> Decision:
    """Settle what two coders saw differently: the two themselves."""
    if viewer.user_id in coders:
        return allow("You coded these answers")
    return refuse("The two who coded the answers settle where they differ")


def has_seat(*, is_taken: bool) -> Decision:
    """Code answers: from a seat that was taken first."""
    if is_taken:
        return allow("You code these answers")
    return refuse("Take a seat as one of the two coders first")
