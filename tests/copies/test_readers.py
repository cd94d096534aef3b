"""Whom the family's copy is for: whom it names unasked, and whom the worker chose."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.models import MapSharing
from kinfold.people.models import Address, ContactDetail, Household, Residence
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember, Person
from tests.copies.test_sharing import share_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def url(family: Family, name: str = "family-copy") -> str:
    return reverse(f"copies:{name}", args=[family.pk])


def person(name: str) -> Person:
    return Person.objects.get(given_names=name)


def live_together(family: Family, *names: str, is_hidden: bool = False) -> None:
    """In one household; a hidden address is each one's own row. Within `as_viewer`."""
    here = {"authority_id": family.authority_id}
    home = Household.objects.create(**here, family=family, name=f"{names[0]}'s")
    for name in names:
        place = {"sealed": b"x", "is_hidden": True} if is_hidden else {"lines": name}
        Residence.objects.create(
            **here,
            person=person(name),
            household=home,
            address=Address.objects.create(**here, **place),
        )


def named_on(client: Client, family: Family, query: str = "") -> tuple[str, ...]:
    page = client.get(url(family) + query)
    assert page.status_code == 200
    named: tuple[str, ...] = page.context["copy"].everybody
    return named


def test_children_and_the_adults_at_home_with_them(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        live_together(family, "Leanne", "Kai", "Amira")
        live_together(family, "Dean")
    assert named_on(sign_in(practitioner), family) == ("Amira", "Kai", "Leanne")


def test_nobody_who_is_not_safe_to_contact(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        live_together(family, "Leanne", "Kai", "Amira", "Dean")
        ContactDetail.objects.create(
            authority_id=family.authority_id, person=person("Dean"), kind="mobile",
            value="07700900123", safety="not_safe",
        )  # fmt: skip
    client = sign_in(practitioner)
    assert named_on(client, family) == ("Amira", "Kai", "Leanne")
    page = client.get(url(family)).content.decode()
    assert "Dean (marked not safe to contact)" in page


def test_a_hidden_address_is_named_only_with_all_who_share_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        live_together(family, "Leanne", "Kai", is_hidden=True)
        live_together(family, "Dean", "Amira")
    client = sign_in(practitioner)
    assert named_on(client, family) == ("Amira", "Dean")
    with as_viewer(practitioner):
        Residence.objects.filter(person=person("Amira")).update(
            household_id=Household.objects.get(name="Leanne's").pk
        )
    assert named_on(client, family) == ("Amira", "Kai", "Leanne")


def test_nobody_who_has_left(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        live_together(family, "Leanne", "Kai", "Amira")
        FamilyMember.objects.filter(person=person("Leanne")).update(
            left_on=date(2026, 6, 1)
        )
    client = sign_in(practitioner)
    assert named_on(client, family) == ("Amira", "Kai")
    asked = f"?chosen=1&reader={_key(practitioner, 'Leanne')}"
    refused = client.get(url(family) + asked)
    assert refused.status_code == 422
    assert "not in this family now" in refused.content.decode()


def _key(viewer: Viewer, name: str) -> UUID:
    with as_viewer(viewer):
        return person(name).pk


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_paper_and_what_is_kept_follow_the_choice(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    kai, leanne = _key(practitioner, "Kai"), _key(practitioner, "Leanne")
    asked = f"chosen=1&reader={kai}&reader={leanne}&phone=01522+555+0143"
    page = client.get(f"{url(family)}?{asked}")
    links = page.content.decode()
    assert f"{url(family, 'family-copy-pdf')}?{asked.replace('&', '&amp;')}" in links
    paper = words_of(client, f"{url(family, 'family-copy-pdf')}?{asked}")
    assert paper.startswith("Kai ")
    assert "For Kai and Leanne." in paper
    assert "Telephone: 01522 555 0143" in paper
    read = share_post(page.context["form"])
    assert client.post(f"{url(family, 'share')}?{asked}", read).status_code == 302
    with as_viewer(practitioner):
        kept = MapSharing.objects.get().copy
    assert kept["everybody"] == ["Kai", "Leanne"]
    assert "0143" not in str(kept)


@pytest.mark.parametrize("name", ["family-copy", "family-copy-pdf"])
def test_a_number_that_is_none_is_asked_again(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    name: str,
) -> None:
    answer = sign_in(practitioner).get(
        url(family, name), {"chosen": "1", "phone": "ring <me>"}
    )
    assert answer.status_code == 422
    assert "Enter a telephone number" in answer.content.decode()
