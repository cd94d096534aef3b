"""What a picture needs is said of people and couples, and only what can be."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from kinfold.people.actions.people import change_person
from kinfold.people.actions.relationships import end_relationship
from kinfold.people.details import PersonDetails
from kinfold.people.models import Relationship
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import FamilyMember, Person
from tests.factories.people import (
    Okafors,
    new_person,
)
from tests.factories.trajectory import day_post
from tests.family_picture.test_picture import SignIn, add, page, tie, url

pytestmark = pytest.mark.django_db


def test_a_lost_pregnancy_leaves_the_children_and_is_never_awaited(
    practitioner: Viewer, okafors: Okafors
) -> None:
    baby = add(
        practitioner,
        okafors,
        new_person("", "", is_unborn=True, due_on=date(2027, 3, 1)),
        "unborn",
    )
    with as_viewer(practitioner):
        changed = change_person(
            person_id=baby.pk,
            details=PersonDetails(is_unborn=True, is_lost=True),
            version=baby.version,
            by=practitioner,
        )
        assert changed.full_name == "Baby, not born alive"
        assert FamilyMember.objects.get(person=baby).left_on is not None
        with pytest.raises(CannotDo, match="not born yet"):
            change_person(
                person_id=okafors.kai.pk,
                details=PersonDetails(given_names="Kai", is_lost=True),
                version=okafors.kai.version,
                by=practitioner,
            )


def test_a_couple_that_ended_stays_in_the_picture(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    dan = add(practitioner, okafors, new_person("Dan", "Hale", sex="male"), "adult")
    tie(practitioner, dan, "spouse", okafors.leanne, started_on=date(2016, 5, 1))
    with as_viewer(practitioner):
        row = Relationship.objects.get(code="spouse")
        end_relationship(
            relationship_id=row.pk,
            person_id=dan.pk,
            ended_on=date(2020, 2, 1),
            ended_how="divorced",
            by=practitioner,
        )
    shown = page(sign_in(practitioner), okafors)
    assert "were married from 1 May 2016 until 1 February 2020" in shown
    assert "they are divorced" in shown


def test_the_page_asks_how_a_couple_ended_and_nobody_else(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    dan = add(practitioner, okafors, new_person("Dan", "Hale", sex="male"), "adult")
    tie(practitioner, dan, "dating", okafors.leanne)
    with as_viewer(practitioner):
        couple = Relationship.objects.get(code="dating")
        other = Relationship.objects.filter(code="parent").first()
        assert other is not None
    client = sign_in(practitioner)
    form = reverse("people:end-tie", args=[other.person_id, other.pk])
    assert "How did it end?" not in client.get(form).content.decode()
    form = reverse("people:end-tie", args=[dan.pk, couple.pk])
    assert "How did it end?" in client.get(form).content.decode()
    client.post(
        form,
        {**day_post("ended_on", -30), "ended_how": "separated"},
    )
    assert "they have separated" in page(client, okafors)


def test_what_is_known_of_a_person_can_be_said_and_only_what_can_be(
    practitioner: Viewer, sign_in: SignIn, okafors: Okafors
) -> None:
    client = sign_in(practitioner)
    form = reverse("people:edit-person", args=[okafors.leanne.pk])
    back = f"{form}?picture={okafors.family.pk}"
    typed = {"given_names": "Leanne", "sex": "intersex", "version": "1"}
    refused = client.post(back, typed | {"is_lost": "on"})
    assert refused.status_code == 422
    refused = client.post(back, typed | {"is_unborn": "on", "has_died": "on"})
    assert "Leave this empty for a baby not born yet" in refused.content.decode()
    with as_viewer(practitioner):
        version = Person.objects.get(pk=okafors.leanne.pk).version
    saved = client.post(back, typed | {"has_died": "on", "version": str(version)})
    assert saved["Location"] == url(okafors)
    shown = page(client, okafors)
    assert "Leanne</a>: died" in shown
    with as_viewer(practitioner):
        assert Person.objects.get(pk=okafors.leanne.pk).sex == "intersex"


def test_only_a_couple_can_part(practitioner: Viewer, okafors: Okafors) -> None:
    with as_viewer(practitioner):
        row = Relationship.objects.filter(code="parent").first()
        assert row is not None
        with pytest.raises(CannotDo, match="Only a couple"):
            end_relationship(
                relationship_id=row.pk,
                person_id=row.person_id,
                ended_on=date(2020, 2, 1),
                ended_how="divorced",
                by=practitioner,
            )
