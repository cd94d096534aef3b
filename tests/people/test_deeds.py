"""What can be done with a family's record, and what the database will not hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.people.actions.homes import move
from kinfold.people.actions.people import change_person
from kinfold.people.actions.relationships import ConfirmFirst, TieDetails, relate
from kinfold.people.details import AddressDetails, PersonDetails
from kinfold.people.models import ContactDetail, PersonName, Relationship, Residence
from kinfold.people.models.relationship import STORED_CODES
from kinfold.people.presenters.ties import tie_sentences
from kinfold.people.sealing import CannotOpenSeal, seal, unseal
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Allocation, FamilyMember, Person, ServiceStatus
from kinfold.records.selectors import families_of
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.relationships import KINDS, inverse
from tests.factories.people import OPENED_ON, Okafors, make_family, ties

pytestmark = pytest.mark.slow
TODAY = timezone.localdate


def said(person: Person, other: Person) -> set[str]:
    rows = Relationship.objects.select_related("person", "other")
    return {
        sentence
        for tie in rows
        if {tie.person_id, tie.other_id} == {person.pk, other.pk}
        for sentence in tie_sentences(tie)
    }


def test_a_tie_reads_both_ways(okafors: Okafors, worker: Viewer) -> None:
    with as_viewer(worker):
        assert said(okafors.jo, okafors.amira) == {
            "Nan Jo is Amira's grandmother",
            "Amira is Nan Jo's granddaughter",
        }


def test_a_tie_said_from_the_other_end_is_the_same_tie(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        made = relate(
            person_id=okafors.kai.pk,
            other_ids=[okafors.leanne.pk],
            details=TieDetails(code="son"),
            by=worker,
        )
        assert made == []
        assert ("Leanne", "parent", "Kai") in ties(okafors.kai)


def test_every_kind_is_stored_from_one_end_only() -> None:
    neutral = {code for code in KINDS if inverse(inverse(code)) == code}
    for code in neutral:
        ends = {code, inverse(code)} & set(STORED_CODES)
        assert len(ends) == 1, code


def test_brothers_and_sisters_are_related_in_one_action(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        made = relate(
            person_id=okafors.jo.pk,
            other_ids=[okafors.amira.pk, okafors.kai.pk],
            details=TieDetails(code="carer"),
            by=worker,
        )
    assert len(made) == 2


@pytest.mark.parametrize(
    ("one", "code", "other", "says"),
    [
        ("amira", "parent", "amira", "cannot be their own"),
        ("amira", "parent", "leanne", "younger"),
        ("kai", "mother-in-law", "amira", "from the list"),
    ],
)
def test_what_cannot_be_is_not_written(
    okafors: Okafors, worker: Viewer, one: str, code: str, other: str, says: str
) -> None:
    with as_viewer(worker), pytest.raises(CannotDo, match=says):
        relate(
            person_id=getattr(okafors, one).pk,
            other_ids=[getattr(okafors, other).pk],
            details=TieDetails(code=code),
            by=worker,
        )


def test_what_is_unusual_is_asked_about_once(okafors: Okafors, worker: Viewer) -> None:
    family = make_family(worker, "Stone", "Ann", "Bea", "Cal")
    with as_viewer(worker):
        people = [m.person for m in family.members.select_related("person")]
        parents, child = people[:2], people[2]
        for parent in (*parents, okafors.jo):
            details = {
                "person_id": parent.pk,
                "other_ids": [child.pk],
                "details": TieDetails(code="parent"),
                "by": worker,
            }
            if parent == okafors.jo:
                with pytest.raises(ConfirmFirst, match="3 birth parents"):
                    relate(**details)
                assert len(relate(**details, is_confirmed=True)) == 1
            else:
                relate(**details)


def test_two_mothers_by_birth_are_asked_about_and_by_adoption_they_are_not(
    okafors: Okafors, worker: Viewer
) -> None:
    family = make_family(worker, "Stone", "Ann", "Bea", "Cal")
    with as_viewer(worker):
        ann, bea, cal = (m.person for m in family.members.select_related("person"))
        Person.objects.filter(pk__in=[ann.pk, bea.pk]).update(sex="female")

        def parent(one: Person, code: str) -> list[Relationship]:
            return relate(
                person_id=one.pk, other_ids=[cal.pk], details=TieDetails(code=code),
                by=worker,
            )  # fmt: skip

        parent(ann, "mother")
        with pytest.raises(ConfirmFirst, match="mother by birth.*parent by adoption"):
            parent(bea, "mother")
        assert len(parent(bea, "adoptive_mother")) == 1


def test_a_move_ends_the_earlier_home_and_keeps_it(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        move(
            family_id=okafors.family.pk,
            person_ids=[okafors.amira.pk, okafors.kai.pk],
            address=AddressDetails(lines="2 Quay Street", postcode="LN2 2BB"),
            kind="placement",
            started_on=date(2026, 6, 1),
            by=worker,
        )
        homes = Residence.objects.filter(person=okafors.amira.pk)
        spans = {(str(h.address), h.ended_on) for h in homes}
        one_place = {h.address_id for h in Residence.objects.filter(kind="placement")}
    assert ("2 Quay Street, LN2 2BB", None) in spans
    assert ("4 Mill Lane, Lincoln, LN1 1AA", date(2026, 6, 1)) in spans
    assert len(one_place) == 1


def test_a_baby_who_is_born_becomes_a_child_of_the_record(
    okafors: Okafors, worker: Viewer
) -> None:
    with as_viewer(worker):
        Person.objects.filter(pk=okafors.kai.pk).update(
            is_unborn=True, born_earliest_on=None, born_latest_on=None
        )
        FamilyMember.objects.filter(person=okafors.kai.pk).update(part="unborn")
        change_person(
            person_id=okafors.kai.pk,
            details=PersonDetails(
                given_names="Kai",
                family_name="Reed",
                born=FuzzyDate.on(date(2026, 8, 1)),
            ),
            version=1,
            by=worker,
        )
        assert FamilyMember.objects.get(person=okafors.kai.pk).part == "child"
        earlier = PersonName.objects.get(person=okafors.kai.pk)
    assert (earlier.kind, earlier.family_name) == ("previous", "Okafor")


def _refused_by_the_database(make: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_the_database_holds_the_law_of_the_record(
    okafors: Okafors, worker: Viewer
) -> None:
    ours: dict[str, Any] = {"authority_id": worker.authority_id}
    family, amira = okafors.family, okafors.amira
    with as_viewer(worker):
        for make in (
            lambda: Person.objects.create(
                **ours, is_unborn=True, born_earliest_on=TODAY(), born_latest_on=TODAY()
            ),
            lambda: Person.objects.create(**ours, born_earliest_on=TODAY()),
            lambda: Relationship.objects.create(
                **ours, person=amira, code="parent", other=amira
            ),
            lambda: Relationship.objects.create(
                **ours, person=amira, code="child", other=okafors.jo
            ),
            lambda: FamilyMember.objects.create(
                **ours, family=family, person=amira, part="child"
            ),
            lambda: Allocation.objects.create(
                **ours, family=family, worker_id=worker.worker_id, started_on=TODAY()
            ),
            lambda: ServiceStatus.objects.create(
                **ours,
                family=family,
                child=amira,
                status="child_protection",
                started_on=OPENED_ON,
            ),
            lambda: ContactDetail.objects.create(
                **ours, person=amira, kind="mobile", value="1", is_protected=True
            ),
            lambda: PersonName.objects.create(**ours, person=amira, kind="legal"),
        ):
            _refused_by_the_database(make)
        assert families_of(worker).count() == 1


def test_sealed_words_open_in_their_own_row_only(settings: Any, worker: Viewer) -> None:
    one, other = Person().pk, Person().pk
    sealed = seal("9 Secret Street", table="address", row_id=one)
    assert b"Secret" not in sealed
    assert unseal(sealed, table="address", row_id=one) == "9 Secret Street"
    settings.KINFOLD_FIELD_KEY = "a new key that is set later"
    assert unseal(sealed, table="address", row_id=one) == "9 Secret Street"
    with pytest.raises(CannotOpenSeal):
        unseal(sealed, table="address", row_id=other)
