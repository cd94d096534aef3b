"""How a commitment goes: each time it was kept or not, and its end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.commitments.holding import hold_row, record
from kinfold.commitments.models import CommitmentEnd, CommitmentTime
from kinfold.commitments.selectors import commitment_of
from kinfold.networks.holding import check_named
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.commitments import CommitmentRow
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"


@transaction.atomic
def write_time(
    *,
    family_id: UUID,
    commitment_id: UUID,
    is_kept: bool,
    happened_on: date,
    what: str,
    told_by: Named,
    by: Viewer,
) -> CommitmentRow:
    """One time it was kept, or was not: what happened, never what somebody is like.

    Raises:
        CannotDo: nobody told it, nothing of what happened, or a day that cannot be.
        NotFound: no such commitment, or somebody of another family.
    """
    commitment, row, worker_id = hold_row(
        by, family_id, commitment_id, is_ended_welcome=True
    )
    if not told_by.name:
        raise CannotDo("Say who told it", "told_by")
    if not is_kept and not what.strip():
        raise CannotDo("Write what happened, without blame", "what")
    if happened_on > timezone.localdate():
        raise CannotDo(NOT_YET, "happened_on")
    check_named(commitment.family, [told_by])
    said = (is_kept, happened_on, what, told_by.name)
    if said in {(one.is_kept, one.on, one.what, one.told_by) for one in row.kept}:
        return row
    CommitmentTime.objects.create(
        authority_id=commitment.authority_id,
        commitment=commitment,
        is_kept=is_kept,
        happened_on=happened_on,
        what=what,
        told_by_person_id=told_by.person_id,
        told_by_worker_id=told_by.worker_id,
        told_by_name=told_by.name,
        recorded_by_id=worker_id,
    )
    deed = "commitment.kept" if is_kept else "commitment.not_kept"
    record(by, deed, commitment, {"on": happened_on.isoformat()})
    return commitment_of(by, family_id, commitment_id)


@transaction.atomic
def end(
    *, family_id: UUID, commitment_id: UUID, reason: str, ended_on: date, by: Viewer
) -> CommitmentRow:
    """They do this no more. What was said and done stays readable.

    Raises:
        CannotDo: no reason, or a day that cannot be.
        NotFound: no such commitment of this family.
    """
    commitment, row, worker_id = hold_row(
        by, family_id, commitment_id, is_ended_welcome=True
    )
    if row.is_ended:
        return row
    if not reason.strip():
        raise CannotDo("Say why, in words that blame nobody", "reason")
    if ended_on > timezone.localdate():
        raise CannotDo(NOT_YET, "ended_on")
    if ended_on < row.offered_on:
        raise CannotDo("This is before they were asked", "ended_on")
    CommitmentEnd.objects.create(
        authority_id=commitment.authority_id,
        commitment=commitment,
        ended_on=ended_on,
        reason=reason,
        recorded_by_id=worker_id,
    )
    record(by, "commitment.ended", commitment, {})
    return commitment_of(by, family_id, commitment_id)
