"""An evaluator asks, the authority's information governance lead alone decides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinfold.extracts.actions.deciding import decide_extract
from kinfold.extracts.jobs import make_file
from kinfold.extracts.models import (
    ExtractDecision,
    ExtractRequest,
    HeldExtract,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.fields import PARTS
from kinfold.platform.models import AuditEvent, JobRun, ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.factories.extracts import LIMITS, give, join, make_request
from tests.factories.platform import make_programme_viewer, make_worker_viewer

ASKED = {
    "study": "Does it help?",
    "purpose": "Whether families come back",
    "columns": ["person.age", "cin_episodes.referral_date"],
    "first_day_day": "1", "first_day_month": "4", "first_day_year": "2024",
    "last_day_day": "31", "last_day_month": "3", "last_day_year": "2025",
    "grain": "month",
    "holders": "Daniel Roth",
    "lawful_basis": "A task in the public interest",
    "dpia": "DPIA 14",
}  # fmt: skip


def typed_day(name, day):
    return {f"{name}_{part}": str(getattr(day, part)) for part in PARTS}


@pytest.fixture
def typed(evaluator, information_governance):
    place = join(evaluator, information_governance)
    until = timezone.localdate() + timedelta(days=60)
    return ASKED | {"place": str(place.pk)} | typed_day("wanted_until", until)


def test_what_an_evaluator_asks_is_read_by_both_sides_and_noted(
    evaluator, information_governance, typed, sign_in
):
    response = sign_in(evaluator).post("/extracts/ask/", typed, follow=True)
    assert "Asked. Its information governance lead decides" in response.content.decode()
    with as_viewer(evaluator):
        request = ExtractRequest.objects.get()
        assert ProgrammeEvent.objects.get().action == "extract.asked"
    assert request.columns == {"person": ["age"], "cin_episodes": ["referral_date"]}
    for viewer in (evaluator, information_governance):
        page = sign_in(viewer).get(f"/extracts/{request.pk}/").content.decode()
        assert "A task in the public interest" in page
        assert "DPIA 14" in page
        assert "Asked, not decided yet" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"study": ""}, "Name the study"),
        ({"columns": ["person.upn"]}, "not on the list"),
        ({"columns": ["person.age"]}, "at least one table of what happened"),
        ({"first_day_year": "2026"}, "must not be before the first"),
        ({"last_day_year": "2099"}, "has not come yet"),
        ({"first_day_month": "13"}, "Enter a real date"),
        ({"place": "999999"}, "not on the list any more"),
        ({"purpose": "x" * 2001}, "2,000 fit here"),
        ({"holders": "a\x00b"}, "hidden character"),
        ({"wanted_until_year": "2020"}, "from today on"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(evaluator, typed, sign_in, wrong,
                                                   says):  # fmt: skip
    response = sign_in(evaluator).post("/extracts/ask/", typed | wrong)
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert "A task in the public interest" in page  # nothing typed is lost
    with as_viewer(evaluator):
        assert not ExtractRequest.objects.exists()


@pytest.mark.parametrize("role", [Role.PROGRAMME_LEAD, Role.CONSULTANT])
def test_nobody_else_of_the_programme_asks_or_looks(role, asked, sign_in):
    client = sign_in(make_programme_viewer(role))
    assert client.get("/extracts/ask/").status_code == 403
    assert client.get("/extracts/").status_code == 403
    assert client.get(f"/extracts/{asked.pk}/").status_code == 403


def test_another_evaluator_and_another_authority_of_it_find_nothing(
    asked, evaluator, elsewhere, sign_in
):
    join(evaluator, elsewhere)
    for viewer in (make_programme_viewer(Role.EVALUATOR), elsewhere):
        client = sign_in(viewer)
        assert "Does it help?" not in client.get("/extracts/").content.decode()
        for more in ("", "decide/", "end/"):
            assert client.get(f"/extracts/{asked.pk}/{more}").status_code == 404
        assert client.post(f"/extracts/{asked.pk}/file/").status_code == 404
    with as_viewer(elsewhere):  # the first concrete table of a place (ADR 38)
        assert not ExtractRequest.objects.exists()


def test_what_was_asked_cannot_be_altered(asked, evaluator):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_viewer(evaluator),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE extracts_extractrequest SET purpose = 'another'")


def test_only_information_governance_decides(asked, authority, evaluator, sign_in):
    leader = make_worker_viewer(authority, Role.SENIOR_LEADER, Role.ANALYST)
    assert sign_in(leader).get(f"/extracts/{asked.pk}/").status_code == 200
    assert sign_in(leader).get(f"/extracts/{asked.pk}/decide/").status_code == 403
    assert sign_in(evaluator).get(f"/extracts/{asked.pk}/decide/").status_code == 403
    for viewer in (leader, evaluator):
        with pytest.raises(PermissionDenied):
            give(asked, viewer)


def test_a_yes_narrows_makes_a_key_and_starts_the_work(
    asked, information_governance, evaluator, sign_in
):
    client = sign_in(information_governance)
    until = timezone.localdate() + timedelta(days=20)
    said = {
        "answer": "yes",
        "reason": "Worth knowing",
        "columns": ["cin_episodes.referral_date"],
        "grain": "quarter",
        "alike": "12",
        **typed_day("first_day", date(2024, 7, 1)),
        **typed_day("last_day", date(2025, 3, 31)),
        **typed_day("expires_on", until),
    }
    page = client.get(f"/extracts/{asked.pk}/decide/").content.decode()
    assert len(re.findall(r'value="cin_episodes\.\w+"[^>]* checked', page)) == 3
    client.post(f"/extracts/{asked.pk}/decide/", said)
    with as_viewer(information_governance):
        one = ExtractDecision.objects.get()
        held = HeldExtract.objects.get()
        assert JobRun.objects.get().ids == {"request_id": str(asked.pk)}
        event = AuditEvent.objects.get(action="extract.given")
    assert (one.columns, one.grain) == ({"cin_episodes": ["referral_date"]}, "quarter")
    assert (one.alike, one.expires_on) == (12, until)
    assert len(held.key) == 32
    assert event.why == "Worth knowing"
    # the evaluator reads the decision, and nothing of the key
    page = sign_in(evaluator).get(f"/extracts/{asked.pk}/").content.decode()
    assert "Worth knowing" in page
    with as_viewer(evaluator):
        assert not HeldExtract.objects.exists()
        assert ExtractDecision.objects.count() == 1
    assert client.get(f"/extracts/{asked.pk}/decide/").status_code != 200


def test_a_no_needs_a_reason_and_nothing_else(asked, information_governance, sign_in):
    client = sign_in(information_governance)
    refused = client.post(f"/extracts/{asked.pk}/decide/", {"answer": "no"})
    assert "Say why you decide so" in refused.content.decode()
    client.post(f"/extracts/{asked.pk}/decide/", {"answer": "no", "reason": "No basis"})
    page = client.get(f"/extracts/{asked.pk}/").content.decode()
    assert "Refused" in page
    assert "No basis" in page
    with as_viewer(information_governance):
        assert not HeldExtract.objects.exists()
        assert not JobRun.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"limits": replace(LIMITS, first_day=date(2024, 3, 31))}, "first_day"),
        ({"limits": replace(LIMITS, last_day=date(2025, 4, 1))}, "last_day"),
        ({"limits": replace(LIMITS, columns={"cp_plans": ["start_date"]})}, ""),
        ({"alike": 4}, "alike"),
        ({"alike": 101}, "alike"),
        ({"days": 91}, "expires_on"),
        ({"days": 61}, "expires_on"),  # it was wanted for 60
        ({"days": -1}, "expires_on"),
    ],
)
def test_a_yes_gives_no_more_than_was_asked_and_for_no_longer_than_may_be(
    asked, information_governance, more, field
):
    with pytest.raises(CannotDo) as refused:
        give(asked, information_governance, **more)
    assert refused.value.field == field


def test_where_quarters_were_asked_no_months_are_given(
    evaluator, information_governance
):
    quarters = replace(LIMITS, grain="quarter")
    asked = make_request(evaluator, information_governance, limits=quarters)
    with pytest.raises(CannotDo, match="Only quarters"):
        give(asked, information_governance)


def test_it_is_decided_once(asked, information_governance):
    give(asked, information_governance)
    with pytest.raises(CannotDo, match="decided or ended"):
        give(asked, information_governance)


def test_what_was_never_asked_is_not_found(information_governance, asked):
    with as_viewer(information_governance), pytest.raises(NotFound):
        decide_extract(
            request_id=information_governance.worker_id, reason="x", giving=None,
            job=make_file, by=information_governance,
        )  # fmt: skip


def test_the_list_costs_the_same_whatever_its_length(
    evaluator, information_governance, sign_in, django_assert_max_num_queries
):
    client = sign_in(evaluator)
    make_request(evaluator, information_governance)
    with django_assert_max_num_queries(30) as one:
        client.get("/extracts/")
    for _ in range(3):
        give(make_request(evaluator, information_governance), information_governance)
    with django_assert_max_num_queries(len(one)):
        assert client.get("/extracts/").content.decode().count("Does it help?") == 4


def test_another_authority_cannot_decide_it_below_the_pages_either(
    evaluator, asked, elsewhere_authority
):
    there = make_worker_viewer(elsewhere_authority, Role.INFORMATION_GOVERNANCE)
    join(evaluator, there)
    with as_viewer(there), transaction.atomic():
        assert not ExtractRequest.objects.exists()
        ExtractDecision.objects.create(
            programme_id=asked.programme_id,
            authority=elsewhere_authority,
            request_id=asked.pk,
            by_user_id=there.user_id,
            by_name=there.name,
            is_given=False,
            reason="Not ours to say",
        )
        with pytest.raises(DatabaseError, match="foreign key"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
