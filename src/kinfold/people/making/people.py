"""A person made from details, and the keys under which they are found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from kinfold.people.details import PersonDetails
from kinfold.people.keys import name_keys, person_sort_key
from kinfold.people.models import NameKey, PersonName
from kinfold.records.errors import CannotDo
from kinfold.records.models import Person
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
    "is_lost",
    "has_died",
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
    _check_pregnancy(details, today=today)
    if details.died_on:
        _check_death(details, today=today)


def _check_pregnancy(details: PersonDetails, *, today: date) -> None:
    if details.is_unborn and details.due_on:
        why = why_due_date_is_impossible(details.due_on, today=today)
        if why:
            raise CannotDo(why, "due_on")
    if details.is_lost and not details.is_unborn:
        raise CannotDo("Only a baby not born yet can be lost before birth", "is_lost")


def _check_death(details: PersonDetails, *, today: date) -> None:
    died_on = details.died_on
    if died_on and died_on > today:
        raise CannotDo("The date of death is in the future", "died_on")
    if died_on and details.born and died_on < details.born.earliest:
        raise CannotDo("The date of death is before the date of birth", "died_on")


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
