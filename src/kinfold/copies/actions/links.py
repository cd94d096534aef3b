"""Making a link to the copy for one person's telephone, and calling it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from kinfold.copies.actions.sharing import share_map
from kinfold.copies.details import LinkDetails, NewLink
from kinfold.copies.models import CopyLink, MapSharing
from kinfold.copies.policy import not_for
from kinfold.copies.selectors.readers import Reader, readers_of
from kinfold.networks.selectors import refusals_of
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.tokens import hashed, new_code, new_token
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo
from kinfold.practice.holding import writer_of
from kinfold.practice.selectors import ground_of, living_map
from kinfold.records.models import Person
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.practice.copy_link import (
    MOST_DAYS,
    plain_code,
    shown_things,
    why_not_a_code,
)
from kinfold_core.practice.written import SharingDetails


@transaction.atomic
def make_link(
    *,
    family_id: UUID,
    details: LinkDetails,
    seen: str,
    make_copy: Callable[[], dict[str, Any]],
    by: Viewer,
) -> NewLink:
    """Give the copy to one person as a link. The address and the code are told once.

    A link is a way of giving, so it is written down as any other, and what stops that
    stops the link. A link of theirs that was still open is called back.

    Raises:
        CannotDo: they are of the network or marked not safe to contact, a child does
            not want them there (R-NW12), the code is too easily guessed, or the days
            are too many; and what `share_map` raises.
        NotFound: the person is not in this family now.
    """
    reader = _reader(by, family_id, details)
    if wrong := details.code and why_not_a_code(details.code):
        raise CannotDo(wrong, "code")
    if not 1 <= details.days <= MOST_DAYS:
        raise CannotDo(f"Choose between 1 and {MOST_DAYS} days", "days")
    today = timezone.localdate()
    # before the audit is held: joining two records holds the person first, too
    Person.objects.select_for_update(no_key=True).get(
        authority_id=by.in_authority(), pk=reader.person_id
    )
    sharing = share_map(
        family_id=family_id,
        details=SharingDetails(
            format=MapSharing.Format.LINK, with_whom=reader.name, shared_on=today
        ),
        seen=seen,
        make_copy=make_copy,
        by=by,
    )
    for row in _open_links(family_id, reader.person_id, by):
        _call_back(row, family_id, by)
    return _new_link(family_id, sharing, reader, details, by)


def _new_link(
    family_id: UUID,
    sharing: MapSharing,
    reader: Reader,
    details: LinkDetails,
    by: Viewer,
) -> NewLink:
    token, code = new_token(by.in_authority()), details.code or new_code()
    link = CopyLink.objects.create(
        authority_id=sharing.authority_id,
        sharing=sharing,
        person_id=reader.person_id,
        person_name=reader.name,
        token_hash=hashed(token),
        code_hash=make_password(plain_code(code)),
        phone=details.phone,
        things=sorted(str(pk) for pk in shown_things(living_map(by, family_id))),
        # not the beginning of the transaction: what was hidden until now is not on it
        made_at=(now := timezone.now()),
        made_by_id=writer_of(by),
        expires_at=now + timedelta(days=details.days),
    )
    audit.record(
        by=by,
        action="copy_link.made",
        target=link,
        changes={"for": reader.name, "days": details.days},
        family_id=family_id,
        person_id=reader.person_id,
    )
    return NewLink(link.pk, token, code, reader.name, link.expires_at)


@transaction.atomic
def call_back_link(*, family_id: UUID, link_id: UUID, by: Viewer) -> CopyLink:
    """The link opens nothing from now on. Calling it back twice changes nothing.

    Raises:
        NotFound: this family has no such link.
    """
    family_for(by, family_id, Action.SHARE_FAMILY_COPY)
    link = (
        CopyLink.objects.select_for_update(of=("self",))
        .filter(
            authority_id=by.in_authority(),
            sharing__mapping__family_id=family_id,
            pk=link_id,
        )
        .first()
    )
    if link is None:
        raise NotFound("link")
    if link.called_back_at is None:
        _call_back(link, family_id, by)
    return link


def _reader(by: Viewer, family_id: UUID, details: LinkDetails) -> Reader:
    ground = ground_of(by, family_id, Action.SHARE_FAMILY_COPY)
    people = {one.person_id: one for one in readers_of(by, ground)}
    reader = people.get(details.person_id)
    if reader is None:
        raise NotFound("person")
    if reader.is_of_network:
        raise CannotDo(not_for(reader.name), "person")
    if reader.is_not_safe:
        raise CannotDo(
            f"{reader.name} is marked not safe to contact, so no link is made: "
            "somebody else may hold the telephone. Give the copy by hand, or agree "
            "with them on a number that is safe and change the mark first",
            "person",
        )
    if why_not := refusals_of(by, family_id).why_not(reader.who):
        raise CannotDo(why_not)
    return reader


def _open_links(family_id: UUID, person_id: UUID, by: Viewer) -> list[CopyLink]:
    return list(
        CopyLink.objects.select_for_update(of=("self",)).filter(
            authority_id=by.in_authority(),
            sharing__mapping__family_id=family_id,
            person_id=person_id,
            called_back_at=None,
            expires_at__gt=timezone.now(),
        )
    )


def _call_back(link: CopyLink, family_id: UUID, by: Viewer) -> None:
    link.called_back_at, link.called_back_by_id = timezone.now(), writer_of(by)
    link.save(update_fields=["called_back_at", "called_back_by_id"])
    audit.record(
        by=by,
        action="copy_link.called_back",
        target=link,
        changes={"for": link.person_name},
        family_id=family_id,
        person_id=link.person_id,
    )
