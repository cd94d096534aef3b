"""Making a link on which one person answers, and calling it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from kinfold.commitments.details import AskLinkDetails, NewAskLink
from kinfold.commitments.holding import member_here
from kinfold.commitments.models import AskLink
from kinfold.commitments.selectors import commitments_of
from kinfold.networks.holding import check_no_child_refuses, hold
from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import blocks_of, network_of
from kinfold.people.selectors.contact import not_safe
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.tokens import hashed, new_code, new_token
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.commitments import unheard
from kinfold_core.practice.copy_link import MOST_DAYS, plain_code, why_not_a_code


@transaction.atomic
def make_ask_link(
    *, family_id: UUID, member_id: UUID, details: AskLinkDetails, by: Viewer
) -> NewAskLink:
    """A link to all that this person is asked and has not said yes to.

    Address and code are told once. A link of theirs that was still open is called back.

    Raises:
        CannotDo: nothing to ask, somebody who stepped back, is not safe to contact or
            is not wanted there by a child, a worry they have not heard, a code too
            easily guessed, too many days.
        NotFound: nobody of this network.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = member_here(family, member_id, "")
    _check(by, member, details)
    wordings = _wordings(by, family.pk, member)
    now = timezone.now()
    here = {"authority_id": family.authority_id, "member": member}
    for row in AskLink.objects.select_for_update().filter(
        **here, called_back_at=None, expires_at__gt=now
    ):
        _call_back(row, worker_id, by)
    token, code = new_token(by.in_authority()), details.code or new_code()
    link = AskLink.objects.create(
        **here,
        family=family,
        member_name=member.name,
        wordings=[str(key) for key in wordings],
        language=details.language,
        token_hash=hashed(token),
        code_hash=make_password(plain_code(code)),
        made_at=now,
        made_by_id=worker_id,
        expires_at=now + timedelta(days=details.days),
    )
    audit.record(
        by=by,
        action="ask_link.made",
        target=link,
        changes={"for": member.name, "days": details.days},
        family_id=family.pk,
        person_id=member.person_id,
    )
    return NewAskLink(link.pk, token, code, member.name, link.expires_at)


@transaction.atomic
def call_back_ask(*, family_id: UUID, ask_link_id: UUID, by: Viewer) -> AskLink:
    """The link opens nothing from now on. Calling it back twice changes nothing.

    Raises:
        NotFound: this family has no such link.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    link = (
        AskLink.objects.select_for_update()
        .filter(authority_id=family.authority_id, family=family, pk=ask_link_id)
        .first()
    )
    if link is None:
        raise NotFound("link")
    if link.called_back_at is None:
        _call_back(link, worker_id, by)
    return link


def _check(by: Viewer, member: NetworkMember, details: AskLinkDetails) -> None:
    if wrong := details.code and why_not_a_code(details.code):
        raise CannotDo(wrong, "code")
    if not 1 <= details.days <= MOST_DAYS:
        raise CannotDo(f"Choose between 1 and {MOST_DAYS} days", "days")
    if member.person_id and not_safe(by, [member.person_id]):
        raise CannotDo(
            f"{member.name} is marked not safe to contact, so no link is made: "
            "somebody else may hold the telephone. Ask them face to face, on paper"
        )
    check_no_child_refuses(by, member.family_id, [member.as_who], "")


def _wordings(by: Viewer, family_id: UUID, member: NetworkMember) -> list[UUID]:
    """The words this person was asked and has not said yes to.

    Raises:
        CannotDo: there are none, or they have not heard what they are about.
    """
    asked = [
        row
        for row in commitments_of(by, family_id)
        if member.pk in row.askable
        and not row.is_ended
        and not row.has_yes_of(member.pk)
    ]
    if not asked:
        raise CannotDo(f"There is nothing that {member.name} still has to answer")
    blocks = blocks_of(by, family_id)
    asked = [
        row for row in asked if not blocks.stand_between(row.member_id, row.backup_id)
    ]
    if not asked:
        raise CannotDo(
            f"What {member.name} is asked puts people together who are kept apart, so "
            "no link is made. Ask in other words first"
        )
    known = network_of(by, family_id).person(member.pk)
    heard = known.heard if known else {}
    if any(unheard(row, heard) for row in asked):
        raise CannotDo(
            f"{member.name} has not heard the worry that this is about. Tell them "
            "first: a link is not how anybody hears of it"
        )
    return [row.wording_id for row in asked]


def _call_back(link: AskLink, worker_id: UUID, by: Viewer) -> None:
    link.called_back_at, link.called_back_by_id = timezone.now(), worker_id
    link.save(update_fields=["called_back_at", "called_back_by_id"])
    audit.record(
        by=by,
        action="ask_link.called_back",
        target=link,
        changes={"for": link.member_name},
        family_id=link.family_id,
    )
