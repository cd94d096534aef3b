"""The page that shows an authority's whole audit."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from kinfold.platform import audit, limits
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.factories.platform import make_team, make_worker_viewer

pytestmark = pytest.mark.django_db
PAGE = reverse("platform:audit")


@pytest.fixture
def looked(authority, practitioner):
    team = make_team(authority)
    with as_viewer(practitioner):
        audit.note_read(practitioner, target=team, page="the north team", why="duty")
        audit.note_search(practitioner, words="<b>okafor</b>", result_count=2)
    return team


def test_it_shows_looks_searches_and_reasons(sign_in, information_governance, looked):
    page = sign_in(information_governance).get(PAGE).content.decode()
    assert "The north team" in page
    assert "duty" in page
    assert "“&lt;b&gt;okafor&lt;/b&gt;”, 2 shown" in page


def test_reading_it_is_itself_written_down(
    sign_in, information_governance, looked, authority
):
    client = sign_in(information_governance)
    family = uuid4()
    asked = {
        "kind": "read", "by_name": "Mo", "family_id": str(family),
        "first_day_day": "3", "first_day_month": "3", "first_day_year": "2026",
    }  # fmt: skip
    assert client.get(PAGE, asked).status_code == 200
    with as_viewer(information_governance):
        event = AuditEvent.objects.get(action="audit")
    assert event.kind == "access"
    assert event.by_worker_id == information_governance.worker_id
    assert event.family_id == family
    assert event.changes == {
        "kind": "read", "by_name": "Mo", "family_id": str(family),
        "first_day": "2026-03-03", "page": "1",
    }  # fmt: skip
    assert "Read the audit" in client.get(PAGE).content.decode()


def test_somebody_refused_has_not_read_it(sign_in, practitioner, looked):
    assert sign_in(practitioner).get(PAGE).status_code == 403
    with as_viewer(practitioner):
        assert not AuditEvent.objects.filter(action="audit").exists()


def test_asked_for_without_end_it_says_wait(
    sign_in, information_governance, monkeypatch
):
    client = sign_in(information_governance)
    monkeypatch.setattr(limits.time, "monotonic", lambda: 0.0)
    answers = [client.get(PAGE).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]


def test_it_can_be_narrowed(sign_in, information_governance, looked):
    client = sign_in(information_governance)
    assert "The north team" not in client.get(PAGE, {"kind": "search"}).content.decode()
    none = client.get(PAGE, {"by_name": "Somebody Else"}).content.decode()
    assert "Nothing here for these dates and names" in none


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"family_id": "not-one"}, "Copy the whole number"),
        ({"kind": "<script>"}, "not one of the available choices"),
        (
            {
                "first_day_day": "3", "first_day_month": "3", "first_day_year": "2026",
                "last_day_day": "2", "last_day_month": "3", "last_day_year": "2026",
            },
            "must not be before the first",
        ),
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_explained(
    sign_in, information_governance, asked, words
):
    response = sign_in(information_governance).get(PAGE, asked)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_number_of_queries_does_not_grow(
    sign_in, information_governance, practitioner, looked, django_assert_num_queries
):
    client = sign_in(information_governance)
    client.get(PAGE)
    with django_assert_num_queries(9):
        client.get(PAGE)
    with as_viewer(practitioner):
        for number in range(60):
            audit.note_read(practitioner, target=looked, page=f"page {number}")
    with django_assert_num_queries(9):
        client.get(PAGE)


@pytest.mark.parametrize("role", sorted(Role))
def test_only_who_may_see_it_sees_it(sign_in, authority, role):
    response = sign_in(make_worker_viewer(authority, role)).get(PAGE)
    may = role == Role.INFORMATION_GOVERNANCE
    assert response.status_code == (200 if may else 403)


def test_another_authority_sees_none_of_it(sign_in, elsewhere, looked):
    page = sign_in(elsewhere).get(PAGE)
    assert page.status_code == 200
    assert "The north team" not in page.content.decode()
