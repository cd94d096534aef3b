"""A made-up family as rows of the people tables, every one marked synthetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kinfold.people.details import AddressDetails
from kinfold.people.keys import address_key, name_keys, person_sort_key, value_key
from kinfold.people.making.homes import address_from
from kinfold.people.models import (
    Address,
    ContactDetail,
    ExternalReference,
    Household,
    NameKey,
    Relationship,
    Residence,
)
from kinfold.people.models.relationship import MUTUAL_CODES
from kinfold.records.models import (
    Allocation,
    Family,
    FamilyMember,
    Person,
    ServiceStatus,
)
from kinfold.world.drafts import FamilyDraft, PersonDraft, TieDraft
from kinfold.world.places import Place
from kinfold.world.sheets import Ids, Sheets, at_ten
from kinfold.world.staff import block_of
from kinfold.world.staffing import Seats
from kinfold_core.people.likeness import FullName
from kinfold_core.people.names import search_key

CASE_SYSTEM = "Made-up case system"


@dataclass(slots=True)
class Written:
    """Where a family's rows went: what its map needs to point at."""

    authority_id: UUID
    family_id: UUID
    people: dict[int, UUID] = field(default_factory=dict)
    worker_id: UUID | None = None
    team_id: UUID | None = None


def add_family(
    sheets: Sheets, ids: Ids, draft: FamilyDraft, *, place: Place, seats: Seats
) -> Written:
    """Put the family, its people and the help it had on the sheets."""
    authority_id = seats.authority_id(place)
    written = Written(authority_id, ids.next())
    sheets.add(
        Family,
        id=written.family_id,
        authority_id=authority_id,
        name=draft.name,
        sort_key=search_key(draft.name)[:200],
        reference=draft.reference,
        opened_on=draft.opened_on,
        closed_on=draft.closed_on,
        is_synthetic=True,
        created_at=at_ten(draft.opened_on),
    )
    for person in draft.people:
        written.people[person.key] = ids.next()
        _person(sheets, ids, written, person, draft)
    for tie in draft.ties:
        _tie(sheets, ids, written, tie, draft.opened_on)
    _homes(sheets, ids, written, draft)
    _service(sheets, ids, written, draft, place, seats)
    return written


def _person(
    sheets: Sheets, ids: Ids, written: Written, person: PersonDraft, draft: FamilyDraft
) -> None:
    here = {"authority_id": written.authority_id}
    person_id = written.people[person.key]
    born = person.born
    sheets.add(
        Person,
        id=person_id,
        given_names=person.given,
        family_name=person.family,
        known_as=person.known_as,
        sort_key=person_sort_key(person.known_as or person.given, person.family),
        sex=person.sex.value,
        born_earliest_on=born.earliest if born else None,
        born_latest_on=born.latest if born else None,
        is_birth_about=bool(born and born.is_about),
        is_unborn=person.part == "unborn",
        due_on=person.due_on,
        ethnicity_code=person.ethnicity_code,
        languages=list(person.languages),
        is_interpreter_needed=person.needs_interpreter,
        communication_needs=person.communication_needs,
        is_synthetic=True,
        created_at=at_ten(draft.opened_on),
        **here,
    )
    names = [FullName(person.given, person.family)]
    if person.known_as:
        names.append(FullName(person.known_as, person.family))
    for kind, key in sorted(name_keys(names)):
        sheets.add(
            NameKey, id=ids.next(), person_id=person_id, kind=kind, key=key, **here
        )
    sheets.add(
        FamilyMember,
        id=ids.next(),
        family_id=written.family_id,
        person_id=person_id,
        part=person.part,
        joined_on=draft.opened_on,
        **here,
    )
    _ways_to_reach(sheets, ids, written, person, draft)


def _ways_to_reach(
    sheets: Sheets, ids: Ids, written: Written, person: PersonDraft, draft: FamilyDraft
) -> None:
    here = {
        "authority_id": written.authority_id,
        "person_id": written.people[person.key],
    }
    if person.phone:
        sheets.add(
            ContactDetail,
            id=ids.next(),
            kind="mobile",
            value=person.phone,
            safety="with_care" if person.phone_care else "safe",
            how_safe=person.phone_care,
            started_on=draft.opened_on,
            **here,
        )
    if person.is_child:
        value = f"{draft.reference}-{person.key}"
        sheets.add(
            ExternalReference,
            id=ids.next(),
            system=CASE_SYSTEM,
            kind="Child ID",
            value=value,
            value_key=value_key(value),
            created_at=at_ten(draft.opened_on),
            **here,
        )


def _tie(
    sheets: Sheets, ids: Ids, written: Written, tie: TieDraft, opened_on: date
) -> None:
    person, other = written.people[tie.person], written.people[tie.other]
    if tie.code in MUTUAL_CODES and other < person:
        person, other = other, person
    sheets.add(
        Relationship,
        id=ids.next(),
        authority_id=written.authority_id,
        person_id=person,
        code=tie.code,
        other_id=other,
        side=tie.side,
        has_parental_responsibility=tie.has_parental_responsibility,
        ended_on=tie.ended_on,
        recorded_at=at_ten(opened_on),
    )


def _homes(sheets: Sheets, ids: Ids, written: Written, draft: FamilyDraft) -> None:
    here = {"authority_id": written.authority_id}
    for place, home in enumerate(draft.households):
        household_id = ids.next()
        sheets.add(
            Household,
            id=household_id,
            family_id=written.family_id,
            name=home.name,
            **here,
        )
        address_id = ids.next()
        if home.is_hidden:
            details = AddressDetails(
                lines=home.lines, postcode=home.postcode, is_hidden=True
            )
            sealed = address_from(details, authority_id=written.authority_id)
            address_id = sealed.pk
            sheets.add(
                Address, id=address_id, is_hidden=True, sealed=sealed.sealed, **here
            )
        else:
            sheets.add(
                Address,
                id=address_id,
                lines=home.lines,
                postcode=home.postcode,
                address_key=address_key(home.lines, home.postcode),
                **here,
            )
        for person in draft.people:
            if person.household == place and person.part in {"adult", "child"}:
                sheets.add(
                    Residence,
                    id=ids.next(),
                    person_id=written.people[person.key],
                    address_id=address_id,
                    household_id=household_id,
                    kind="home",
                    started_on=draft.opened_on,
                    **here,
                )


def _service(
    sheets: Sheets,
    ids: Ids,
    written: Written,
    draft: FamilyDraft,
    place: Place,
    seats: Seats,
) -> None:
    here = {"authority_id": written.authority_id, "family_id": written.family_id}
    for status in draft.statuses:
        sheets.add(
            ServiceStatus,
            id=ids.next(),
            child_id=written.people[status.child],
            status=status.status,
            started_on=status.started_on,
            ended_on=status.ended_on,
            end_reason=status.end_reason,
            recorded_at=at_ten(status.started_on),
            **here,
        )
    block = block_of(draft.number // 10)
    for allocation in draft.allocations:
        team_id, manager_id, worker_id = seats.seat(
            place, allocation.team, block, allocation.turn
        )
        sheets.add(
            Allocation,
            id=ids.next(),
            team_id=team_id,
            worker_id=worker_id,
            started_on=allocation.started_on,
            ended_on=allocation.ended_on,
            allocated_by_id=manager_id,
            allocated_at=at_ten(allocation.started_on),
            **here,
        )
        written.worker_id, written.team_id = worker_id, team_id
