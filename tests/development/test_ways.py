"""A way is its walker's and their guide's; the programme has counts without names."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.development.actions import ways
from kinfold.development.models import LearningTally, PortfolioPiece, StepTaken, Way
from kinfold.development.selectors.counts import glance
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.development import make_way, observe, take_step
from tests.factories.platform import make_programme_viewer, make_worker_viewer
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
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def way(practice_leader, programme, practitioner):
    return make_way(practice_leader, programme, practitioner)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def get(viewer, url):
    return signed_in(Client(), viewer).get(url)


def post(viewer, url, sent):
    return signed_in(Client(), viewer).post(url, sent)


def day(name="day", year="2026"):
    return {f"{name}_day": "5", f"{name}_month": "3", f"{name}_year": year}


def test_a_way_from_its_beginning_to_an_answer_in_own_words(
    practice_leader, practitioner, programme
):
    begun = post(
        practitioner,
        f"{HOME}{programme.pk}/begin/",
        {"trajectory": "practice-leader", "who": str(practitioner.worker_id)},
    )
    assert begun.status_code == 302
    with as_viewer(practitioner):
        way = Way.objects.get()
    url = f"{HOME}ways/{way.pk}/"
    taken = {"code": "pl-map", "taken": "yes", "words": "A map", "version": "0"}
    assert post(practitioner, f"{url}step/", {**taken, **day()}).status_code == 403
    assert (
        post(practice_leader, f"{url}step/", {**taken, **day(year="2999")}).status_code
        == 422
    )
    assert post(practice_leader, f"{url}step/", {**taken, **day()}).status_code == 302
    second = post(practice_leader, f"{url}step/", {**taken, "taken": "no", **day()})
    assert second.status_code == 409
    assert "Somebody else wrote while you were writing" in text_of(second)
    seen = observe(practice_leader, way)
    said = {"words": "I waited <b>because</b> she was thinking."}
    assert (
        post(practice_leader, f"{HOME}observed/{seen}/answer/", said).status_code == 403
    )
    assert post(practitioner, f"{HOME}observed/{seen}/answer/", said).status_code == 302
    piece = {"code": "pl-map", "title": "My map", "link": "javascript:alert(1)"}
    assert post(practitioner, f"{url}portfolio/", piece).status_code == 422
    piece["link"] = "https://example.org/map"
    assert post(practitioner, f"{url}portfolio/", piece).status_code == 302
    next_step = {"words": "Lead a group", "version": "0"}
    assert post(practitioner, f"{url}next/", next_step).status_code == 302
    assert post(practice_leader, f"{url}next/", next_step).status_code == 409
    shown = text_of(get(practitioner, url))
    for words in ("Taken on 5 March 2026", "My map", "She asked and waited.",
                  "I waited &lt;b&gt;because&lt;/b&gt;", "Lead a group"):  # fmt: skip
        assert words in shown, words


def test_a_step_to_be_taken_again_says_why_and_the_first_day_stays(
    way, practice_leader, programme
):
    take_step(practice_leader, way)
    with pytest.raises(CannotDo, match="why it is to be taken again"):
        take_step(practice_leader, way, seen=1, is_taken=False, words=" ")
    with pytest.raises(StaleVersion):
        take_step(practice_leader, way)
    with pytest.raises(CannotDo, match="not on the trajectory"):
        take_step(practice_leader, way, seen=1, code="lead-say")
    take_step(practice_leader, way, seen=1, is_taken=False, words="With another team")
    with as_viewer(practice_leader):
        assert StepTaken.objects.count() == 2
    shown = text_of(get(practice_leader, f"{HOME}ways/{way.pk}/"))
    assert "Taken on" not in shown
    assert "Her own map" in shown


def test_a_way_is_begun_once_and_for_oneself_or_by_who_guides(
    way, practice_leader, practitioner, programme, manager
):
    with pytest.raises(CannotDo, match="walks this trajectory already"):
        make_way(practice_leader, programme, practitioner)
    with pytest.raises(PermissionDenied):
        make_way(manager, programme, practitioner)
    with as_viewer(practice_leader):
        leader = ways.begin_way(
            programme_id=programme.pk, trajectory="leadership", name="Jo Hart",
            by=practice_leader,
        )  # fmt: skip
    assert get(manager, f"{HOME}ways/{way.pk}/").status_code == 403
    assert "Jo Hart" in text_of(get(practice_leader, HOME))
    assert leader.worker_id is None


def test_a_file_of_a_portfolio_opens_for_the_walker_and_who_guides(
    way, practitioner, practice_leader, senior_leader
):
    pdf = SimpleUploadedFile("map.pdf", b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF\n")
    sent = signed_in(Client(), practitioner).post(
        f"{HOME}ways/{way.pk}/portfolio/",
        {"code": "pl-map", "title": "My map", "file": pdf},
    )
    assert sent.status_code == 302
    with as_viewer(practitioner):
        stored = PortfolioPiece.objects.get().file_id
    for one in (practitioner, practice_leader):
        opened = get(one, f"/files/{stored}/")
        assert b"".join(opened.streaming_content).startswith(b"%PDF")
    assert get(senior_leader, f"/files/{stored}/").status_code in {403, 404}


def test_the_programme_counts_and_singles_nobody_out(
    lead, programme, authority, practice_leader, senior_leader
):
    for number in range(5):
        with as_viewer(lead):
            rows = list(LearningTally.objects.all())
        assert [one.people for one in rows] == ([None] if number else [])
        walker = make_worker_viewer(authority, Role.PRACTITIONER)
        take_step(practice_leader, make_way(practice_leader, programme, walker))
    with as_viewer(lead):
        with CaptureQueriesContext(connection) as asked:
            found = glance(lead, programme.pk)
        assert len(asked) == 1
        assert found[authority.pk].steps == {("practice-leader", "pl-map"): 5}
        assert not Way.objects.exists()
    for viewer in (lead, senior_leader):
        shown = text_of(get(viewer, f"{HOME}{programme.pk}/trained/"))
        assert "Lincolnshire: 5" in shown
        assert walker.name not in shown + text_of(get(viewer, HOME))
    leave_programme(programme, authority)
    with as_viewer(lead):
        assert glance(lead, programme.pk) == {}


def test_another_authority_of_the_programme_sees_no_way_and_no_count(
    way, practice_leader, programme, elsewhere_authority, elsewhere
):
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    join_programme(programme, elsewhere_authority)
    take_step(practice_leader, way)
    with as_viewer(elsewhere):
        for model in (Way, StepTaken, LearningTally):
            assert not model.objects.exists()
    assert get(elsewhere, f"{HOME}ways/{way.pk}/").status_code == 404
    assert get(stranger, f"{HOME}{programme.pk}/trained/").status_code == 404


def test_a_step_is_worded_anew_over_what_was_seen(lead, programme, practice_leader):
    url = f"{HOME}{programme.pk}/steps/pl-map/"
    typed = {
        "version": "0", "place": "11", "title": "Mapped with a family",
        "words": "With them", "shown_by": "", "why": "Plainer",
    }  # fmt: skip
    assert post(lead, url, typed).status_code == 302
    assert post(lead, url, typed).status_code == 409
    added = {**typed, "trajectory": "leadership", "title": "Walk a day with a worker"}
    assert post(lead, f"{HOME}{programme.pk}/steps/add/", added).status_code == 302
    dropped = {**typed, "version": "1", "is_dropped": "on"}
    shown = text_of(get(practice_leader, f"{HOME}{programme.pk}/steps/"))
    assert "Mapped with a family" in shown
    assert "Walk a day with a worker" in shown
    assert post(lead, url, dropped).status_code == 302
    shown = text_of(get(practice_leader, f"{HOME}{programme.pk}/steps/"))
    assert "Mapped with a family" not in shown
    assert get(practice_leader, url).status_code == 403


def test_more_ways_cost_no_more_queries(practice_leader, programme, authority):
    client, asked = signed_in(Client(), practice_leader), []
    walkers = [make_worker_viewer(authority, Role.PRACTITIONER) for _ in range(2)]
    for walker in walkers:
        way = make_way(practice_leader, programme, walker)
        take_step(practice_leader, way)
        observe(practice_leader, way)
        for url in (HOME, f"{HOME}ways/{way.pk}/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 28
