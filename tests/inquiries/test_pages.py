"""The pages of what went well."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories.inquiries import make_inquiry
from tests.factories.practice import make_family
from tests.factories.supervision import colleague, hold, make_session

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_inquiry_is_written_and_shared_without_a_name(
    sign_in: SignIn, practitioner: Viewer, practice_leader: Viewer
) -> None:
    family = make_family(practitioner)
    client = sign_in(practitioner)
    add = reverse("inquiries:add-inquiry")
    assert client.post(add, {"proud_of": ""}).status_code == 422
    client.post(add, {"proud_of": "Leanne drew it.", "family": str(family.pk)})
    with as_viewer(practitioner):
        inquiry = AppreciativeInquiry.objects.get()
    share = reverse("inquiries:share-inquiry", args=[inquiry.pk])
    refused = client.post(share, {"shared_with": "authority"})
    assert refused.status_code == 422
    assert "is still in what you wrote" in refused.content.decode()
    edit = reverse("inquiries:edit-inquiry", args=[inquiry.pk])
    sent = {"proud_of": "Mum drew it.", "family": str(family.pk), "version": "1"}
    assert client.post(edit, sent).status_code == 302
    assert client.post(share, {"shared_with": "authority"}).status_code == 302
    page = read(
        sign_in(practice_leader), reverse("inquiries:inquiry", args=[inquiry.pk])
    )
    assert "Mum drew it." in page
    assert "Okafor" not in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Write what you are proud of"),
        ("x" * 100_000, "letters long"),
        ("a\x00b", "hidden character"),
    ],
)
def test_what_cannot_be_kept_is_asked_again(
    sign_in: SignIn, practitioner: Viewer, words: str, sentence: str
) -> None:
    sent = {"proud_of": words, "learned": "To wait 🙂 أحب"}
    answer = sign_in(practitioner).post(reverse("inquiries:add-inquiry"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "To wait 🙂 أحب" in page


def test_two_screens_of_one_writer_show_both_wordings(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    inquiry = make_inquiry(practitioner)
    edit = reverse("inquiries:edit-inquiry", args=[inquiry.pk])
    client = sign_in(practitioner)
    client.post(edit, {"proud_of": "First words.", "version": "1"})
    answer = client.post(edit, {"proud_of": "Other words.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First words." in page
    assert "Other words." in page


def test_the_list_shows_what_groups_learned_and_is_a_look_at_each_family(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    inquiry = make_inquiry(practitioner, family)
    make_inquiry(practitioner)
    leader = colleague(practitioner)
    session = make_session(practitioner, family, leader)
    hold(leader, session, learned="Much.", for_others="Ask who holds the <keys>.")
    page = read(sign_in(practitioner), reverse("inquiries:inquiries"))
    assert "Ask who holds the &lt;keys&gt;." in page
    with as_viewer(practitioner):
        looks = AuditEvent.objects.filter(action="inquiry.list", kind="read")
        assert list(looks.values_list("target_id", "family_id")) == [
            (str(inquiry.pk), family.pk)
        ]


def test_the_list_asks_as_much_for_many_as_for_one(
    sign_in: SignIn, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    url = reverse("inquiries:inquiries")
    client = sign_in(practitioner)
    counts = []
    for number in (1, 6):
        for _ in range(number):
            make_inquiry(practitioner, family)
        client = sign_in(practitioner)
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 12, counts
