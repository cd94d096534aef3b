"""One question, one answer: may someone with these roles do this, here?"""

from __future__ import annotations

from collections.abc import Set

from kinfold_core.access.actions import (
    ON_RECORD,
    OPENED_IN_EMERGENCY,
    WRITES_RECORD,
    Action,
)
from kinfold_core.access.matrix import Artefact
from kinfold_core.access.roles import Role
from kinfold_core.access.staff import lets
from kinfold_core.access.state import Reach, RecordState
from kinfold_core.access.table import GRANTS
from kinfold_core.decision import Decision, allow, refuse


def decide(
    roles: Set[Role],
    action: Action,
    state: RecordState | None = None,
    artefact: Artefact | None = None,
) -> Decision:
    """May someone holding `roles` do `action`, on a record in `state`?

    `artefact` says what is read, or which of those that the action writes: the matrix
    of 11.3 is asked for each role too (`staff`).

    Raises:
        ValueError: the action is about a record and none was described, or the
            reverse. A rule that guesses here would fail open.
    """
    if (action in ON_RECORD) != (state is not None):
        raise ValueError(f"{action} asked {'with' if state else 'without'} a record")
    reach = max(
        (
            GRANTS[action].get(role, Reach.NOTHING)
            for role in roles
            if lets(role, action, artefact)
        ),
        default=Reach.NOTHING,
    )
    if state is None:
        if reach:
            return allow("Part of your role")
        return refuse("Your role does not include this")
    return _on_record(roles, action, state, reach)


def _on_record(
    roles: Set[Role], action: Action, state: RecordState, reach: Reach
) -> Decision:
    may_restrict = action is Action.RESTRICT_FAMILY and reach is Reach.AUTHORITY
    if state.is_restricted and not state.is_named and not may_restrict:
        return refuse("This record is open only to the workers named on it")
    if state.is_closed and action in WRITES_RECORD:
        return refuse("This record is closed. Reopen it before adding to it")
    if state.nearness <= reach:
        return allow("Part of your role with this family")
    if state.is_restricted and reach and action in OPENED_IN_EMERGENCY:
        return allow("You are named on this record")
    if (
        state.has_emergency_access
        and action in OPENED_IN_EMERGENCY
        and GRANTS[Action.USE_EMERGENCY_ACCESS].keys() & roles
    ):
        return allow("Emergency access, which will be reviewed")
    if reach is Reach.NOTHING:
        return refuse("Your role does not include this")
    return refuse("This family is not allocated to you or your team")
