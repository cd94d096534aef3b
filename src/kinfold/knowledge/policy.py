"""Who may read the knowledge bank, and who may write in it."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_see(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_KNOWLEDGE)


def may_write(viewer: Viewer, place: UUID | None) -> Decision:
    """Add, change and withdraw. Whoever works in an authority: what it brought."""
    decision = viewer.may(Action.WRITE_KNOWLEDGE)
    if decision and viewer.authority_id and place != viewer.authority_id:
        return refuse("This item was brought by somebody else")
    return decision


def may_read_text(
    viewer: Viewer, place: UUID | None, *, is_taken_out: bool
) -> Decision:
    """The text of an item. One that was taken out: whoever may write it, alone."""
    return may_write(viewer, place) if is_taken_out else may_see(viewer)
