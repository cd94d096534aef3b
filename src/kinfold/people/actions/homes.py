"""Where people live: moving in, moving out, hiding an address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.people.details import AddressDetails
from kinfold.people.making.homes import address_for
from kinfold.people.models import Address, Household, Residence
from kinfold.people.sealing import unseal
from kinfold.people.selectors.hidden import person_to_show_again
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Person
from kinfold.records.selectors.records import (
    family_for,
    people_by_id,
    person_for,
)
from kinfold_core.access import Action
from kinfold_core.people.dates import why_not_before_birth

HOMES = (Residence.Kind.HOME, Residence.Kind.PLACEMENT, Residence.Kind.TEMPORARY)


@transaction.atomic
def move(
    *,
    family_id: UUID,
    person_ids: Sequence[UUID],
    address: AddressDetails,
    kind: str,
    started_on: date,
    by: Viewer,
    household: str = "",
    ends_earlier: bool = True,
) -> list[Residence]:
    """These members of a family live at an address from a day on.

    With `ends_earlier` their running homes of the same sort end that day. One action
    for a whole group of brothers and sisters.

    Raises:
        CannotDo: nobody chosen, somebody not in the family, a day in the future, before
            they were born, or before they moved into where they live now.
    """
    family = family_for(by, family_id, Action.EDIT_FAMILY)
    people = _members(by, family.members.filter(left_on=None), person_ids)
    if started_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "started_on")
    _check_born(people, started_on)
    house = _household(family.pk, household, by)
    made = []
    for person in people:
        if ends_earlier:
            _end_running(person, kind, started_on)
        residence = Residence.objects.create(
            authority_id=by.in_authority(),
            person=person,
            address=address_for(address, authority_id=by.in_authority()),
            household=house,
            kind=Residence.Kind(kind),
            started_on=started_on,
        )
        audit.record(
            by=by,
            action="residence.added",
            target=residence,
            changes={"kind": kind, "is_hidden": address.is_hidden},
            family_id=family.pk,
            person_id=person.pk,
        )
        made.append(residence)
    return made


def _check_born(people: Iterable[Person], on: date) -> None:
    for person in people:
        why_not = why_not_before_birth(person.full_name, person.born, on)
        if why_not:
            raise CannotDo(why_not, "started_on")


def _members(by: Viewer, members: object, person_ids: Sequence[UUID]) -> list[Person]:
    if not person_ids:
        raise CannotDo("Choose at least one person", "people")
    in_family = set(members.values_list("person_id", flat=True))  # type: ignore[attr-defined]
    if set(person_ids) - in_family:
        raise NotFound("person in this family")
    return list(people_by_id(by, person_ids).values())


def _household(family_id: UUID, name: str, by: Viewer) -> Household | None:
    if not name.strip():
        return None
    house, _ = Household.objects.get_or_create(
        authority_id=by.in_authority(), family_id=family_id, name=name.strip()[:120]
    )
    return house


def _end_running(person: Person, kind: str, on: date) -> None:
    kinds = HOMES if kind in HOMES else (kind,)
    running = Residence.objects.filter(
        authority_id=person.authority_id, person=person, kind__in=kinds, ended_on=None
    )
    if running.filter(started_on__gt=on).exists():
        raise CannotDo(
            f"{person.short_name} moved to where they live now after that day. "
            "Check the date.",
            "started_on",
        )
    running.update(ended_on=on)


@transaction.atomic
def end_residence(
    *, residence_id: UUID, person_id: UUID, ended_on: date, by: Viewer
) -> Residence:
    """Somebody no longer lives there.

    Raises:
        NotFound: no such running home of this person.
        CannotDo: in the future, or before they moved in.
    """
    person_for(by, person_id, Action.EDIT_FAMILY)
    residence = (
        Residence.objects.select_for_update()
        .filter(
            authority_id=by.in_authority(),
            pk=residence_id,
            person=person_id,
            ended_on=None,
        )
        .first()
    )
    if residence is None:
        raise NotFound("residence")
    if ended_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "ended_on")
    if residence.started_on and ended_on < residence.started_on:
        raise CannotDo("They moved in after that day", "ended_on")
    residence.ended_on = ended_on
    residence.save(update_fields=["ended_on"])
    audit.record(
        by=by,
        action="residence.ended",
        target=residence,
        changes={"ended_on": ended_on.isoformat()},
        person_id=person_id,
    )
    return residence


@transaction.atomic
def hide_residence(*, residence_id: UUID, person_id: UUID, by: Viewer) -> Residence:
    """Seal where somebody lives or lived: it was written down openly before.

    The row gets a sealed address of its own, and leaves its named household. The open
    one goes when nobody else lives or lived there.

    Raises:
        NotFound: no such home of this person.
        CannotDo: it is hidden already.
    """
    person_for(by, person_id, Action.EDIT_FAMILY)
    residence = _held(by, residence_id, person_id)
    plain = residence.address
    if plain.is_hidden:
        raise CannotDo("This address is hidden already")
    # others may be hiding the same place: each sees whether the other still uses it
    Address.objects.select_for_update().filter(pk=plain.pk).first()
    details = AddressDetails(
        lines=plain.lines, postcode=plain.postcode, uprn=plain.uprn, is_hidden=True
    )
    residence.address = address_for(details, authority_id=by.in_authority())
    residence.household = None
    residence.save(update_fields=["address", "household"])
    if not plain.residences.exists():
        plain.delete()
    _record_hiding(by, "residence.hidden", residence)
    return residence


@transaction.atomic
def show_residence(*, residence_id: UUID, person_id: UUID, by: Viewer) -> Residence:
    """Write a hidden address down openly again. For managers.

    Raises:
        PermissionDenied: the viewer manages no family of theirs.
        NotFound: no such home of this person.
        CannotDo: it is not hidden.
    """
    person_to_show_again(by, person_id)
    residence = _held(by, residence_id, person_id)
    sealed = residence.address
    if sealed.sealed is None:
        raise CannotDo("This address is not hidden")
    words = json.loads(unseal(sealed.sealed, table="address", row_id=sealed.pk))
    residence.address = address_for(
        AddressDetails(**words), authority_id=by.in_authority()
    )
    residence.save(update_fields=["address"])
    if not sealed.residences.exists():
        sealed.delete()
    _record_hiding(by, "residence.shown", residence)
    return residence


def _held(by: Viewer, residence_id: UUID, person_id: UUID) -> Residence:
    residence = (
        Residence.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=residence_id, person=person_id)
        .first()
    )
    if residence is None:
        raise NotFound("residence")
    return residence


def _record_hiding(by: Viewer, action: str, residence: Residence) -> None:
    audit.record(
        by=by,
        action=action,
        target=residence,
        changes={"is_hidden": residence.address.is_hidden},
        person_id=residence.person_id,
    )
