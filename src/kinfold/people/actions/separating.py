"""Writing down what somebody must not learn of somebody else, and that it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.people.models import Separation
from kinfold.people.selectors.separations import (
    among_my_families,
    separation_for,
)
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.selectors.records import person_for
from kinfold_core.access import Action


@transaction.atomic
def keep_apart(
    *,
    person_id: UUID,
    about_ids: Iterable[UUID],
    kind: str,
    reason: str,
    is_both_ways: bool = False,
    by: Viewer,
) -> list[Separation]:
    """From today `person_id` must not learn of each of the others, or of their days.

    What stands already is left as it is.

    Raises:
        NotFound, RecordRefused: see `person_for`; or somebody of no family of theirs
            that the viewer works with.
        CannotDo: no reason, nobody chosen, or somebody and themselves.
    """
    record = person_for(by, person_id, Action.EDIT_FAMILY)
    others = set(about_ids)
    if not others or person_id in others:
        raise CannotDo("Choose whom they must not learn of", "others")
    if not reason.strip():
        raise CannotDo("Say why, and who decided it", "reason")
    if others - among_my_families(by, record):
        raise NotFound("person")
    pairs = [(person_id, other) for other in sorted(others)]
    if is_both_ways:
        pairs += [(other, person_id) for other in sorted(others)]
    made = [_make(pair, Separation.Kind(kind), reason.strip(), by) for pair in pairs]
    return [one for one in made if one is not None]


def _make(
    pair: tuple[UUID, UUID], kind: Separation.Kind, reason: str, by: Viewer
) -> Separation | None:
    person_id, about_id = pair
    row, is_new = Separation.objects.get_or_create(
        authority_id=by.in_authority(),
        person_id=person_id,
        about_id=about_id,
        kind=kind,
        ended_on=None,
        defaults={
            "reason": reason,
            "started_on": timezone.localdate(),
            "recorded_by_id": by.as_worker(),
        },
    )
    if not is_new:
        return None
    _tell(row, "separation.added", {"kind": row.kind}, by)
    return row


@transaction.atomic
def end_apart(
    *, person_id: UUID, apart_id: UUID, ended_on: date, reason: str, by: Viewer
) -> Separation:
    """It is over. The row stays, with its end and why.

    Raises:
        NotFound: no such running separation of this person.
        CannotDo: no reason, a day not come, or one before it began.
    """
    person_for(by, person_id, Action.EDIT_FAMILY)
    row = separation_for(by, person_id, apart_id, is_locked=True)
    if not reason.strip():
        raise CannotDo("Say why it is over, and who decided it", "reason")
    if ended_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "ended_on")
    if ended_on < row.started_on:
        raise CannotDo("It began after that day", "ended_on")
    row.ended_on, row.ended_reason = ended_on, reason.strip()
    row.ended_by_id = by.as_worker()
    row.save(update_fields=["ended_on", "ended_reason", "ended_by_id"])
    _tell(row, "separation.ended", {"ended_on": ended_on.isoformat()}, by)
    return row


def _tell(row: Separation, action: str, changes: dict[str, str], by: Viewer) -> None:
    """In the audit of both people; the row alone says why."""
    for person_id in (row.person_id, row.about_id):
        audit.record(
            by=by, action=action, target=row, changes=changes, person_id=person_id
        )
