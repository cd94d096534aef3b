"""What people of a network are asked, in fixed words. Written through the actions."""

from __future__ import annotations

from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.commitments import actions
from kinfold.commitments.details import AskLinkDetails, NewAskLink
from kinfold.commitments.models import AskLink
from kinfold.networks.models import NetworkMember
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import hashed
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.commitments import (
    AnswerDetails,
    CommitmentDetails,
    CommitmentRow,
)

SLEEP = "They sleep at mine. If nobody has rung by nine, I drive round."
CODE = "blue kite 7"


def make_commitment(
    by: Viewer, member: NetworkMember, *danger_ids: UUID, **changes: object
) -> CommitmentRow:
    """Saturdays at nine and through the night, about these dangers."""
    details: dict[str, object] = {
        "does": SLEEP,
        "danger_ids": danger_ids,
        "days": (5,),
        "parts": ("nine", "night"),
        "until": "until she is 18",
    }
    with as_viewer(by):
        return actions.offer(
            family_id=member.family_id,
            member_id=member.pk,
            details=CommitmentDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_answer(
    by: Viewer,
    member: NetworkMember,
    row: CommitmentRow,
    answer: str = "yes",
    **changes: object,
) -> CommitmentRow:
    """`member` signed a paper today, and `by` saw it."""
    details: dict[str, object] = {
        "answer": answer,
        "way": "paper",
        "answered_on": timezone.localdate(),
        "seen_by": by.name,
    }
    with as_viewer(by):
        return actions.write_answer(
            family_id=member.family_id,
            commitment_id=row.id,
            member_id=member.pk,
            version=row.version,
            details=AnswerDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_ask_link(by: Viewer, member: NetworkMember, **changes: object) -> NewAskLink:
    details = AskLinkDetails(**({"code": CODE} | changes))  # type: ignore[arg-type]
    with as_viewer(by):
        return actions.make_ask_link(
            family_id=member.family_id, member_id=member.pk, details=details, by=by
        )


def make_commitment_rows(
    by: Viewer, member: NetworkMember, *danger_ids: UUID
) -> dict[str, UUID]:
    """A row for every part that an address of commitments names."""
    row = make_commitment(by, member, *danger_ids)
    with as_viewer(by):
        link = AskLink.objects.create(
            authority_id=by.in_authority(),
            family_id=member.family_id,
            member=member,
            member_name=member.name,
            made_by_id=by.worker_id,
            token_hash=hashed(str(row.id)),
            code_hash="!",
            expires_at=timezone.now(),
        )
    return {"commitment_id": row.id, "ask_link_id": link.pk}


class TheirTelephone(Client):
    """A browser of its own, in which nobody is signed in."""

    def opens(self, link: NewAskLink, **typed: str | list[str]) -> tuple[int, str]:
        answer = self.post(reverse("commitments:asked", args=[link.token]), typed)
        return answer.status_code, answer.content.decode()
