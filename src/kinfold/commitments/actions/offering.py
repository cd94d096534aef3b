"""Asking somebody to do something, and asking again in other words."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.commitments.holding import check_words, hold_row, member_here, record
from kinfold.commitments.models import Commitment, CommitmentDanger, CommitmentWording
from kinfold.commitments.selectors import commitment_of, commitments_of
from kinfold.networks.holding import hold
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Action
from kinfold_core.practice.commitments import (
    CommitmentDetails,
    CommitmentRow,
)
from kinfold_core.practice.living_map import fields_of


@transaction.atomic
def offer(
    *, family_id: UUID, member_id: UUID, details: CommitmentDetails, by: Viewer
) -> CommitmentRow:
    """Write down what somebody of the network is asked to do. It counts once they
    said yes themselves (R-NW3). The same words to the same person are kept once.

    Raises:
        CannotDo: no words, days without a part of the day, or somebody who stepped
            back or whom a child does not want there.
        NotFound: nobody of this network, or a danger or rule of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = member_here(family, member_id, "member")
    check_words(by, family, member_id, details)
    for row in commitments_of(by, family.pk):
        is_theirs = row.member_id == member_id and not row.is_ended
        if is_theirs and _is_same(row, details):
            return row
    commitment = Commitment.objects.create(
        authority_id=family.authority_id,
        family=family,
        member=member,
        offered_on=timezone.localdate(),
        offered_by_id=worker_id,
    )
    _write(commitment, details, worker_id, why="")
    record(by, "commitment.offered", commitment, {"who": member.name})
    return commitment_of(by, family.pk, commitment.pk)


@transaction.atomic
def reword(
    *,
    family_id: UUID,
    commitment_id: UUID,
    details: CommitmentDetails,
    why: str,
    version: int,
    by: Viewer,
) -> CommitmentRow:
    """Ask the same person in other words. They, and who comes instead, are asked again.

    Saving what stands changes nothing.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the commitment.
        CannotDo: it has ended, or the words cannot be asked.
        NotFound: no such commitment of this family.
    """
    commitment, row, worker_id = hold_row(by, family_id, commitment_id)
    check_words(by, commitment.family, row.member_id, details)
    if _is_same(row, details):
        return row
    if row.version != version:
        raise StaleVersion(row)
    if not why.strip():
        raise CannotDo("Say why it changes", "why")
    commitment.version += 1
    commitment.save(update_fields=["version"])
    _write(commitment, details, worker_id, why=why)
    record(by, "commitment.reworded", commitment, {"version": commitment.version})
    return commitment_of(by, family_id, commitment_id)


def _is_same(row: CommitmentRow, details: CommitmentDetails) -> bool:
    return _plain(CommitmentDetails(**fields_of(row, CommitmentDetails))) == _plain(
        details
    )


def _plain(details: CommitmentDetails) -> tuple[object, ...]:
    """What it says, whatever order it was ticked in."""
    return (
        details.does.strip(), frozenset(details.danger_ids), details.rule_id,
        details.how_often, frozenset(details.days), frozenset(details.parts),
        details.from_on, details.until, details.until_on, details.backup_id,
    )  # fmt: skip


def _write(
    commitment: Commitment, details: CommitmentDetails, worker_id: UUID, *, why: str
) -> None:
    wording = CommitmentWording.objects.create(
        authority_id=commitment.authority_id,
        commitment=commitment,
        version=commitment.version,
        does=details.does.strip(),
        how_often=details.how_often,
        days=sorted(details.days),
        parts=list(details.parts),
        from_on=details.from_on,
        until=details.until,
        until_on=details.until_on,
        backup_id=details.backup_id,
        rule_id=details.rule_id,
        why=why,
        written_by_id=worker_id,
    )
    CommitmentDanger.objects.bulk_create(
        CommitmentDanger(
            authority_id=wording.authority_id, wording=wording, danger_id=key
        )
        for key in dict.fromkeys(details.danger_ids)
    )
