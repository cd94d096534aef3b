"""Who was there, how sure they are, and nothing that says who answered what."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.development.actions import training
from kinfold.development.links import link_for
from kinfold.development.models import (
    Attendance,
    ConfidenceAnswer,
    ConfidenceTally,
    TrainingSession,
)
from kinfold.development.selectors.training import since_basic
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.development import DAY, make_training, were_there
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/learning/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.TRAINER)


@pytest.fixture
def session(lead, programme):
    return make_training(lead, programme, title="Basic training, spring")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def get(viewer, url) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def test_a_trainer_plans_for_everybody_and_an_authority_in_its_house(
    lead, programme, practice_leader, authority, elsewhere_authority, elsewhere
):
    join_programme(programme, elsewhere_authority)
    typed = {
        "course": "basic", "title": "In our house", "starts_on_day": "5",
        "starts_on_month": "3", "starts_on_year": "2026", "days": "2",
    }  # fmt: skip
    client = signed_in(Client(), practice_leader)
    url = f"{HOME}{programme.pk}/plan/"
    theirs = {**typed, "place": str(elsewhere_authority.pk)}
    assert client.post(url, theirs).status_code == 422
    mine = {**typed, "place": str(authority.pk)}
    assert client.post(url, {**mine, "starts_on_year": "9999"}).status_code == 422
    assert client.post(url, mine).status_code == 302
    make_training(lead, programme, title="For all of us")
    with as_viewer(lead):
        house = TrainingSession.objects.get(title="In our house")
    assert "In our house" in get(lead, HOME)
    assert "In our house" not in get(elsewhere, HOME)
    assert "For all of us" in get(elsewhere, HOME)
    page = f"{HOME}training/{house.pk}/"
    assert signed_in(Client(), elsewhere).get(page).status_code == 404


def test_who_was_there_is_corrected_and_what_stood_stays(
    session, practice_leader, practitioner, manager, lead
):
    assert were_there(practice_leader, session, practitioner, names=["Jo"]) == 2
    with pytest.raises(StaleVersion):
        were_there(practice_leader, session, manager)
    assert were_there(practice_leader, session, manager, seen=1) == 1
    with as_viewer(practice_leader):
        assert Attendance.objects.count() == 5
        days = since_basic(practice_leader, DAY).days
    assert sorted(days, key=str)[0] == 0
    assert days.count(None) == len(days) - 1
    url = f"{HOME}training/{session.pk}/"
    assert manager.name in get(practice_leader, url)
    assert manager.name in get(practice_leader, f"{url}sheet/")
    assert manager.name not in get(lead, url)
    assert manager.name not in get(practitioner, url)
    client = signed_in(Client(), practice_leader)
    stale = client.post(f"{url}attendance/", {"version": "1", "names": "Kim"})
    assert stale.status_code == 409
    assert f"there were {manager.name}" in text_of(stale)


def test_counts_of_training_are_taken_away_without_names_or_formulas(
    session, practice_leader, authority, lead, programme
):
    people = [make_worker_viewer(authority, Role.PRACTITIONER) for _ in range(6)]
    were_there(practice_leader, session, *people)
    client = signed_in(Client(), lead)
    told = text_of(client.get(f"{HOME}{programme.pk}/trained.csv"))
    assert "Lincolnshire" in told
    assert "2026-03" in told
    assert not any(one.name in told for one in people)
    book = client.get(f"{HOME}{programme.pk}/trained.xlsx")
    assert book.content[:2] == b"PK"
    leave_programme(programme, authority)
    shown = text_of(client.get(f"{HOME}{programme.pk}/trained/"))
    assert "No attendance has been written down yet" in shown


def answer(session, authority, when, **values):
    client = Client()
    url = link_for(authority.pk, session.pk)
    return client.post(f"{url}?when={when}", values)


def sure(name, value):
    return {
        f"{name}-{tool}": value for tool in ("map", "danger", "scaling", "children")
    }


def test_confidence_is_answered_without_an_account_and_shown_from_eight_up(
    session, authority, lead, practice_leader
):
    assert answer(session, authority, "before", **sure("before", "11")).status_code \
        == 422  # fmt: skip
    for _ in range(7):
        both = sure("before", "3") | sure("after", "6")
        assert answer(session, authority, "both", **both).status_code == 200
    shown = get(lead, f"{HOME}training/{session.pk}/")
    assert "once 8 people of one authority" in shown
    first = answer(session, authority, "before", **sure("before", "5"))
    [number] = re.findall(r"<strong>(\d{3} \d{3})</strong>", first.content.decode())
    wrong = answer(session, authority, "after", number="000 00x", **sure("after", "4"))
    assert "Nobody answered under this number" in text_of(wrong)
    for value in ("4", "9"):
        again = answer(
            session, authority, "after", number=number, **sure("after", value)
        )
        assert again.status_code == 200
    with as_viewer(practice_leader):
        tally = ConfidenceTally.objects.get(tool="map")
        assert (tally.pairs, tally.before_sum, tally.after_sum) == (8, 26, 46)
        assert (tally.rose, tally.fell) == (7, 1)
        events = AuditEvent.objects.filter(action="training.confidence")
        assert {one.target_id for one in events} == {str(session.pk)}
        columns = {one.name for one in ConfidenceAnswer._meta.get_fields()}
    assert not {"worker", "by_user_id", "by_name", "at"} & columns
    shown = get(lead, f"{HOME}training/{session.pk}/")
    assert "from 3.2 to 5.8 of 10" in shown
    assert "<svg" in shown


def test_a_link_is_not_guessed_and_ends_when_the_authority_leaves(
    session, authority, programme, elsewhere_authority
):
    url = link_for(authority.pk, session.pk)
    assert Client().get(url).status_code == 200
    for wrong in (f"{url[:-4]}aaa/", "/learning/x/", "/learning/a~b/",
                  link_for(elsewhere_authority.pk, session.pk)):  # fmt: skip
        assert Client().get(wrong).status_code == 404, wrong
    leave_programme(programme, authority)
    assert Client().get(url).status_code == 404


def test_coaching_says_who_coached_whom_and_when(
    practice_leader, manager, programme, lead
):
    url = f"{HOME}{programme.pk}/coached/"
    typed = {
        "who": str(manager.worker_id), "coach": "Ros Hill", "words": "The second day",
        "day_day": "5", "day_month": "3", "day_year": "2026",
    }  # fmt: skip
    client = signed_in(Client(), practice_leader)
    assert client.post(url, {**typed, "day_year": "1"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    assert "Ros Hill" in get(practice_leader, HOME)
    assert "Ros Hill" not in get(lead, HOME)
    with as_viewer(practice_leader), pytest.raises(CannotDo, match="who works here"):
        training.write_coaching(
            programme_id=programme.pk, worker_id=programme.pk, coach="A", day=DAY,
            words="B", by=practice_leader,
        )  # fmt: skip


def test_more_training_costs_no_more_queries(lead, programme, practice_leader):
    client, asked = signed_in(Client(), lead), []
    for _ in range(2):
        row = make_training(lead, programme)
        for page in ("", f"training/{row.pk}/", f"{programme.pk}/trained/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{HOME}{page}")
            asked.append(len(queries))
    assert asked[:3] == asked[3:]
    assert max(asked) <= 25
