"""A plan is written in versions, moved on with reasons, and carried forward."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.implementation.actions import keeping, testing
from kinfold.implementation.models import ImplementationVersion, PlanStanding
from kinfold.implementation.selectors import plans
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from kinfold_core.practice.implementation_plan import ACTION
from tests.conftest import signed_in
from tests.factories.implementation import (
    add_line,
    lines_of,
    make_neighbour,
    make_plan,
    make_share,
    stretch,
)
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLANS = "/programme/plans/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def leader(authority):
    return make_worker_viewer(authority, Role.QUALITY_LEAD, name="Samuel")


@pytest.fixture
def row(leader, programme):
    return make_plan(leader, programme)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def page(viewer, url) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def goal(version, **said):
    return {"version": str(version), "text": "We see it", "part": "", **said}


def move(by, row, to, **reasons):
    with as_viewer(by):
        shown = plans.plan(by, row.pk)
        keeping.step(
            plan_id=row.pk, to=to, on=timezone.localdate(), seen_step=shown.step.number,
            by=by, **{"why": "So", "why_unanswered": "", **reasons},
        )  # fmt: skip


def test_every_saving_is_a_version_and_they_are_compared_word_by_word(leader, row):
    client, url = signed_in(Client(), leader), f"{PLANS}{row.pk}/"
    line = lines_of(leader, row)[0]
    said = goal(3, text="Families own every plan", zero="Ours", ten="Theirs", now="4")
    assert client.post(f"{url}lines/{line.id}/", said).status_code == 302
    shown = page(leader, f"{url}versions/")
    assert "Version 3 and version 4" in shown
    assert "<ins>every</ins>" in shown
    assert "Families own " in shown
    assert "4 of 10" in page(leader, url)
    assert client.get(f"{url}versions/?before=99").status_code == 404
    assert client.get(f"{url}versions/?before=9x").status_code == 200


def test_who_is_second_is_shown_both_and_loses_nothing(leader, row):
    client, url = signed_in(Client(), leader), f"{PLANS}{row.pk}/"
    own, action = lines_of(leader, row)
    assert (
        client.post(f"{url}lines/{own.id}/", goal(3, text="First")).status_code == 302
    )
    # another line is nobody's conflict
    other = {"version": "3", "text": "Tell staff", "evidence": ""}
    assert client.post(f"{url}lines/{action.id}/", other).status_code == 302
    second = client.post(f"{url}lines/{own.id}/", goal(3, text="Second"))
    assert second.status_code == 409
    assert "Somebody else saved" in text_of(second)
    assert "First" in text_of(second)
    assert 'name="version" value="5"' in text_of(second)
    assert (
        client.post(f"{url}lines/{own.id}/", goal(5, text="Second")).status_code == 302
    )
    assert client.post(
        f"{url}lines/{own.id}/remove/", {"version": "6", "why": "Done elsewhere"}
    ).status_code == 302  # fmt: skip
    gone = client.post(f"{url}lines/{own.id}/", goal(6, text="Third"))
    assert gone.status_code == 409
    assert "It was taken out of the plan" in text_of(gone)
    assert "Third" in text_of(gone)


@pytest.mark.parametrize(
    "said",
    [{"text": ""}, {"text": "a\x00b"}, {"now": "11"}, {"text": "x" * 1001}],
)
def test_bad_input_is_answered_in_words(leader, row, said):
    url = f"{PLANS}{row.pk}/goals/add/"
    answer = signed_in(Client(), leader).post(url, goal(3, **said))
    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer) or "error" in text_of(answer)


def test_markup_is_shown_as_it_was_typed(leader, row):
    add_line(leader, row, text="<script>alert(1)</script>")
    raw = signed_in(Client(), leader).get(f"{PLANS}{row.pk}/").content.decode()
    assert "<script>alert(1)" not in raw
    assert "&lt;script&gt;alert(1)" in raw


def test_a_plan_goes_from_draft_to_final_and_back_with_reasons(leader, row, programme):
    with pytest.raises(CannotDo, match="does not become road-test"):
        move(leader, row, "road_test")
    make_share(leader, row, make_neighbour(programme).in_authority())
    move(leader, row, "road_test")
    with as_viewer(leader):
        said = testing.keep_feedback(
            plan_id=row.pk, line_id="", place="Early help", words="Too long",
            said_on=timezone.localdate(), by=leader,
        )  # fmt: skip
    with pytest.raises(CannotDo, match="1 answer is still owed"):
        move(leader, row, "refined")
    client = signed_in(Client(), leader)
    answer = {"version": "0", "is_taken": "no", "why": "It is two pages"}
    assert client.post(f"{PLANS}road-test/{said.pk}/", answer).status_code == 302
    assert client.post(f"{PLANS}road-test/{said.pk}/", answer).status_code == 409
    move(leader, row, "refined")
    move(leader, row, "final")
    with pytest.raises(CannotDo, match="This plan is final"):
        add_line(leader, row, text="Late")
    shown = page(leader, f"{PLANS}{row.pk}/")
    assert "Not taken. Samuel" in shown
    assert "Add a goal" not in shown
    move(leader, row, "refined", why="The director asked")
    assert "The director asked" in page(leader, f"{PLANS}{row.pk}/")


def test_the_programme_sees_where_it_stands_and_not_a_word_of_it(
    leader, row, programme, authority
):
    member = make_programme_member(programme, Role.PROGRAMME_LEAD)
    neighbour = make_neighbour(programme)
    shown = page(member, PLANS)
    assert "Lincolnshire" in shown
    assert "Draft" in shown
    assert "Families own their plans" not in shown
    with (
        as_viewer(member),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        [stands] = plans.glance(member, programme.pk).values()
    assert len(asked) == 1
    assert (stands.state, stands.version, stands.authority) == (
        "draft",
        1,
        "Lincolnshire",
    )
    with as_viewer(neighbour):
        assert not PlanStanding.objects.exists()
    leave_programme(programme, authority)
    with as_viewer(member):
        assert plans.glance(member, programme.pk) == {}
    move_back = add_line(leader, row, text="We go on alone")
    assert move_back.id  # the plan is its own, in the programme or not


def test_it_says_what_it_still_needs_and_where_to_mend_it(leader, row):
    shown = page(leader, f"{PLANS}{row.pk}/ready/")
    action = lines_of(leader, row)[1]
    assert "Each action has a day" in shown
    assert f"{PLANS}{row.pk}/lines/{action.id}/" in shown
    assert "Alignment has a plan of its own" in shown


def test_what_is_not_done_goes_on_into_the_next_year(leader, row):
    own, _ = lines_of(leader, row)
    add_line(leader, row, kind=ACTION, goal_id=own.id, text="Held", is_done=True)
    later = timezone.localdate() + timedelta(days=366)
    with as_viewer(leader):
        following = stretch(title="Next", starts_on=later, ends_on=later)
        newer = keeping.carry_forward(plan_id=row.pk, stretch=following, by=leader)
        with pytest.raises(CannotDo, match="carried forward already"):
            keeping.carry_forward(plan_id=row.pk, stretch=following, by=leader)
    assert lines_of(leader, newer) == lines_of(leader, row)[:2]
    assert newer.came_from_id == row.pk
    assert "The plan it was carried forward from" in page(leader, f"{PLANS}{newer.pk}/")


def test_others_of_the_authority_read_and_the_rest_do_not_write(leader, row, authority):
    practice = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    analyst = make_worker_viewer(authority, Role.ANALYST)
    url = f"{PLANS}{row.pk}/"
    assert signed_in(Client(), practice).get(url).status_code == 200
    assert signed_in(Client(), practice).get(f"{url}share/").status_code == 403
    assert signed_in(Client(), analyst).get(url).status_code == 403
    with as_viewer(analyst), pytest.raises(PermissionDenied):
        plans.plan(analyst, row.pk)


def test_a_plan_is_taken_away_whole_and_never_as_a_formula(leader, row):
    add_line(leader, row, text="=HYPERLINK(1)")
    client = signed_in(Client(), leader)
    sheet = client.get(f"{PLANS}{row.pk}/file.csv").content.decode()
    assert "'=HYPERLINK(1)" in sheet
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{PLANS}{row.pk}/file.xlsx").content)
    )
    assert book["Figures"]["D2"].value == "Families own their plans"
    assert client.get(f"{PLANS}{row.pk}/file.exe").status_code == 404


def test_a_page_asks_as_often_for_many_lines_as_for_few(leader, row, programme):
    def asked() -> int:
        client = signed_in(Client(), leader)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{PLANS}{row.pk}/").status_code == 200
        return len(queries)

    neighbours = [make_neighbour(programme) for _ in range(4)]
    make_share(leader, row, neighbours[3].in_authority())
    few = asked()
    for number in range(3):
        add_line(leader, row, text=f"Goal {number}")
        make_share(leader, row, neighbours[number].in_authority())
    assert asked() == few
    with as_viewer(leader):
        assert ImplementationVersion.objects.filter(plan=row).count() == 6
