"""What every change in supervision does first: hold the family, then the session."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.selectors import family_for
from kinfold.supervision.models import CaseSupervision, GroupSupervision
from kinfold_core.access import Action

State = GroupSupervision.State


def hold_session(by: Viewer, family_id: UUID, session_id: UUID) -> GroupSupervision:
    """A session about this family, held until the end.

    Raises:
        NotFound: no such session about this family.
        RecordRefused: the family is not open to the writer for supervision.
    """
    family = family_for(by, family_id, Action.HOLD_SUPERVISION, is_locked=True)
    session = (
        GroupSupervision.objects.select_for_update(of=("self",))
        .select_related("presenter")
        .filter(authority_id=family.authority_id, family=family, pk=session_id)
        .first()
    )
    if session is None:
        raise NotFound("session")
    return session


def hold_case(by: Viewer, family_id: UUID, case_id: UUID) -> CaseSupervision:
    """A supervision of the work with this family, held until the end.

    Raises:
        NotFound: no such supervision of this family.
        RecordRefused: the family is not open to the writer for supervision.
    """
    family = family_for(by, family_id, Action.HOLD_SUPERVISION, is_locked=True)
    case = (
        CaseSupervision.objects.select_for_update(of=("self",))
        .select_related("worker")
        .filter(authority_id=family.authority_id, family=family, pk=case_id)
        .first()
    )
    if case is None:
        raise NotFound("supervision")
    return case


def check_open(session: GroupSupervision) -> None:
    """Raises `CannotDo` once the session is over or called off."""
    if session.state == State.CALLED_OFF:
        raise CannotDo("This session was called off. Plan another one")
    if session.state == State.LEARNED:
        raise CannotDo("This session is over, and what was learned is written")


def check_workers(by: Viewer, ids: set[UUID]) -> None:
    """Everybody named works in this authority.

    Raises:
        NotFound: somebody of another authority.
    """
    found = Worker.objects.filter(authority_id=by.in_authority(), pk__in=ids)
    if ids - set(found.values_list("pk", flat=True)):
        raise NotFound("worker")
