"""The family's copy is not for the network: each of them has one of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.people.models import Relationship
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember
from tests.copies.test_readers import live_together, person
from tests.factories.copies import Telephone, address_of, link_for
from tests.factories.practice import make_person
from tests.platform.conftest import no_counters

__all__ = ["no_counters"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
SignIn = Callable[[Viewer], Client]
NOT_THEIRS = "The family&#x27;s copy is not for Marta"
WAYS = (
    "family-copy",
    "family-copy-pdf",
    "family-copy-text",
    "read-aloud",
    "pictures",
    "pictures-pdf",
)


@pytest.fixture(autouse=True)
def marta(practitioner: Viewer, family: Family, danger: DangerStatement) -> None:
    """Somebody else who matters: no parent, and never told anything."""
    with as_viewer(practitioner):
        FamilyMember.objects.create(
            authority_id=family.authority_id,
            family=family,
            person=make_person(practitioner, "Marta"),
            part=FamilyMember.Part.NETWORK,
        )


def answers_for_kai(family: Family, code: str = "special_guardian") -> None:
    Relationship.objects.create(
        authority_id=family.authority_id,
        person=person("Marta"),
        other=person("Kai"),
        code=code,
        has_parental_responsibility=code != "parent",
    )


def test_the_page_offers_it_to_nobody_of_the_network_and_says_what_is_theirs(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    network = reverse("networks:network", args=[family.pk])
    for name, field in (("family-copy", "reader"), ("make-link", "person")):
        page = client.get(reverse(f"copies:{name}", args=[family.pk]))
        asked = page.context["asked" if field == "reader" else "form"]
        offered = [label for _, label in asked.fields[field].choices]
        assert sorted(offered) == ["Amira", "Dean", "Kai", "Leanne"]
        words = page.content.decode()
        assert NOT_THEIRS in words
        assert f'href="{network}">Go to Network' in words


@pytest.mark.parametrize("name", WAYS)
def test_no_way_of_giving_it_takes_them_by_their_key(
    sign_in: SignIn, practitioner: Viewer, family: Family, name: str
) -> None:
    with as_viewer(practitioner):
        key = person("Marta").pk
    page = sign_in(practitioner).get(
        reverse(f"copies:{name}", args=[family.pk]), {"chosen": 1, "reader": key}
    )
    assert page.status_code == 422
    assert "is not for them. Choose again" in page.content.decode()


def test_no_link_is_made_for_them_whoever_asks_for_it(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        key = person("Marta").pk
    url = reverse("copies:make-link", args=[family.pk])
    page = sign_in(practitioner).post(f"{url}?person={key}", {"days": "14"})
    assert page.status_code == 422
    assert NOT_THEIRS in page.content.decode()
    with pytest.raises(CannotDo, match="not for Marta"):
        link_for(practitioner, family, "Marta")


@pytest.mark.parametrize("ground", ["special_guardian", "parent", "at home"])
def test_who_is_a_parent_answers_for_a_child_or_lives_with_one_still_has_it(
    practitioner: Viewer, family: Family, phone: Telephone, ground: str
) -> None:
    with as_viewer(practitioner):
        if ground == "at home":
            live_together(family, "Marta", "Kai")
        else:
            answers_for_kai(family, ground)
    assert phone.opens(link_for(practitioner, family, "Marta"))[0] == 200


def test_a_link_closes_when_they_are_of_the_network_alone(
    sign_in: SignIn, practitioner: Viewer, family: Family, phone: Telephone
) -> None:
    with as_viewer(practitioner):
        answers_for_kai(family)
    link = link_for(practitioner, family, "Marta")
    assert phone.opens(link)[0] == 200
    with as_viewer(practitioner):
        Relationship.objects.update(has_parental_responsibility=False)
    assert phone.get(address_of(link)).status_code == 404
    assert phone.opens(link)[0] == 404
    page = sign_in(practitioner).get(reverse("copies:family-copy", args=[family.pk]))
    words = "Closed: the family&#x27;s copy is not for somebody of the network."
    assert words in page.content.decode()
