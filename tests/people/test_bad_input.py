"""Whatever is typed: a clear sentence, nothing lost, never an error page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.people.actions.people import change_person
from kinfold.people.details import PersonDetails
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from tests.factories.people import Okafors, hide_home, keep_okafors_apart, make_person
from tests.factories.platform import make_worker_viewer
from tests.people.test_pages import patterns

SignIn = Callable[[Viewer], Client]
pytestmark = pytest.mark.slow

RUBBISH = {
    "nothing": "",
    "too long": "x" * 20_000,
    "markup and null byte": "<script>alert(1)</script>\x00",
    "emoji and right to left": "💔🧸\u202eتجربة -1",
    "another id": str(uuid4()),
}
FIELDS = (
    "name", "opened_on_day", "opened_on_month", "opened_on_year", "version", "part",
    "given_names", "family_name", "known_as", "born", "due_on_day", "due_on_month",
    "due_on_year", "died_on_day", "sex", "ethnicity_code", "languages", "match",
    "communication_needs", "kind", "value", "safety", "how_safe", "code", "others",
    "side", "certainty", "people", "lines", "postcode", "household", "started_on_day",
    "started_on_month", "started_on_year", "children", "status", "holder", "reason",
    "closed_on_day", "ended_on_day", "ended_on_month", "ended_on_year", "left_on_day",
    "workers", "reason_kind", "outcome", "note", "extract", "form-TOTAL_FORMS",
    "form-INITIAL_FORMS", "form-0-part", "form-0-given_names", "form-0-match",
    "form-0-born", "form-0-sex", "is_both_ways",
)  # fmt: skip


@pytest.mark.parametrize("text", RUBBISH.values(), ids=RUBBISH.keys())
def test_no_form_ends_in_an_error_page(
    okafors: Okafors, lead: Viewer, worker: Viewer, sign_in: SignIn, text: str
) -> None:
    residence, contact = hide_home(worker, okafors)
    ids = {
        "family_id": okafors.family.pk,
        "person_id": okafors.leanne.pk,
        "residence_id": residence.pk,
        "contact_id": contact.pk,
        "tie_id": uuid4(),
        "apart_id": keep_okafors_apart(worker, okafors).pk,
        "merge_id": uuid4(),
        "access_id": uuid4(),
        "import_id": uuid4(),
    }
    client = sign_in(lead)
    for room, pattern in patterns():
        wanted = {name: ids[name] for name in pattern.pattern.converters}
        url = reverse(f"{room}:{pattern.name}", kwargs=wanted)
        answer = client.post(url, dict.fromkeys(FIELDS, text))
        assert answer.status_code in {200, 302, 403, 404, 405, 409, 422}, url
        assert b"<script>alert(1)" not in answer.content
        asked = dict.fromkeys(("q", "page", "whose", "status", "begins"), text)
        answer = client.get(url, asked | {"person": text, "other": text, "with": text})
        assert answer.status_code < 500, url


def person_form(**changed: Any) -> dict[str, Any]:
    return {"given_names": "Amira", "family_name": "Okafor", "sex": "female"} | changed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (
            {"given_names": "", "family_name": "", "known_as": ""},
            "Enter at least one name",
        ),
        ({"born": "12/13/2017"}, "There is no month 13"),
        ({"born": "31 February 2017"}, "there is no 31 February"),
        ({"born": "3 May 2031"}, "in the future"),
        ({"born": "winter 2017"}, "could be either end"),
        ({"born": "2017", "is_unborn": "on"}, "Leave this empty"),
        ({"sex": "f"}, "Select a valid choice"),
        ({"given_names": "a\x00b"}, "Null characters"),
        ({"given_names": "x" * 200}, "at most 120"),
        ({"died_on_day": "1"}, "must include"),
        ({"languages": "x" * 80}, "Part the languages"),
    ],
)
def test_a_person_form_says_what_is_wrong_and_keeps_what_was_typed(
    okafors: Okafors,
    worker: Viewer,
    sign_in: SignIn,
    changed: dict[str, str],
    says: str,
) -> None:
    url = reverse("people:edit-person", args=[okafors.amira.pk])
    kept = {"version": "1", "known_as": "Mimi", "communication_needs": "Large print"}
    typed = person_form(**(kept | changed))
    answer = sign_in(worker).post(url, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert "Large print" in text
    with as_viewer(worker):
        assert Person.objects.get(pk=okafors.amira.pk).known_as == ""


@pytest.mark.parametrize("name", ["💔 Ann", "نور", "Ōkami", "O'Brien-Śmith", "ß"])
def test_a_name_is_kept_as_it_is_written(
    okafors: Okafors, worker: Viewer, sign_in: SignIn, name: str
) -> None:
    client = sign_in(worker)
    url = reverse("people:edit-person", args=[okafors.amira.pk])
    assert client.post(url, person_form(version="1", known_as=name)).status_code == 302
    with as_viewer(worker):
        assert Person.objects.get(pk=okafors.amira.pk).known_as == name
    page = client.get(reverse("people:person", args=[okafors.amira.pk]))
    assert page.status_code == 200


def test_marks_that_turn_the_writing_round_are_taken_out(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    url = reverse("people:edit-person", args=[okafors.amira.pk])
    sign_in(worker).post(url, person_form(version="1", known_as="A\u202emi\u2066"))
    with as_viewer(worker):
        assert Person.objects.get(pk=okafors.amira.pk).known_as == "Ami"


def test_two_people_at_once_see_both_versions_and_lose_nothing(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    with as_viewer(worker):
        change_person(
            person_id=okafors.amira.pk,
            details=PersonDetails(
                given_names="Amira", family_name="Reed", sex="female"
            ),
            version=1,
            by=worker,
        )
    url = reverse("people:edit-person", args=[okafors.amira.pk])
    typed = person_form(version="1", family_name="Okafor-Reed")
    answer = client.post(url, typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved while you were writing" in text
    assert '<td data-label="Now on record">Reed</td>' in text
    assert 'value="Okafor-Reed"' in text
    assert 'name="version" value="2"' in text
    again = client.post(url, person_form(version="2", family_name="Okafor-Reed"))
    assert again.status_code == 302
    with as_viewer(worker):
        assert Person.objects.get(pk=okafors.amira.pk).family_name == "Okafor-Reed"


def test_a_family_is_not_renamed_over_somebody_elses_words(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    url = reverse("records:rename", args=[okafors.family.pk])
    version = okafors.family.version
    client.post(url, {"name": "Okafor and Reed", "version": version})
    answer = client.post(url, {"name": "Reed", "version": version})
    assert answer.status_code == 409
    assert "Okafor and Reed" in answer.content.decode()
    with as_viewer(worker):
        assert Family.objects.get(pk=okafors.family.pk).name == "Okafor and Reed"


def new_family(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Okafor",
        "opened_on_day": "2",
        "opened_on_month": "3",
        "opened_on_year": "2026",
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-part": "child",
        "form-0-given_names": "Amira",
        "form-0-family_name": "Okafor",
        "form-0-born": "3 May 2017",
        "form-0-sex": "female",
    } | changed


def test_a_second_record_is_asked_about_and_the_first_can_be_used(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    url = reverse("finding:create-family")
    asked = client.post(url, new_family())
    text = asked.content.decode()
    assert asked.status_code == 422
    assert "Very likely the same person" in text
    assert str(okafors.amira.pk) in text
    with as_viewer(worker):
        assert Family.objects.count() == 1
    done = client.post(url, new_family(**{"form-0-match": str(okafors.amira.pk)}))
    assert done.status_code == 302
    with as_viewer(worker):
        assert Family.objects.count() == 2
        assert Person.objects.filter(family_name="Okafor").count() == 3


def test_somebody_else_of_that_name_gets_a_record_of_their_own(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    client = sign_in(worker)
    done = client.post(
        reverse("finding:create-family"), new_family(**{"form-0-match": "new"})
    )
    assert done.status_code == 302
    with as_viewer(worker):
        assert Person.objects.filter(given_names="Amira").count() == 1


def test_a_person_of_another_authority_cannot_be_chosen(
    okafors: Okafors, worker: Viewer, elsewhere: Viewer, sign_in: SignIn
) -> None:
    theirs = make_person(elsewhere, "Ana", "Silva")
    answer = sign_in(worker).post(
        reverse("finding:create-family"),
        new_family(**{"form-0-match": str(theirs.pk)}),
    )
    assert answer.status_code == 422
    assert "no longer there" in answer.content.decode()


def test_another_row_keeps_what_was_typed(worker: Viewer, sign_in: SignIn) -> None:
    answer = sign_in(worker).post(
        reverse("finding:create-family"), new_family(add="1", name="Okafor")
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Amira"' in text
    assert 'value="Okafor"' in text
    assert 'name="form-1-given_names"' in text


def test_a_family_without_a_child_says_so(worker: Viewer, sign_in: SignIn) -> None:
    answer = sign_in(worker).post(
        reverse("finding:create-family"), new_family(**{"form-0-part": "adult"})
    )
    assert answer.status_code == 422
    assert "at least one child" in answer.content.decode()


def test_allocating_offers_only_those_who_can_hold_a_family(
    okafors: Okafors, lead: Viewer, authority: Any, team: Any, sign_in: SignIn
) -> None:
    from kinfold_core.access import Role

    make_worker_viewer(authority, Role.ANALYST, name="Ana Lyst", team=team)
    url = reverse("records:allocate", args=[okafors.family.pk])
    text = sign_in(lead).get(url).content.decode()
    assert "Sam Reed" in text
    assert "Ana Lyst" not in text


def test_a_day_in_the_future_is_not_taken(
    okafors: Okafors, worker: Viewer, sign_in: SignIn
) -> None:
    url = reverse("people:move", args=[okafors.family.pk])
    answer = sign_in(worker).post(
        url,
        {
            "people": [str(okafors.amira.pk)],
            "lines": "1 High Street",
            "kind": "home",
            "started_on_day": "1",
            "started_on_month": "1",
            "started_on_year": str(date.today().year + 2),  # noqa: DTZ011
        },
    )
    assert answer.status_code == 422
    assert "1 High Street" in answer.content.decode()
