"""What every change to a commitment begins with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinfold.commitments.models import Commitment
from kinfold.commitments.selectors import commitment_of
from kinfold.networks.holding import check_no_child_refuses, hold
from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import blocks_of, network_of
from kinfold.planning.models import PlanRule
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.practice.commitments import (
    Answer,
    CommitmentDetails,
    CommitmentRow,
    unheard,
    why_not_words,
)


def hold_row(
    by: Viewer, family_id: UUID, commitment_id: UUID, *, is_ended_welcome: bool = False
) -> tuple[Commitment, CommitmentRow, UUID]:
    """The commitment, held, as it stands, and the worker who writes.

    Raises:
        CannotDo: it has ended.
        NotFound: this family has no such commitment.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    row = commitment_of(by, family.pk, commitment_id)
    if row.is_ended and not is_ended_welcome:
        raise CannotDo("This has ended. Ask them anew if it is needed again")
    commitment = Commitment.objects.get(
        authority_id=family.authority_id, pk=commitment_id
    )
    return commitment, row, worker_id


def member_here(family: Family, member_id: UUID, at: str) -> NetworkMember:
    """Somebody who is in this family's network now.

    Raises:
        CannotDo: they stepped back.
        NotFound: nobody of this network.
    """
    member = NetworkMember.objects.filter(
        authority_id=family.authority_id, family=family, pk=member_id
    ).first()
    if member is None:
        raise NotFound("member of the network")
    if member.ended_on is not None:
        raise CannotDo(
            f"{member.name} stepped back. Write down first that they are back", at
        )
    return member


def check_words(
    by: Viewer, family: Family, member_id: UUID, details: CommitmentDetails
) -> None:
    """Nothing is missing, and everything named belongs to this family.

    Raises:
        CannotDo: what is missing, and at which question.
        NotFound: a danger, a rule or a person of somebody else's.
    """
    message, at = why_not_words(details)
    if message:
        raise CannotDo(message, at)
    if details.backup_id == member_id:
        raise CannotDo("Choose somebody else to come instead", "backup")
    if details.backup_id:
        member_here(family, details.backup_id, "backup")
    _check_apart(by, family, member_id, details.backup_id)
    here = {"authority_id": family.authority_id}
    asked = {details.backup_id or member_id: "backup", member_id: "member"}
    for one in NetworkMember.objects.filter(**here, family=family, pk__in=[*asked]):
        check_no_child_refuses(by, family.pk, [one.as_who], asked[one.pk])
    wanted = set(details.danger_ids)
    known = DangerStatement.objects.filter(
        **here, mapping__family=family, withdrawn_at=None, pk__in=wanted
    )
    if wanted - set(known.values_list("pk", flat=True)):
        raise NotFound("danger")
    if details.rule_id:
        rule = PlanRule.objects.filter(
            **here, plan__family=family, pk=details.rule_id, withdrawn_at=None
        )
        if not rule.exists():
            raise NotFound("rule")


def _check_apart(
    by: Viewer, family: Family, member_id: UUID, backup_id: UUID | None
) -> None:
    """Nobody is asked together with somebody they are kept apart from.

    Raises:
        CannotDo: whoever does it, or comes instead, is kept apart from a child or from
            the other of the two.
    """
    blocks = blocks_of(by, family.pk)
    for key, at in ((member_id, "member"), (backup_id, "backup")):
        if key and blocks.is_kept_from_child(key):
            raise CannotDo(
                "They are kept apart from a child of this family, as written down. "
                "Choose somebody else",
                at,
            )
    if backup_id and blocks.are_apart(member_id, backup_id):
        raise CannotDo(
            "These two are kept apart, as written down, and one would learn of the "
            "other. Choose somebody else to come instead",
            "backup",
        )


def check_has_heard(
    by: Viewer, family_id: UUID, row: CommitmentRow, member_id: UUID, answer: str
) -> None:
    """Nobody says yes to keeping a worry away that they have not heard (I3).

    Raises:
        CannotDo: they said yes and have not heard what it is about.
    """
    if answer != Answer.YES:
        return
    member = network_of(by, family_id).person(member_id)
    if member and unheard(row, member.heard):
        raise CannotDo(
            f"{member.name} has not heard the worry that this is about. Tell them "
            "first, then ask again",
            "answer",
        )


def record(
    by: Viewer, action: str, commitment: Commitment, changes: dict[str, Any]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=commitment,
        changes=changes,
        family_id=commitment.family_id,
        person_id=commitment.member.person_id,
    )
