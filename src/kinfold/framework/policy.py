"""Who reads an authority's reviews of itself, who keeps them, and who rates."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action, Role, decide
from kinfold_core.decision import Decision, refuse


def may_enter(viewer: Viewer) -> Decision:
    """Whoever reads reviews, and whoever may be asked to rate in one."""
    return may_see(viewer) or viewer.may(Action.RATE_FRAMEWORK)


def may_see(viewer: Viewer) -> Decision:
    """Members of the programme, and who leads in the authority it is of."""
    return viewer.may(Action.SEE_PROGRAMME)


def may_keep(viewer: Viewer, place: UUID | None) -> Decision:
    """Begin a review, ask raters and close it: those who lead there, their own."""
    decision = viewer.may(Action.KEEP_FRAMEWORK)
    if decision and place != viewer.authority_id:
        return refuse("This is the review of another authority")
    return decision


def could_rate(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles can be asked to sign in and rate."""
    held = frozenset(Role(one) for one in roles)
    return bool(decide(held, Action.RATE_FRAMEWORK))


def may_rate_as(
    viewer: Viewer, place: UUID, *, account: int | None, asked_by: int
) -> Decision:
    """Rate as a rater, and read what they said before the review is closed.

    Nobody rates for somebody who signs in. Of one who has no account, only whoever
    wrote their name down writes down what they say: so no leader looks at it early.
    """
    decision = viewer.may(Action.RATE_FRAMEWORK)
    if not decision:
        return decision
    if place != viewer.authority_id or viewer.user_id != (account or asked_by):
        return refuse("Somebody else rates here")
    return decision
