"""Writing a person down, and changing what is known of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.people.details import PersonDetails
from kinfold.people.keys import value_key
from kinfold.people.making.people import (
    apply_details,
    check_details,
    differences,
    person_from,
    snapshot,
    write_name_keys,
)
from kinfold.people.models import ExternalReference, PersonName
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import FamilyMember, Person
from kinfold.records.selectors.records import person_for
from kinfold_core.access import Action


@transaction.atomic
def add_person(
    *, details: PersonDetails, by: Viewer, is_synthetic: bool = False
) -> Person:
    """Write down somebody new, with their search keys.

    The caller asks about likely duplicates first and holds the permission: a person is
    always added as a part of something else (a family, a relationship).
    """
    check_details(details, today=timezone.localdate())
    person = person_from(details, authority_id=by.in_authority())
    person.is_synthetic = is_synthetic
    person.save(force_insert=True)
    write_name_keys(person)
    audit.record(
        by=by,
        action="person.added",
        target=person,
        changes={"name": person.full_name},
        person_id=person.pk,
    )
    return person


@transaction.atomic
def change_person(
    *, person_id: UUID, details: PersonDetails, version: int, by: Viewer
) -> Person:
    """Save what is known of a person now.

    A changed name is kept as an earlier name, so that it is still found.

    Raises:
        NotFound, RecordRefused: see `person_for`.
        StaleVersion: somebody else saved since `version` was read.
        CannotDo: what nobody can be.
    """
    record = person_for(by, person_id, Action.EDIT_FAMILY)
    check_details(details, today=timezone.localdate())
    person = Person.objects.select_for_update().get(pk=record.person.pk)
    if person.merged_into_id:
        raise CannotDo("This record was joined with another one. Change that one.")
    if person.version != version:
        raise StaleVersion(person)
    before = snapshot(person)
    changed = differences(before, _after(person, details))
    if changed:
        _keep_earlier_name(person, before, details)
        person.version += 1
        person.save()
        write_name_keys(person)
        if before["is_unborn"] and not person.is_unborn:
            _note_birth(person)
        if person.is_lost and not before["is_lost"]:
            _note_loss(person)
        audit.record(
            by=by,
            action="person.changed",
            target=person,
            changes=changed,
            person_id=person.pk,
        )
    return person


def _after(person: Person, details: PersonDetails) -> dict[str, Any]:
    apply_details(person, details)
    return snapshot(person)


def _note_birth(person: Person) -> None:
    """The unborn baby of a family's record is now a child of it."""
    FamilyMember.objects.filter(
        authority_id=person.authority_id,
        person=person,
        part=FamilyMember.Part.UNBORN,
    ).update(part=FamilyMember.Part.CHILD)


def _note_loss(person: Person) -> None:
    """Nobody should read of a baby who is expected; the record itself stays."""
    FamilyMember.objects.filter(
        authority_id=person.authority_id,
        person=person,
        part=FamilyMember.Part.UNBORN,
        left_on=None,
    ).update(left_on=timezone.localdate())


def _keep_earlier_name(
    person: Person, before: dict[str, Any], details: PersonDetails
) -> None:
    is_family_new = before["family_name"] != details.family_name
    is_given_new = before["given_names"] != details.given_names
    had_name = before["given_names"] or before["family_name"]
    if had_name and (is_family_new or is_given_new):
        PersonName.objects.create(
            authority_id=person.authority_id,
            person=person,
            kind=PersonName.Kind.PREVIOUS,
            given_names=before["given_names"],
            family_name=before["family_name"],
            ended_on=timezone.localdate(),
        )


@transaction.atomic
def add_name(
    *, person_id: UUID, kind: str, given_names: str, family_name: str, by: Viewer
) -> PersonName:
    """Write down another name somebody has or had."""
    record = person_for(by, person_id, Action.EDIT_FAMILY)
    if not (given_names or family_name):
        raise CannotDo("Enter at least one name", "given_names")
    name = PersonName.objects.create(
        authority_id=by.in_authority(),
        person=record.person,
        kind=PersonName.Kind(kind),
        given_names=given_names,
        family_name=family_name,
    )
    write_name_keys(record.person)
    audit.record(
        by=by,
        action="person.name_added",
        target=name,
        changes={"name": str(name), "kind": name.kind},
        person_id=person_id,
    )
    return name


@transaction.atomic
def add_reference(
    *, person_id: UUID, system: str, kind: str, value: str, by: Viewer
) -> ExternalReference:
    """Write down what another system calls a person.

    Raises:
        CannotDo: the identifier is empty, or somebody else has it already.
    """
    record = person_for(by, person_id, Action.EDIT_FAMILY)
    if not value_key(value):
        raise CannotDo("Enter the reference, with letters or numbers", "value")
    reference = ExternalReference(
        authority_id=by.in_authority(),
        system=system,
        kind=kind,
        value=value,
        value_key=value_key(value),
        person=record.person,
    )
    try:
        with transaction.atomic():
            reference.save(force_insert=True)
    except IntegrityError:
        raise CannotDo(
            "This reference is on a record already. Search for it: it may be the "
            "same person.",
            "value",
        ) from None
    audit.record(
        by=by,
        action="person.reference_added",
        target=reference,
        changes={"kind": kind, "value": value},
        person_id=person_id,
    )
    return reference
