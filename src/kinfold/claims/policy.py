"""Who may read what a programme learns, and who may write there. Nobody's record."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, refuse


def may_read(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_keep_theory(viewer: Viewer) -> Decision:
    """Adapt the theory, tell a claim's story, rule an explanation out."""
    return viewer.may(Action.KEEP_THEORY)


def may_add(viewer: Viewer) -> Decision:
    """Add evidence, other explanations, questions and cycles."""
    return viewer.may(Action.ADD_EVIDENCE)


def may_go_on_with(
    viewer: Viewer, *, of_authority: UUID | None, by_user_id: int
) -> Decision:
    """Write on in a row, or take it back: whoever keeps the theory, whoever wrote it,
    and the colleagues of the authority that it is of."""
    decision = may_add(viewer)
    if not decision or may_keep_theory(viewer):
        return decision
    is_ours = of_authority is not None and of_authority == viewer.authority_id
    if is_ours or by_user_id == viewer.user_id:
        return decision
    return refuse("It is another authority's, or the programme's own")
