"""What the pages cost, whose looks are noted, and whose unsent words are kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold.supervision.models import (
    CaseSupervision,
    GroupSupervision,
    SessionDraft,
)
from tests.factories.practice import make_family
from tests.factories.supervision import (
    hold,
    make_case,
    make_decision,
    make_draft,
    make_number,
    make_session,
)
from tests.supervision.test_pages import SignIn, at, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_a_page_asks_as_much_for_many_as_for_one(
    sign_in: SignIn,
    practitioner: Viewer,
    leader: Viewer,
    family: Family,
    danger: DangerStatement,
    session: GroupSupervision,
) -> None:
    def more(number: int) -> None:
        for kind in ("danger", "goal", "question", "next_step"):
            make_draft(leader, session, kind, text=f"{kind} {number}")
        make_number(leader, session, "4", danger_id=danger.pk, rater_name=f"R{number}")
        case = make_case(practitioner, family, leader)
        make_decision(practitioner, case)
        other = make_session(practitioner, family, leader)
        hold(practitioner, other, learned="Ask Raj.")

    more(0)
    with as_viewer(practitioner):
        case = CaseSupervision.objects.earliest("pk")
    client = sign_in(practitioner)
    urls = [
        at("group", session),
        at("questions", session),
        reverse("supervision:home"),
        reverse("supervision:family", args=[family.pk]),
        reverse("supervision:case", args=[family.pk, case.pk]),
    ]
    first = [_queries(client, url) for url in urls]
    for number in range(1, 6):
        more(number)
    client = sign_in(practitioner)
    assert [_queries(client, url) for url in urls] == first
    assert max(first) <= 26, first


def test_every_page_about_the_family_is_written_down(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision
) -> None:
    client = sign_in(practitioner)
    pages = {
        "supervision.family": reverse("supervision:family", args=[session.family_id]),
        "supervision.session": at("group", session),
        "supervision.questions": at("questions", session),
        "supervision.form": at("edit-group", session),
    }
    for page, url in pages.items():
        read(client, url)
        with as_viewer(practitioner):
            newest = AuditEvent.objects.order_by("-at", "-pk").first()
        assert newest is not None
        assert (newest.action, newest.family_id) == (page, session.family_id)


def test_the_list_is_a_look_at_each_family_in_it(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    other = make_session(practitioner, make_family(practitioner), leader)
    read(sign_in(practitioner), reverse("supervision:home"))
    with as_viewer(practitioner):
        looks = AuditEvent.objects.filter(action="supervision.list", kind="read")
        assert set(looks.values_list("target_id", "family_id")) == {
            (str(one.pk), one.family_id) for one in (session, other)
        }


def test_each_pen_of_the_session_keeps_its_own_unsent_words(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    client = sign_in(practitioner)
    sent = {"text": "Half a goal", "draft_title": "A safety goal", "keep": "1"}
    client.post(at("draft-goal", session), sent)
    page = read(client, at("group", session))
    goal = page[page.index('id="id_goal_text"') :]
    assert "Half a goal" in goal[: goal.index("</textarea>")]
    danger = page[page.index('id="id_danger_text"') :]
    assert "Half a goal" not in danger[: danger.index("</textarea>")]
    assert "Half a goal" not in read(sign_in(leader), at("group", session))
    with as_viewer(practitioner):
        assert not SessionDraft.objects.exists()
