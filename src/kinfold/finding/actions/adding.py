"""Opening a family's record, and adding to it, once it is known who is on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.finding.details import NewMember
from kinfold.people.actions.people import add_person
from kinfold.platform import audit
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, RecordRefused
from kinfold.records.making.families import family_from, part_for
from kinfold.records.models import Allocation, Family, FamilyMember, Person
from kinfold.records.selectors.records import family_for, people_by_id, person_for
from kinfold_core.access import Action


@transaction.atomic
def create_family(
    *, name: str, opened_on: date, members: Sequence[NewMember], by: Viewer
) -> Family:
    """Open a family's record with its children and adults, allocated to its maker.

    The caller has shown likely duplicates first; a member who is on record already
    comes with their `person_id`.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: no child and no unborn baby, somebody is given twice, or somebody
            on record is not open to the viewer.
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
    for member, asked in zip(joined, members, strict=True):
        _record_joined(member, by, is_known=asked.person_id is not None)
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
        person = _known(by, member.person_id)
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


def _known(by: Viewer, person_id: UUID) -> Person:
    """Somebody on record whom the viewer may open already.

    A membership opens a person to whoever works with the family. So nobody may make
    one for somebody they cannot open: it would be a key that they cut themselves.

    Raises:
        NotFound: not there, or on a restricted record.
        CannotDo: with another team, and not opened in an emergency.
    """
    person = people_by_id(by, [person_id])[person_id]
    try:
        person_for(by, person_id)
    except RecordRefused:
        raise CannotDo(
            f"The record of {person.full_name} is not open to you, so you cannot add "
            "them. Open it with emergency access and a reason first, or ask a worker "
            "who has it to tell you how they fit"
        ) from None
    return person


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
def add_member(*, family_id: UUID, member: NewMember, by: Viewer) -> FamilyMember:
    """Somebody joins the family, or comes back to it.

    Raises:
        CannotDo: they are in it already, or are not open to the viewer.
    """
    family = family_for(by, family_id, Action.EDIT_FAMILY, is_locked=True)
    standing = _standing(family, member.person_id)
    if standing:
        if standing.left_on is None:
            raise CannotDo("This person is in the family already")
        _check_may_return(standing, by)
        standing.left_on, standing.part = None, part_for(standing.person, member.part)
        standing.save(update_fields=["left_on", "part"])
        joined = standing
    else:
        joined = _join(family, member, by=by, on=timezone.localdate())
    family.version += 1
    family.save(update_fields=["version"])
    _record_joined(joined, by, is_known=member.person_id is not None)
    return joined


def _check_may_return(left: FamilyMember, by: Viewer) -> None:
    """They may come back, unless they are with a family that is closed to the viewer.

    Somebody in no family now is nobody else's: their last family may mend a mistake.
    """
    people_by_id(by, [left.person_id])
    elsewhere = FamilyMember.objects.filter(
        authority_id=left.authority_id, person=left.person_id, left_on=None
    )
    if elsewhere.exists():
        _known(by, left.person_id)


def _record_joined(member: FamilyMember, by: Viewer, *, is_known: bool) -> None:
    """On the person too: it opens them to whoever works with this family.

    For somebody on record already that is access given, and is found as such.
    """
    kinds = AuditEvent.Kind
    audit.record(
        by=by,
        action="family.member_added",
        target=member,
        changes={"part": member.part, "was_on_record": is_known},
        family_id=member.family_id,
        person_id=member.person_id,
        kind=kinds.ACCESS if is_known else kinds.CHANGE,
    )


def _standing(family: Family, person_id: UUID | None) -> FamilyMember | None:
    if person_id is None:
        return None
    return FamilyMember.objects.filter(
        authority_id=family.authority_id, family=family, person_id=person_id
    ).first()
