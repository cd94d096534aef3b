"""Opening, changing and closing a family's record, and who belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.people.actions.people import add_person
from kinfold.people.details import NewMember
from kinfold.people.errors import CannotDo, StaleVersion
from kinfold.people.making.families import family_from, part_for
from kinfold.people.models import (
    Allocation,
    Family,
    FamilyMember,
    ServiceStatus,
)
from kinfold.people.selectors.records import family_for, people_by_id
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.people.names import search_key


@transaction.atomic
def create_family(
    *, name: str, opened_on: date, members: Sequence[NewMember], by: Viewer
) -> Family:
    """Open a family's record with its children and adults, allocated to its maker.

    The caller has shown likely duplicates first; a member who is on record already
    comes with their `person_id`.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: no child and no unborn baby, or somebody is given twice.
        NotFound: a `person_id` of another authority.
    """
    decision = by.may(Action.CREATE_FAMILY)
    if not decision:
        raise PermissionDenied(decision.reason)
    _check_new(name, opened_on, members)
    family = family_from(authority_id=by.in_authority(), name=name, opened_on=opened_on)
    family.save(force_insert=True)
    joined = [_join(family, member, by=by, on=opened_on) for member in members]
    _allocate_to_maker(family, by)
    for member in joined:
        _record_joined(member, by)
    audit.record(
        by=by,
        action="family.created",
        target=family,
        changes={"name": name, "members": len(joined)},
        family_id=family.pk,
    )
    return family


def _check_new(name: str, opened_on: date, members: Sequence[NewMember]) -> None:
    if not name.strip():
        raise CannotDo("Enter what to call this family", "name")
    if opened_on > timezone.localdate():
        raise CannotDo("The record cannot be opened in the future", "opened_on")
    children = {FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN}
    if not any(member.part in children for member in members):
        raise CannotDo("Add at least one child or unborn baby")
    known = [member.person_id for member in members if member.person_id]
    if len(known) != len(set(known)):
        raise CannotDo("The same person was chosen twice")


def _join(family: Family, member: NewMember, *, by: Viewer, on: date) -> FamilyMember:
    if member.person_id:
        person = people_by_id(by, [member.person_id])[member.person_id]
    elif member.details:
        person = add_person(details=member.details, by=by)
    else:
        raise CannotDo("Say who joins the family")
    return FamilyMember.objects.create(
        authority_id=family.authority_id,
        family=family,
        person=person,
        part=part_for(person, member.part),
        joined_on=on,
    )


def _allocate_to_maker(family: Family, by: Viewer) -> None:
    """Whoever opened it holds it until a manager says otherwise: it is never lost."""
    if by.worker_id is None:
        return
    Allocation.objects.create(
        authority_id=family.authority_id,
        family=family,
        worker_id=by.worker_id,
        team_id=min(by.team_ids, default=None),
        started_on=family.opened_on,
        allocated_by_id=by.worker_id,
    )


@transaction.atomic
def rename_family(*, family_id: UUID, name: str, version: int, by: Viewer) -> Family:
    """Call a family's record something else.

    Raises:
        StaleVersion: somebody else saved since `version` was read.
        CannotDo: the name is empty.
    """
    family = family_for(by, family_id, Action.EDIT_FAMILY, is_locked=True)
    if family.version != version:
        family.refresh_from_db(fields=["name"])
        raise StaleVersion(family)
    if not name.strip():
        raise CannotDo("Enter what to call this family", "name")
    before, family.name = family.name, name
    family.sort_key = search_key(name)[:200]
    _save(family, "name", "sort_key")
    audit.record(
        by=by,
        action="family.renamed",
        target=family,
        changes={"name": [before, name]},
        family_id=family.pk,
    )
    return family


def _save(family: Family, *fields: str) -> None:
    family.version += 1
    family.save(update_fields=[*fields, "version"])


@transaction.atomic
def add_member(*, family_id: UUID, member: NewMember, by: Viewer) -> FamilyMember:
    """Somebody joins the family, or comes back to it.

    Raises:
        CannotDo: they are in it already.
    """
    family = family_for(by, family_id, Action.EDIT_FAMILY, is_locked=True)
    standing = _standing(family, member.person_id)
    if standing:
        if standing.left_on is None:
            raise CannotDo("This person is in the family already")
        standing.left_on, standing.part = None, part_for(standing.person, member.part)
        standing.save(update_fields=["left_on", "part"])
        joined = standing
    else:
        joined = _join(family, member, by=by, on=timezone.localdate())
    _save(family)
    _record_joined(joined, by)
    return joined


def _record_joined(member: FamilyMember, by: Viewer) -> None:
    """On the person too: it opens them to whoever works with this family."""
    audit.record(
        by=by,
        action="family.member_added",
        target=member,
        changes={"part": member.part},
        family_id=member.family_id,
        person_id=member.person_id,
    )


def _standing(family: Family, person_id: UUID | None) -> FamilyMember | None:
    if person_id is None:
        return None
    return FamilyMember.objects.filter(
        authority_id=family.authority_id, family=family, person_id=person_id
    ).first()


@transaction.atomic
def end_membership(
    *, family_id: UUID, person_id: UUID, left_on: date, by: Viewer
) -> FamilyMember:
    """Somebody is no longer part of this family's record. The row stays.

    Raises:
        CannotDo: they are not in it, it is in the future, or they are the last child.
    """
    family = family_for(by, family_id, Action.EDIT_FAMILY, is_locked=True)
    members = FamilyMember.objects.filter(
        authority_id=family.authority_id, family=family, left_on=None
    )
    member = members.filter(person_id=person_id).first()
    if member is None:
        raise CannotDo("This person is not in the family")
    if left_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "left_on")
    if member.joined_on and left_on < member.joined_on:
        raise CannotDo("They joined the family after that day", "left_on")
    _check_not_last_child(member, list(members))
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    _save(family)
    audit.record(
        by=by,
        action="family.member_left",
        target=member,
        changes={"left_on": left_on.isoformat()},
        family_id=family.pk,
        person_id=person_id,
    )
    return member


def _check_not_last_child(member: FamilyMember, members: list[FamilyMember]) -> None:
    children = {FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN}
    others = [m for m in members if m.part in children and m.pk != member.pk]
    if member.part in children and not others:
        raise CannotDo(
            "This is the only child on the record. Close the record instead."
        )


@transaction.atomic
def close_family(
    *, family_id: UUID, closed_on: date, reason: str, by: Viewer
) -> Family:
    """End the family's time with children's services. Their copy stays theirs.

    Every running status of the children ends the same day; the allocation stays, so
    that the record is found by those who knew it.

    Raises:
        CannotDo: closed already, in the future, before it opened, or no reason given.
    """
    family = family_for(by, family_id, Action.CHANGE_STATUS, is_locked=True)
    if family.is_closed:
        raise CannotDo("This record is closed already")
    if not reason.strip():
        raise CannotDo("Say why it closes, in words the family would accept", "reason")
    statuses = ServiceStatus.objects.filter(
        authority_id=family.authority_id, family=family, ended_on=None
    )
    earliest = max([family.opened_on, *(s.started_on for s in statuses)])
    if not earliest <= closed_on <= timezone.localdate():
        raise CannotDo(
            "Enter a day that is not in the future and not before the family's last "
            "change of service",
            "closed_on",
        )
    statuses.update(ended_on=closed_on, end_reason=reason[:255])
    family.closed_on = closed_on
    _save(family, "closed_on")
    audit.record(
        by=by,
        action="family.closed",
        target=family,
        changes={"closed_on": closed_on.isoformat(), "reason": reason},
        family_id=family.pk,
    )
    return family


@transaction.atomic
def reopen_family(*, family_id: UUID, reason: str, by: Viewer) -> Family:
    """Work with the family again, on the same record: nobody starts from nothing.

    Raises:
        CannotDo: it is open, or no reason given.
    """
    family = family_for(by, family_id, Action.CHANGE_STATUS, is_locked=True)
    if not family.is_closed:
        raise CannotDo("This record is open already")
    if not reason.strip():
        raise CannotDo("Say why it opens again", "reason")
    before, family.closed_on = family.closed_on, None
    _save(family, "closed_on")
    audit.record(
        by=by,
        action="family.reopened",
        target=family,
        changes={"closed_on": [str(before), None], "reason": reason},
        family_id=family.pk,
    )
    return family
