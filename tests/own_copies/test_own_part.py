"""What one person of the network carries, on a paper of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.people.models import ContactDetail
from kinfold.platform.models import AuditEvent
from kinfold.platform.our_words import our_words
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from kinfold_core.practice.network import (
    Level,
)
from kinfold_core.practice.written import Named
from tests.copies.test_readers import live_together
from tests.factories.commitments import SLEEP, make_answer, make_commitment
from tests.factories.networks import make_member, make_told
from tests.factories.planning import FRIDAYS, Planned
from tests.factories.practice import make_family
from tests.factories.trajectory import make_immediate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
WORRY = "he shouts and breaks"


def url(family: Family, member_id: UUID, name: str = "member-copy") -> str:
    return reverse(f"own_copies:{name}", args=[family.pk, member_id])


def page_of(client: Client, planned: Planned, member_id: UUID, query: str = "") -> str:
    answer = client.get(url(planned.family, member_id) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def paper_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_their_own_rules_when_and_with_whom(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client = sign_in(practitioner)
    page = page_of(client, lived, lived.jo.pk, "?chosen=1&phone=01522+555+0143")
    for words in (
        "What you do",
        FRIDAYS,
        "Every Friday",
        "Together with",
        "Raj",
        "Ring Raj, then the duty worker",
        "01522 555 0143",
        "999",
    ):
        assert words in page, words
    paper = paper_of(
        client, url(lived.family, lived.jo.pk, "member-copy-pdf") + "?print=large"
    )
    assert "What you do so that the children are safe" in paper
    assert "Every Friday" in paper
    with as_viewer(practitioner):
        for page_name in ("own_copies.member_copy", "own_copies.member_copy_pdf_large"):
            assert AuditEvent.objects.filter(action=page_name).exists()


def test_the_paper_is_called_what_it_is(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    """Not the family's map: that is what a reader says first of a paper."""
    address = url(lived.family, lived.jo.pk, "member-copy-pdf")
    paper = PdfReader(io.BytesIO(sign_in(practitioner).get(address).content))
    assert paper.metadata
    assert paper.metadata.title == "My part: Nan Jo"


def test_the_worry_itself_and_others_rules_are_not_on_it(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    neighbour = make_member(practitioner, lived.family, "Mrs Bell")
    make_told(practitioner, neighbour, lived.danger.pk)
    client = sign_in(practitioner)
    page = page_of(client, lived, neighbour.pk)
    assert "Nothing for them to hold yet" in page
    assert FRIDAYS not in page
    assert WORRY not in page_of(client, lived, lived.jo.pk)
    # no paper is made of nothing
    answer = client.get(url(lived.family, neighbour.pk, "member-copy-pdf"))
    assert answer["Content-Type"].startswith("text/html")


def test_somebody_who_was_not_told_holds_nothing(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    """Named for today, and has heard no worry (I3)."""
    ida = make_member(practitioner, lived.family, "Ida", who=Named(name="Ida"))
    make_told(practitioner, ida, level=Level.SOME)
    make_immediate(practitioner, lived.family, lived.danger.pk)
    page = page_of(sign_in(practitioner), lived, ida.pk)
    assert "Ida has not heard the worry. Tell them first" in page
    assert "Nothing for them to hold yet" in page


def test_somebody_who_is_not_safe_to_contact_is_said_before_it_is_printed(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    with as_viewer(practitioner):
        jo = Person.objects.create(
            authority_id=lived.family.authority_id, given_names="Jo", family_name="Hale"
        )
        type(lived.jo)._default_manager.filter(pk=lived.jo.pk).update(person_id=jo.pk)
        ContactDetail.objects.create(
            authority_id=lived.family.authority_id, person=jo, kind="mobile",
            value="07700900123", safety="not_safe",
        )  # fmt: skip
    page = page_of(sign_in(practitioner), lived, lived.jo.pk)
    assert "Nan Jo is marked not safe to contact." in page


def test_somebody_who_may_not_know_an_address_is_said_before_it_is_printed(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client, said = sign_in(practitioner), "nothing here says that Nan Jo knows it"
    assert said not in page_of(client, lived, lived.jo.pk)
    with as_viewer(practitioner):
        live_together(lived.family, "Leanne", "Kai", is_hidden=True)
    assert said in page_of(client, lived, lived.jo.pk)
    with as_viewer(practitioner):
        kai = Person.objects.get(given_names="Kai")
        type(lived.jo)._default_manager.filter(pk=lived.jo.pk).update(person_id=kai.pk)
    assert said not in page_of(client, lived, lived.jo.pk)


def test_two_clicks_from_the_network_and_from_the_plan(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    client = sign_in(practitioner)
    address = url(lived.family, lived.jo.pk)
    for name in ("networks:network", "planning:safety-plan"):
        page = client.get(reverse(name, args=[lived.family.pk])).content.decode()
        assert f'href="{address}"' in page, name


def test_nobody_of_another_network_or_who_stepped_back(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    other = make_family(practitioner)
    client = sign_in(practitioner)
    for name in ("member-copy", "member-copy-pdf"):
        assert client.get(url(other, lived.jo.pk, name)).status_code == 404


@pytest.mark.parametrize("name", ["member-copy", "member-copy-pdf"])
def test_a_number_that_is_none_is_asked_again(
    sign_in: SignIn, practitioner: Viewer, lived: Planned, name: str
) -> None:
    answer = sign_in(practitioner).get(
        url(lived.family, lived.jo.pk, name), {"chosen": "1", "phone": "ring me"}
    )
    assert answer.status_code == 422
    assert "Enter a telephone number" in answer.content.decode()


def test_what_they_said_yes_to_stands_on_it_and_nothing_else_they_were_asked(
    sign_in: SignIn, practitioner: Viewer, lived: Planned
) -> None:
    nights = make_commitment(
        practitioner, lived.jo, lived.danger.pk, backup_id=lived.raj.pk
    )
    make_commitment(practitioner, lived.jo, does="I ring on Sundays.")
    client = sign_in(practitioner)
    assert "What you said you will do" not in page_of(client, lived, lived.jo.pk)
    make_answer(practitioner, lived.jo, nights)
    hers = page_of(client, lived, lived.jo.pk)
    assert "What you said you will do" in hers
    assert SLEEP in hers
    assert "Saturday, at nine at night and through the night" in hers
    assert "I ring on Sundays." not in hers
    assert SLEEP not in page_of(client, lived, lived.raj.pk)
    make_answer(practitioner, lived.raj, nights)
    his = page_of(client, lived, lived.raj.pk)
    assert SLEEP in his
    assert f"{our_words()['member_for']}:" in his
    paper = client.get(url(lived.family, lived.jo.pk, "member-copy-pdf"))
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages
    )
    assert "drive round" in text
