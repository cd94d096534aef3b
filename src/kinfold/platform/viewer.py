"""Who is asking, in which authority, with which roles. Built once per request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from kinfold.platform.errors import NotFound
from kinfold_core.access import Action, Artefact, RecordState, Role, decide
from kinfold_core.access.actions import TAKES_A_CHILDS_NO
from kinfold_core.access.staff import read_with
from kinfold_core.decision import Decision

NOBODYS_ACCOUNT: Final = -1


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever reads or writes. Selectors take it first; actions take it as `by`.

    `authority_id` is None for somebody who is here for a programme only: the database
    then shows no authority's row at all.
    """

    user_id: int
    name: str
    authority_id: UUID | None = None
    worker_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    team_ids: frozenset[UUID] = frozenset()
    programme_ids: frozenset[UUID] = frozenset()
    place_name: str = field(default="", compare=False)  # the authority or programme
    is_for_a_childs_no: bool = False  # within an action that only narrows, on no page
    shown: frozenset[Artefact] = frozenset()  # what the family's page they are on shows

    def may(
        self,
        action: Action,
        state: RecordState | None = None,
        artefact: Artefact | None = None,
    ) -> Decision:
        """May they do it? On a family's page also: may they read all that it shows?"""
        decision = self._may(action, state, artefact)
        if decision and state is not None:
            for row in sorted(self.shown):
                if not (may_read := self._may(read_with(row), state, row)):
                    return may_read
        return decision

    def _may(
        self, action: Action, state: RecordState | None, artefact: Artefact | None
    ) -> Decision:
        roles = self.roles
        if self.is_for_a_childs_no and state and action in TAKES_A_CHILDS_NO:
            state = state.for_a_childs_no
            roles = roles | {Role.PRACTITIONER}  # as which they heard it
        return decide(roles, action, state, artefact)

    def for_a_childs_no(self) -> Viewer:
        """The same worker, for whom it is no matter what became of the record,
        or of their own role."""
        return replace(self, is_for_a_childs_no=True)

    def in_authority(self) -> UUID:
        """The authority this viewer works in.

        Raises:
            NotFound: a programme viewer, for whom no record exists.
        """
        if self.authority_id is None:
            raise NotFound("A programme viewer has no authority's records")
        return self.authority_id

    def as_worker(self) -> UUID:
        """The worker this viewer is, for a row that says who did something.

        Raises:
            NotFound: a programme viewer, who works in no authority.
        """
        if self.worker_id is None:
            raise NotFound("A programme viewer is nobody's worker")
        return self.worker_id


def holder_of_a_link(authority_id: UUID, *, name: str = "") -> Viewer:
    """Whoever opens a link without being signed in: no role, no team, no account.

    Every question about a record is therefore refused. The account is one that nobody
    has: to no account at all the tables that are read at sign-in would show every row.
    """
    return Viewer(user_id=NOBODYS_ACCOUNT, name=name, authority_id=authority_id)
