"""Families for tests: made by the same actions as in the service. Fixed words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.finding.actions.adding import add_member, create_family
from kinfold.finding.details import NewMember
from kinfold.people.actions.contacts import add_contact
from kinfold.people.actions.homes import move
from kinfold.people.actions.people import add_name, add_reference
from kinfold.people.actions.relationships import TieDetails, relate
from kinfold.people.actions.separating import keep_apart
from kinfold.people.details import AddressDetails, ContactDetails, PersonDetails
from kinfold.people.models import ContactDetail, Relationship, Residence, Separation
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person, ServiceStatus
from kinfold_core.people.dates import FuzzyDate

OPENED_ON = date(2026, 3, 2)
AMIRA_BORN = date(2017, 5, 3)


@dataclass(frozen=True, slots=True)
class Okafors:
    """Amira and Kai, their mother Leanne and their nan Jo."""

    family: Family
    amira: Person
    kai: Person
    leanne: Person
    jo: Person


def new_person(given: str, family: str = "Okafor", **more: object) -> PersonDetails:
    return PersonDetails(given_names=given, family_name=family, **more)  # type: ignore[arg-type]


def make_family(viewer: Viewer, name: str = "Okafor", *given: str) -> Family:
    """A family with children of these names, held by the viewer."""
    with as_viewer(viewer):
        return create_family(
            name=name,
            opened_on=OPENED_ON,
            members=[
                NewMember(part="child", details=new_person(one, name))
                for one in given or ("Amira",)
            ],
            by=viewer,
        )


def make_person(
    viewer: Viewer, given: str, family: str = "Okafor", **more: object
) -> Person:
    """Somebody in a family of their own."""
    with as_viewer(viewer):
        record = create_family(
            name=family,
            opened_on=OPENED_ON,
            members=[
                NewMember(part="child", details=new_person(given, family, **more))
            ],
            by=viewer,
        )
        return record.members.get().person


def make_okafors(viewer: Viewer) -> Okafors:
    """A family with something of everything, held by the viewer."""
    with as_viewer(viewer):
        family = create_family(
            name="Okafor",
            opened_on=OPENED_ON,
            members=[
                NewMember(
                    part="child",
                    details=new_person(
                        "Amira Grace", born=FuzzyDate.on(AMIRA_BORN), sex="female"
                    ),
                ),
                NewMember(
                    part="child",
                    details=new_person(
                        "Kai", born=FuzzyDate.on(date(2020, 1, 9)), sex="male"
                    ),
                ),
                NewMember(
                    part="adult",
                    details=new_person(
                        "Leanne", born=FuzzyDate.in_year(1995), sex="female"
                    ),
                ),
            ],
            by=viewer,
        )
        jo = add_member(
            family_id=family.pk,
            member=NewMember(
                part="network",
                details=new_person(
                    "Josephine", "Reed", known_as="Nan Jo", sex="female"
                ),
            ),
            by=viewer,
        ).person
        people = {m.person.given_names: m.person for m in family.members.all()}
        amira, kai, leanne = people["Amira Grace"], people["Kai"], people["Leanne"]
        relate(
            person_id=leanne.pk,
            other_ids=[amira.pk, kai.pk],
            details=TieDetails(code="parent", has_parental_responsibility=True),
            by=viewer,
        )
        relate(
            person_id=jo.pk,
            other_ids=[amira.pk],
            details=TieDetails(code="grandparent", side="maternal"),
            by=viewer,
        )
        move(
            family_id=family.pk,
            person_ids=[amira.pk, kai.pk, leanne.pk],
            address=AddressDetails(lines="4 Mill Lane\nLincoln", postcode="ln1 1aa"),
            kind="home",
            started_on=OPENED_ON,
            household="Mum's",
            by=viewer,
        )
        add_contact(
            person_id=leanne.pk,
            details=ContactDetails(
                kind="mobile",
                value="07700 900123",
                safety="with_care",
                how_safe="Texts only",
            ),
            by=viewer,
        )
        add_name(
            person_id=leanne.pk,
            kind="maiden",
            given_names="Leanne",
            family_name="Reed",
            by=viewer,
        )
        add_reference(
            person_id=amira.pk,
            system="case_system",
            kind="la_child_id",
            value="LC-10442",
            by=viewer,
        )
        start_status(family, amira, "child_protection")
        family.refresh_from_db()
    return Okafors(family, amira, kai, leanne, jo)


def start_status(family: Family, child: Person, status: str) -> ServiceStatus:
    return ServiceStatus.objects.create(
        authority_id=family.authority_id,
        family=family,
        child=child,
        status=status,
        started_on=OPENED_ON,
    )


def hide_home(viewer: Viewer, people: Okafors) -> tuple[Residence, ContactDetail]:
    """Leanne moves to a refuge, and her new number is protected."""
    with as_viewer(viewer):
        residence = move(
            family_id=people.family.pk,
            person_ids=[people.leanne.pk],
            address=AddressDetails(
                lines="9 Secret Street", postcode="LN9 9ZZ", is_hidden=True
            ),
            kind="temporary",
            started_on=date(2026, 4, 1),
            by=viewer,
        )[0]
        contact = add_contact(
            person_id=people.leanne.pk,
            details=ContactDetails(
                kind="mobile", value="07700 900999", safety="safe", is_protected=True
            ),
            by=viewer,
        )
    return residence, contact


def keep_okafors_apart(viewer: Viewer, people: Okafors) -> Separation:
    """Leanne and her mother must not meet."""
    with as_viewer(viewer):
        return keep_apart(
            person_id=people.leanne.pk,
            about_ids=[people.jo.pk],
            kind="no_contact",
            reason="Non-molestation order of 3 May 2026",
            by=viewer,
        )[0]


def member_of(family: Family, person_id: UUID) -> FamilyMember:
    return FamilyMember.objects.get(family=family, person=person_id)


def ties(person: Person) -> set[tuple[str, str, str]]:
    return {
        (t.person.short_name, t.code, t.other.short_name)
        for t in Relationship.objects.select_related("person", "other")
        if person.pk in {t.person_id, t.other_id}
    }
