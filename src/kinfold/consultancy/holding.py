"""Holding whoever acts to what the rules of consultancy allow."""

from __future__ import annotations

from uuid import UUID

from kinfold.consultancy import policy, selectors
from kinfold.consultancy.models import Sitting
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo

CLOSED = "This is closed, so nothing of it is changed. Write down the next one instead"


def open_sitting(sitting_id: UUID, by: Viewer) -> Sitting:
    """One that may still be written in, locked.

    Raises:
        PermissionDenied, NotFound: as `selectors.sitting`, or it is not theirs.
        CannotDo: it is closed.
    """
    row = selectors.sitting(by, sitting_id, is_locked=True)
    insist(policy.may_hold(by, row.authority_id))
    if row.closed_on:
        raise CannotDo(CLOSED)
    return row


def record(by: Viewer, action: str, row: Sitting) -> None:
    # the programme's audit is read by all of it, so it does not say with whom
    audit.record_in_programme(by=by, action=action, target=row, changes={})
