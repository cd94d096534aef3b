"""A yes by two, a no from anybody at any time, and what the page says afterwards."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from kinfold.lab import actions, selectors
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.lab import make_pack
from tests.factories.platform import make_team, make_worker_viewer
from tests.lab.steps import book, make_ready, page, say, send

HOME = "/programme/lab/"
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_no_is_taken_on_a_closed_record_and_a_yes_is_not(
    worker, leader, observer, family, case, session
):
    book(observer, session, brings_case=False)
    make_ready(worker, family)
    url = f"{HOME}packs/{send(leader, family).pk}/"
    with as_viewer(worker):
        Family.objects.filter(pk=family.pk).update(closed_on=timezone.localdate())
    with pytest.raises(RecordRefused):
        say(worker, family, is_yes=True)
    page(observer, url)
    at = f"/families/{family.pk}/learning-case/"
    assert "Write down that they take it back" in page(worker, at)
    client, today = signed_in(Client(), worker), timezone.localdate()
    page(worker, f"{at}consent/")
    typed = {
        "asked": "Both parents", "said": "Not any more", "is_yes": "no",
        "asked_on_day": today.day, "asked_on_month": today.month,
        "asked_on_year": today.year,
    }  # fmt: skip
    answer = client.post(f"{at}consent/", typed)
    assert answer.status_code == 302, answer.content.decode()
    page(observer, url, status=404)


def test_a_yes_after_a_no_does_not_put_it_back(
    worker, leader, observer, family, case, session
):
    book(observer, session, brings_case=False)
    make_ready(worker, family)
    url, at = f"{HOME}packs/{send(leader, family).pk}/", f"/families/{family.pk}/"
    assert "These words are in the lab" in page(worker, f"{at}learning-case/")
    say(worker, family, is_yes=False)
    say(worker, family, is_yes=True)
    shown = page(worker, f"{at}learning-case/")
    assert "These words are in the lab" not in shown
    assert "these words are shown to nobody" in shown
    assert "begin another case" in shown
    page(observer, url, status=404)


def test_whoever_wrote_an_earlier_text_is_no_second(
    worker, leader, authority, family, case
):
    other = make_worker_viewer(authority, Role.PRACTITIONER, team=make_team(authority))
    with as_viewer(other):
        actions.write_words(
            family_id=family.pk, text="The child is well.", seen_version=1, by=other
        )
        assert selectors.case(other, family.pk).authors == {
            worker.user_id, other.user_id,
        }  # fmt: skip
    say(worker, family, is_yes=True)
    for author in (worker, other):
        with pytest.raises(PermissionDenied, match="Somebody else"):
            send(author, family, version=2)
    send(leader, family, version=2)


def test_a_member_is_not_led_to_a_page_that_refuses_them(
    lead, leader, authority, session
):
    _, due = make_pack(lead, session, authority)
    url = f"{HOME}follow-ups/{due.pk}/"
    assert f'href="{url}"' not in page(lead, HOME)
    assert "after 3 months" in page(lead, HOME)
    assert f'href="{url}"' in page(leader, HOME)
    page(leader, url)
