"""A baby who is not born yet says and does nothing, so no list of names offers them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, Person
from tests.factories.networks import make_member
from tests.factories.practice import make_person, make_set

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
ASKED = {
    "networks:add-member": "who",
    "sides:ask": "whom",
    "circles:place": "who",
    "circles:keep-object": "child",
    "family_time:begin": "child",
    "practice:add-danger": "worried",
    "planning:add-rule": "carriers",
    "trajectory:add-bottom-line": "set_by",
    "versions:add-contributor": "who",
    "offline:take-along": "children",
    "child_tools:begin": "child",
    "network_meetings:ask": "asked",
    "voice:begin-story": "children",
}
"""An address of a family that asks for a person, and the list that asks it."""


@pytest.fixture
def baby(practitioner: Viewer, family: Family) -> Person:
    with as_viewer(practitioner):
        person = make_person(practitioner, "Baby", is_unborn=True)
        FamilyMember.objects.create(
            authority_id=family.authority_id, family=family, part="unborn",
            person=person, joined_on=family.opened_on,
        )  # fmt: skip
    return person


def offered(client: Client, address: str, field: str) -> str:
    form = client.get(address).context["form"]
    return "; ".join(f"{key} {label}" for key, label in form.fields[field].choices)


@pytest.mark.parametrize(("name", "field"), ASKED.items())
def test_a_baby_not_born_yet_is_in_no_list_of_those_who_say_or_do(
    name: str,
    field: str,
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    baby: Person,
) -> None:
    make_set(practitioner, family)
    names = offered(
        sign_in(practitioner), reverse(name, args=[family.pk]), field
    )  # fmt: skip
    assert "Amira" in names or "Leanne" in names
    assert str(baby.pk) not in names


@pytest.mark.parametrize("name", ["step", "view"])
def test_nor_where_somebody_says_how_one_of_the_network_stands(
    name: str, sign_in: SignIn, practitioner: Viewer, family: Family, baby: Person
) -> None:
    member = make_member(practitioner, family)
    url = reverse(f"networks:{name}", args=[family.pk, member.pk])
    names = offered(sign_in(practitioner), url, "said_by")
    assert "Leanne" in names
    assert str(baby.pk) not in names


def test_nor_among_those_who_give_a_number(
    sign_in: SignIn, practitioner: Viewer, family: Family, baby: Person
) -> None:
    danger = make_set(practitioner, family)
    url = reverse("scaling:rate", args=[family.pk, danger.pk])
    names = offered(sign_in(practitioner), url, "rater")
    assert "Leanne" in names
    assert str(baby.pk) not in names


def test_a_worry_is_about_a_baby_not_born_yet_all_the_same(
    sign_in: SignIn, practitioner: Viewer, family: Family, baby: Person
) -> None:
    url = reverse("practice:add-danger", args=[family.pk])
    labels = [
        field.label
        for name, field in sign_in(practitioner).get(url).context["form"].fields.items()
        if name.startswith("impact_")
    ]
    assert any("Baby" in str(label) for label in labels)
    names = offered(
        sign_in(practitioner), reverse("networks:add-member", args=[family.pk]),
        "children",
    )  # fmt: skip
    assert str(baby.pk) in names
