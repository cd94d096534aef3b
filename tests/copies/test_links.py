"""Making a link to the copy: for whom, with what, and how it is called back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinfold.copies.models import CopyLink, MapSharing
from kinfold.copies.selectors.links import MOST_SHOWN
from kinfold.people.models import Address, ContactDetail, Residence
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import LENGTH, authority_of, hashed, new_code, new_token
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, Person
from tests.factories.copies import CODE, link_for
from tests.factories.planning import make_live
from tests.factories.practice import make_entry, make_family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
LONG_AGO = timezone.now() - timedelta(days=9)


def url(family: Family, name: str = "make-link", *parts: object) -> str:
    return reverse(f"copies:{name}", args=[family.pk, *parts])


def asked_for(by: Viewer, name: str) -> str:
    with as_viewer(by):
        return f"?person={Person.objects.get(given_names=name).pk}"


def not_safe(by: Viewer, name: str) -> None:
    with as_viewer(by):
        ContactDetail.objects.create(
            authority_id=by.in_authority(), kind="mobile", value="07700900123",
            person=Person.objects.get(given_names=name), safety="not_safe",
        )  # fmt: skip


def post_for(client: Client, address: str, **changes: object) -> dict[str, Any]:
    form = client.get(address).context["form"]
    return {
        "seen": form["seen"].value(), "days": "14", "code": CODE,
    } | changes  # fmt: skip


def test_a_token_names_its_authority_and_is_not_guessed(practitioner: Viewer) -> None:
    authority_id = practitioner.in_authority()
    tokens = {new_token(authority_id) for _ in range(50)}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {LENGTH}
    assert {authority_of(token) for token in tokens} == {authority_id}
    assert re.fullmatch(r"\d{3} \d{3}", new_code())


@pytest.mark.parametrize(
    "token", ["", "short", "ü" * 44, "!" * 44, "a" * 43 + "=", "a" * 45]
)
def test_what_is_no_token_names_nobody(token: str) -> None:
    assert authority_of(token) is None


def test_the_page_tells_address_and_code_once_and_keeps_neither(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    address = url(family) + asked_for(practitioner, "Leanne")
    made = client.post(address, post_for(client, address))
    page = made.content.decode()
    assert made.status_code == 200
    assert made["Cache-Control"] == "private, no-store"
    token = made.context["link"].token
    assert f"http://testserver/c/{token}" in page
    assert page.count('<path d="M') == 1
    assert CODE in page
    assert "Leanne" not in made.context["message"]
    assert token in made.context["message"]
    assert CODE not in made.context["message"]
    with as_viewer(practitioner):
        row = CopyLink.objects.get()
        kept = json.dumps(
            [*CopyLink.objects.values(), *MapSharing.objects.values(),
             *AuditEvent.objects.values()], default=str,
        )  # fmt: skip
    assert token not in kept
    assert CODE not in kept
    assert "bluekite7" not in kept
    assert row.token_hash == hashed(token)
    assert row.person_name == "Leanne"
    days = row.expires_at - timezone.now()
    assert timedelta(days=13, hours=23) < days <= timedelta(days=14)
    again = client.get(url(family, "family-copy")).content.decode()
    assert '<b dir="auto">Leanne</b>: Opens until' in again
    assert token not in again


def test_making_one_is_giving_the_copy(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link_for(practitioner, family, phone="01522 555 0143")
    with as_viewer(practitioner):
        sharing = MapSharing.objects.get()
        link = CopyLink.objects.get()
        assert (sharing.format, sharing.with_whom) == ("link", "Leanne")
        assert "0143" not in json.dumps(sharing.copy)
        assert link.phone == "01522 555 0143"
        event = AuditEvent.objects.get(action="copy_link.made")
        assert event.changes == {"for": "Leanne", "days": 14}
        assert event.family_id == family.pk


def test_the_person_is_held_before_the_audit_is(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    """As where two records are joined: in two orders they would wait in a circle."""
    with CaptureQueriesContext(connection) as asked:
        link_for(practitioner, family)
    steps = [one["sql"] for one in asked]
    held = [n for n, sql in enumerate(steps) if "FOR NO KEY UPDATE" in sql]
    audited = [n for n, sql in enumerate(steps) if "platform_auditevent" in sql]
    assert held
    assert held[0] < audited[0]


def test_without_a_code_of_their_own_one_is_made(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link = link_for(practitioner, family, code="")
    assert re.fullmatch(r"\d{3} \d{3}", link.code)


def test_nobody_who_is_not_safe_to_contact_is_given_one(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    not_safe(practitioner, "Dean")
    page = sign_in(practitioner).get(url(family))
    offered = [label for _, label in page.context["form"].fields["person"].choices]
    assert offered == ["Amira", "Kai", "Leanne"]
    said = "Marked not safe to contact, so no link is made for Dean"
    assert said in page.content.decode()  # before it is made
    asked = sign_in(practitioner).get(url(family) + asked_for(practitioner, "Dean"))
    assert asked.status_code == 422
    with pytest.raises(CannotDo, match="Dean is marked not safe to contact"):
        link_for(practitioner, family, "Dean")
    with as_viewer(practitioner):
        assert not CopyLink.objects.exists()
        assert not MapSharing.objects.exists()


def test_how_they_can_be_contacted_is_said_before_one_is_made(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        for how in ("Weekdays until 3, when Dean is at work", "Never by voicemail"):
            ContactDetail.objects.create(
                authority_id=family.authority_id, kind="mobile", value="07700900123",
                person=Person.objects.get(given_names="Leanne"), safety="with_care",
                how_safe=how,
            )  # fmt: skip
    client = sign_in(practitioner)
    page = client.get(url(family) + asked_for(practitioner, "Leanne")).content.decode()
    assert "It is safe to contact Leanne only like this" in page
    assert "Weekdays until 3, when Dean is at work" in page
    assert "Never by voicemail" in page
    page = client.get(url(family) + asked_for(practitioner, "Kai")).content.decode()
    assert "only like this" not in page


def test_whose_it_is_keeps_what_was_chosen_for_the_copy(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        kai = Person.objects.get(given_names="Kai").pk
    chosen = f"?chosen=1&reader={kai}&language=ro&phone=01522+555+0143"
    page = client.get(url(family) + chosen).content.decode()
    for name, value in (("reader", kai), ("language", "ro"), ("chosen", 1)):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    leanne = asked_for(practitioner, "Leanne").replace("?", "&")
    asked = client.get(url(family) + chosen + leanne)
    assert asked.context["copy"].everybody == ("Kai", "Leanne")
    assert (
        "Your number, 01522 555 0143; it is kept with the link"
        in asked.content.decode()
    )
    nobody = client.get(url(family) + "?go=1")
    assert nobody.status_code == 422
    assert "Choose whose telephone it is for" in nobody.content.decode()
    wrong = client.get(url(family) + "?chosen=1&phone=ring+me")
    assert wrong.status_code == 422


def test_only_for_somebody_of_this_family(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    with as_viewer(practitioner):
        stranger = Person.objects.create(
            authority_id=family.authority_id, given_names="Ida", family_name="West"
        )
    with pytest.raises(NotFound):
        link_for(practitioner, family, person_id=stranger.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"code": "123456"}, "code"), ({"days": 0}, "days"), ({"days": 91}, "days")],
)
def test_what_makes_no_safe_link_is_refused_where_it_is_made(
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    changes: dict[str, object],
    field: str,
) -> None:
    with pytest.raises(CannotDo) as refused:
        link_for(practitioner, family, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "1"}, "Choose at least 6 letters or numbers"),
        ({"days": "400"}, "not on the list any more"),
    ],
)
def test_a_form_that_cannot_be_used_is_asked_again(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    changes: dict[str, object],
    said: str,
) -> None:
    client = sign_in(practitioner)
    address = url(family) + asked_for(practitioner, "Leanne")
    refused = client.post(address, post_for(client, address, **changes))
    assert refused.status_code == 422
    assert said in refused.content.decode()


def test_what_was_written_meanwhile_is_read_before_it_is_given(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    address = url(family) + asked_for(practitioner, "Leanne")
    typed = post_for(client, address)
    make_entry(practitioner, family, text="Kai slept through.")
    refused = client.post(address, typed)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Kai slept through." in page
    typed["seen"] = refused.context["form"]["seen"].value()
    assert client.post(address, typed).status_code == 200


def test_a_map_that_cannot_be_shared_makes_no_link(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    assert "nothing on the map yet" in client.get(url(family)).content.decode()
    with as_viewer(practitioner):
        from kinfold.practice import actions
        from kinfold_core.practice.written import DangerSetDetails

        actions.add_danger_set(
            family_id=family.pk, by=practitioner,
            details=DangerSetDetails(worried_about="DV and neglect, chaotic home."),
        )  # fmt: skip
    address = url(family) + asked_for(practitioner, "Leanne")
    refused = client.post(address, post_for(client, address))
    assert refused.status_code == 422
    assert "Before this can be shared" in refused.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"wrong_count": 5}, "the code was wrong 5 times"),
        ({"expires_at": LONG_AGO}, "Ended."),
        ({"opened_count": 1, "last_opened_at": Now()}, "Opened once, last today"),
        ({"wrong_count": 1}, "Wrong code once."),
        ({"wrong_count": 4}, "Wrong code 4 times."),
        ({"opened_count": 3, "last_opened_at": Now()}, "Opened 3 times"),
        ({}, "Not opened yet."),
    ],
)
def test_the_worker_sees_where_each_link_stands(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
    changes: dict[str, object],
    said: str,
) -> None:
    link = link_for(practitioner, family)
    with as_viewer(practitioner):
        CopyLink.objects.filter(pk=link.id).update(**(changes or {"wrong_count": 0}))
    page = sign_in(practitioner).get(url(family, "family-copy")).content.decode()
    assert said in page


def test_the_worker_sees_why_a_link_closed_by_itself(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link_for(practitioner, family)
    link_for(practitioner, family, "Kai")
    not_safe(practitioner, "Kai")
    with as_viewer(practitioner):
        from tests.copies.test_link_reader import keep_back

        keep_back(practitioner, danger)
    page = sign_in(practitioner).get(url(family, "family-copy")).content.decode()
    assert "they are marked not safe to contact now" in page
    assert "something has been kept from the family since" in page


def test_a_link_that_opens_never_falls_off_the_list(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    opens = link_for(practitioner, family)
    for _ in range(MOST_SHOWN + 2):
        link_for(practitioner, family, "Kai")
    page = sign_in(practitioner).get(url(family, "family-copy")).content.decode()
    assert url(family, "call-back", opens.id) in page
    assert page.count("Called back.") == MOST_SHOWN


def test_the_paper_can_have_the_link_on_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link = link_for(practitioner, family)
    client = sign_in(practitioner)
    answer = client.post(url(family, "link-paper"), {"token": link.token})
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    words = "".join("".join(page.extract_text() for page in pages).split())
    assert link.token in words.replace("\u200b", "")
    assert "bluekite" not in words.casefold()
    other = make_family(practitioner)
    for address, token in (
        (url(other, "link-paper"), link.token),
        (url(family, "link-paper"), new_token(practitioner.in_authority())),
    ):
        assert client.post(address, {"token": token}).status_code == 404


def test_a_page_left_open_prints_no_copy_once_its_link_opens_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    link = link_for(practitioner, family)
    client = sign_in(practitioner)
    with as_viewer(practitioner):
        from tests.copies.test_link_reader import keep_back

        keep_back(practitioner, danger)
    answer = client.post(url(family, "link-paper"), {"token": link.token}, follow=True)
    assert answer["Content-Type"].startswith("text/html")
    said = answer.content.decode()
    assert "opens nothing any more, so its copy is not printed" in said
    assert "something has been kept from the family since" in said


def test_what_stays_out_for_this_person_is_said_before_it_is_made(
    sign_in: SignIn, practitioner: Viewer, chair: Viewer
) -> None:
    """Somebody who must not know where others live is given no plan of their days."""
    planned = make_live(practitioner, chair, make_family(practitioner))
    with as_viewer(practitioner):
        here = {"authority_id": practitioner.in_authority()}
        for name in ("Leanne", "Amira", "Kai"):
            Residence.objects.create(
                **here, person=Person.objects.get(given_names=name),
                address=Address.objects.create(**here, sealed=b"x", is_hidden=True),
            )  # fmt: skip
    client = sign_in(practitioner)
    address = url(planned.family) + asked_for(practitioner, "Dean")
    page = client.get(address).content.decode()
    assert "Not on it:" in page
    assert "The safety plan, as it is lived today: not for" in page
