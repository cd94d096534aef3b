"""The page that shows an authority's whole audit."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kinfold.platform import audit
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
    with django_assert_num_queries(8):
        client.get(PAGE)
    with as_viewer(practitioner):
        for number in range(60):
            audit.note_read(practitioner, target=looked, page=f"page {number}")
    with django_assert_num_queries(8):
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
