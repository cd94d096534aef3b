"""Renaming, closing and reopening a family's record, and leaving it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.earlier import keep_words
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family, FamilyMember, ServiceStatus
from kinfold.records.selectors.records import family_for
from kinfold_core.access import Action
from kinfold_core.people.names import search_key


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
    keep_words(of=family, family_id=family.pk, words={"closed_because": reason}, by=by)
    audit.record(
        by=by,
        action="family.closed",
        target=family,
        changes={"closed_on": closed_on.isoformat()},
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
    why = {"reopened_because": reason}
    keep_words(of=family, family_id=family.pk, words=why, by=by)
    audit.record(
        by=by,
        action="family.reopened",
        target=family,
        changes={"closed_on": [str(before), None]},
        family_id=family.pk,
    )
    return family
