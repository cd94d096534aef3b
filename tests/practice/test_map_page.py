"""The page of a map."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.practice.written import DangerSetDetails, ImpactDetails

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def test_three_columns(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    page = sign_in(practitioner).get(reverse("practice:map", args=[family.pk]))
    assert page.status_code == 200


def test_rules_are_not_cited_at_people(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    client.post(
        reverse("practice:add-danger", args=[family.pk]),
        {"worried_about": "DV and neglect, chaotic home.", "version": "1"},
    )
    page = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    assert "Needed before sharing" in page
    said = re.sub(r"<[^>]*>", " ", page)
    assert not re.search(r"R-[A-Z]{2}\d", said)
    assert 'title="R-DS' in page


def test_what_may_wait_is_said_once(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    form = client.get(reverse("practice:add-danger", args=[family.pk]))
    assert "(optional)" not in form.content.decode()
    assert form.content.decode().count("can be added later") == 1
    rating = reverse("scaling:rate", args=[family.pk, danger.pk])
    assert "(optional)" not in client.get(rating).content.decode()
    refused = client.post(rating, {"value": "4"}).content.decode()
    assert "Say whose number this is" in refused


def test_a_baby_without_a_name_is_called_by_when_it_is_due(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        Person.objects.filter(given_names="Kai").update(
            given_names="", is_unborn=True, due_on=date(2027, 5, 12),
            born_earliest_on=None, born_latest_on=None,
        )  # fmt: skip
        baby = FamilyMember.objects.get(person__is_unborn=True)
        baby.part = "unborn"
        baby.save()
        actions.add_danger_set(
            family_id=family.pk,
            details=DangerSetDetails(
                worried_about="Leanne was pushed.",
                impacts=(
                    ImpactDetails(
                        child_id=baby.person_id,
                        child_name="the baby",
                        text="Too early.",
                    ),
                ),
            ),
            by=practitioner,
        )
    client = sign_in(practitioner)
    form = client.get(reverse("practice:add-danger", args=[family.pk]))
    assert "What might it do to Baby due May 2027?" in form.content.decode()
    page = client.get(reverse("practice:map", args=[family.pk])).content.decode()
    assert "<strong>The baby:</strong>" in page
    assert "Baby due May 2027" in page
