"""Who is in the network: adding them, what they are called, stepping back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import (
    check_named,
    check_no_child_refuses,
    hold,
    hold_member,
)
from kinfold.networks.models import ConnectedChild, NetworkMember, TimeAway
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors.lists import CHILD_PARTS
from kinfold_core.access import Action
from kinfold_core.practice.network import MemberDetails


@transaction.atomic
def add_member(*, family_id: UUID, details: MemberDetails, by: Viewer) -> NetworkMember:
    """Write down somebody who may stand by the child.

    Raises:
        CannotDo: nobody named, they are in the network already, or a child does not
            want them there.
        NotFound: no such family, or a person of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    _check(family, details)
    _check_new(family, details)
    _check_wanted(by, family, details)
    member = NetworkMember(
        authority_id=family.authority_id,
        family=family,
        started_on=timezone.localdate(),
        entered_by_id=worker_id,
    )
    _write(member, details)
    member.save(force_insert=True)
    _connect(member, details)
    _record(by, "network.member_added", member, {"name": member.name})
    return member


@transaction.atomic
def change_member(
    *,
    family_id: UUID,
    member_id: UUID,
    details: MemberDetails,
    version: int,
    by: Viewer,
) -> NetworkMember:
    """Change who they are to the children. Saving what stands changes nothing.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the member.
        CannotDo: nobody named, or it is somebody who is in the network already or whom
            a child does not want there; a new role, or another child to be there for,
            of somebody whom a child does not want there.
        NotFound: no such member of this family's network.
    """
    family, _ = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    before = _words(member, _connected_to(member))
    _check(family, details)
    if _is_somebody_else(member, details):
        _check_new(family, details, but=member)
        _check_wanted(by, family, details)
    _check_no_nearer(by, member, details)
    stood = member.version
    _write(member, details)
    now = _words(member, details.children)
    changes = {
        key: [was, is_now]
        for (key, was), is_now in zip(before.items(), now.values(), strict=True)
        if was != is_now
    }
    if not changes:
        return member
    if stood != version:
        member.refresh_from_db()
        raise StaleVersion(member)
    member.version += 1
    member.save()
    _connect(member, details)
    _record(by, "network.member_changed", member, changes)
    return member


@transaction.atomic
def step_back(
    *, family_id: UUID, member_id: UUID, reason: str, ended_on: date, by: Viewer
) -> NetworkMember:
    """They are not there for now. What they know and did stays readable.

    Raises:
        CannotDo: no reason, a day that has not come, or before they began.
        NotFound: no such member of this family's network.
    """
    family, _ = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    if member.ended_on is not None:
        return member
    if not reason.strip():
        raise CannotDo("Say why, in words that blame nobody", "reason")
    if ended_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "ended_on")
    if ended_on < member.started_on:
        raise CannotDo("This is before they were in the network", "ended_on")
    member.ended_on, member.ended_reason = ended_on, reason
    member.version += 1
    member.save()
    _record(by, "network.member_stepped_back", member, {"on": ended_on.isoformat()})
    return member


@transaction.atomic
def come_back(*, family_id: UUID, member_id: UUID, by: Viewer) -> NetworkMember:
    """They are there again, knowing what they knew. Why they were not is kept.

    Raises:
        CannotDo: a child does not want them there.
        NotFound: no such member of this family's network.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    if member.ended_on is None:
        return member
    check_no_child_refuses(by, family.pk, [member.as_who], "")
    TimeAway.objects.create(
        authority_id=family.authority_id,
        member=member,
        away_since=member.ended_on,
        reason=member.ended_reason,
        recorded_by_id=worker_id,
    )
    changes = {"away_since": member.ended_on.isoformat()}
    member.ended_on, member.ended_reason = None, ""
    member.version += 1
    member.save()
    _record(by, "network.member_came_back", member, changes)
    return member


def _check(family: Family, details: MemberDetails) -> None:
    if not details.who.name:
        raise CannotDo("Say who it is", "who")
    check_named(family, [details.who])
    children = FamilyMember.objects.filter(
        authority_id=family.authority_id,
        family=family,
        part__in=CHILD_PARTS,
        person_id__in=details.children,
    )
    if children.count() != len(set(details.children)):
        raise NotFound("child")


def _check_new(
    family: Family, details: MemberDetails, *, but: NetworkMember | None = None
) -> None:
    """The same person is not written down twice, by key or by name."""
    members = NetworkMember.objects.filter(
        authority_id=family.authority_id, family=family
    )
    if but is not None:
        members = members.exclude(pk=but.pk)
    who = details.who
    if who.person_id:
        members = members.filter(person_id=who.person_id)
    else:
        members = members.filter(person=None, name__iexact=who.name)
    standing = members.first()
    if standing is None:
        return
    is_away = standing.ended_on is not None
    back = ". Say that they are back instead" if is_away else ""
    raise CannotDo(f"{standing.name} is in the network already{back}", "who")


def _check_wanted(by: Viewer, family: Family, details: MemberDetails) -> None:
    check_no_child_refuses(by, family.pk, [details.who], "who")


def _is_somebody_else(member: NetworkMember, details: MemberDetails) -> bool:
    """Another key, or another name where no key says who they are."""
    if details.who.person_id or member.person_id:
        return details.who.person_id != member.person_id
    return details.who.name.casefold() != member.name.casefold()


def _check_no_nearer(by: Viewer, member: NetworkMember, details: MemberDetails) -> None:
    """A role or a child they did not have brings them nearer; what stands may stay."""
    stood = _connected_to(member)
    for at, new in (
        ("roles", set(details.roles).difference(member.roles)),
        ("children", set(details.children).difference(stood)),
    ):
        if new:
            check_no_child_refuses(by, member.family_id, [member.as_who], at)


def _write(member: NetworkMember, details: MemberDetails) -> None:
    member.person_id, member.name = details.who.person_id, details.who.name
    member.relationship, member.side = details.relationship, details.side
    member.roles = list(details.roles)


def _connect(member: NetworkMember, details: MemberDetails) -> None:
    """They are there for these children, and for no other of the family."""
    theirs = {"authority_id": member.authority_id, "member": member}
    ConnectedChild.objects.filter(**theirs).exclude(
        child_id__in=details.children
    ).delete()
    ConnectedChild.objects.bulk_create(
        ConnectedChild(**theirs, child_id=key)
        for key in set(details.children) - set(_connected_to(member))
    )


def _connected_to(member: NetworkMember) -> tuple[UUID, ...]:
    rows = ConnectedChild.objects.filter(
        authority_id=member.authority_id, member=member
    )
    return tuple(rows.values_list("child_id", flat=True))


def _words(member: NetworkMember, children: Sequence[UUID]) -> dict[str, Any]:
    return {
        "person": str(member.person_id or ""),
        "name": member.name,
        "relationship": member.relationship,
        "side": member.side,
        "roles": list(member.roles),
        "children": sorted(map(str, children)),
    }


def _record(
    by: Viewer, action: str, member: NetworkMember, changes: dict[str, Any]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=member,
        changes=changes,
        family_id=member.family_id,
        person_id=member.person_id,
    )
