"""Writing a person down, and changing what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.people.details import PersonDetails
from kinfold.people.errors import CannotDo, StaleVersion
from kinfold.people.keys import name_keys, person_sort_key, value_key
from kinfold.people.models import (
    ExternalReference,
    FamilyMember,
    NameKey,
    Person,
    PersonName,
)
from kinfold.people.selectors.records import people_known_to, person_for
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.people.dates import (
    why_birth_date_is_impossible,
    why_due_date_is_impossible,
)
from kinfold_core.people.likeness import FullName

PLAIN_FIELDS = (
    "given_names",
    "family_name",
    "known_as",
    "sex",
    "is_unborn",
    "due_on",
    "died_on",
    "ethnicity_code",
    "is_interpreter_needed",
    "communication_needs",
)


def person_from(details: PersonDetails, *, authority_id: UUID) -> Person:
    """A person made from details, not saved: its search keys are still to be made."""
    person = Person(authority_id=authority_id)
    apply_details(person, details)
    return person


def apply_details(person: Person, details: PersonDetails) -> None:
    """Put the details on the person, dates and sort key included."""
    for field in PLAIN_FIELDS:
        setattr(person, field, getattr(details, field))
    born = details.born
    person.born_earliest_on = born.earliest if born else None
    person.born_latest_on = born.latest if born else None
    person.is_birth_about = bool(born and born.is_about)
    person.languages = list(details.languages)
    person.sort_key = person_sort_key(
        details.given_names or details.known_as, details.family_name
    )


def check_details(details: PersonDetails, *, today: date) -> None:
    """Refuse what nobody can be.

    Raises:
        CannotDo: no name for somebody who is born, or an impossible date.
    """
    if not details.is_unborn and not details.full_name:
        raise CannotDo("Enter at least one name", "given_names")
    if details.is_unborn and details.born:
        raise CannotDo("A baby who has a date of birth is not unborn", "is_unborn")
    if details.born:
        why = why_birth_date_is_impossible(details.born, today=today)
        if why:
            raise CannotDo(why, "born")
    if details.is_unborn and details.due_on:
        why = why_due_date_is_impossible(details.due_on, today=today)
        if why:
            raise CannotDo(why, "due_on")
    if details.died_on:
        _check_death(details, today=today)


def _check_death(details: PersonDetails, *, today: date) -> None:
    died_on = details.died_on
    if died_on and died_on > today:
        raise CannotDo("The date of death is in the future", "died_on")
    if died_on and details.born and died_on < details.born.earliest:
        raise CannotDo("The date of death is before the date of birth", "died_on")


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


def names_of(person: Person, others: Iterable[PersonName]) -> list[FullName]:
    """Every name under which somebody may be looked for."""
    names = [FullName(person.given_names, person.family_name)]
    if person.known_as:
        names.append(FullName(person.known_as, person.family_name))
    return names + [FullName(name.given_names, name.family_name) for name in others]


def name_key_rows(person: Person, others: Iterable[PersonName] = ()) -> list[NameKey]:
    """The key rows of one person, not saved. The bulk path uses it too."""
    return [
        NameKey(authority_id=person.authority_id, person=person, kind=kind, key=key)
        for kind, key in sorted(name_keys(names_of(person, others)))
    ]


def write_name_keys(person: Person) -> None:
    """Make the stored keys what the person's names say now."""
    own = NameKey.objects.filter(authority_id=person.authority_id, person=person)
    own.delete()
    others = PersonName.objects.filter(authority_id=person.authority_id, person=person)
    NameKey.objects.bulk_create(name_key_rows(person, others))


def snapshot(person: Person) -> dict[str, Any]:
    """What an audit needs to show what changed."""
    values = {field: getattr(person, field) for field in PLAIN_FIELDS}
    values["born"] = str(person.born or "")
    values["languages"] = list(person.languages)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Only what changed, as {field: [before, after]}."""
    return {
        field: [before[field], value]
        for field, value in after.items()
        if before[field] != value
    }


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


def people_by_id(by: Viewer, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These people, as far as the viewer may know of them.

    Raises:
        NotFound: one of them is not there, or is on a restricted record.
    """
    wanted = set(ids)
    found = {person.pk: person for person in people_known_to(by).filter(pk__in=wanted)}
    if wanted - found.keys():
        raise NotFound("person")
    return found
