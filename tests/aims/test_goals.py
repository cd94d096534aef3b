"""Goals are chosen, moved with both shown, kept apart, and said honestly."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinfold.aims import actions, published, selectors
from kinfold.aims.models import AuthorityGoalVersion
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.aims import make_goal, make_goal_rows
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/goals/"
COURT = "fewer-court-applications"


@pytest.fixture
def programme(authority, elsewhere_authority):
    made = make_programme_of(authority)
    join_programme(made, elsewhere_authority)
    return made


@pytest.fixture
def ours(programme, authority):
    return make_worker_viewer(authority, Role.SENIOR_LEADER)


@pytest.fixture
def theirs(programme, elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


def page(viewer, url, status=200):
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == status, url
    return response.content.decode()


def text_of(response):
    """What the page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def typed(**changes):
    return {
        "title": "Fewer care proceedings", "wants": "lower", "baseline": "15",
        "baseline_year": "2017", "baseline_why": "Counted by us", "percent": "-20",
        "why": "The board agreed", **changes,
    }  # fmt: skip


def test_a_goal_is_chosen_and_a_moved_target_shows_both(ours, programme):
    client = signed_in(Client(), ours)
    url = f"{HOME}choose/{programme.pk}/{COURT}/"
    assert client.get(url).status_code == 200
    for bad in ({"percent": "nan"}, {"why": "a\x00b"}, {"baseline_year": "9999"}):
        assert client.post(url, typed(**bad)).status_code == 422
    assert client.post(url, typed(target="3")).status_code == 422
    assert client.post(url, typed()).status_code == 302
    assert client.post(url, typed()).status_code == 422
    with as_viewer(ours):
        said = AuthorityGoalVersion.objects.get()
        assert said.target == pytest.approx(12)
    change = f"{HOME}{said.goal_id}/change/"
    assert client.post(change, typed(percent="-10", version="1")).status_code == 302
    stale = client.post(change, typed(percent="-5", version="1"))
    assert stale.status_code == 409
    assert all(words in text_of(stale) for words in ("-10.0", "-5.0"))
    shown = page(ours, f"{HOME}{said.goal_id}/")
    assert "at most 12.0" in shown
    assert "at most 13.5" in shown
    drop = {"why": "Enough", "version": "1"}
    late = text_of(client.post(f"{HOME}{said.goal_id}/drop/", drop))
    assert "Per cent -10 Before: -20" in late
    assert "Target 13.5 Before: 12" in late
    drop = {"why": "Enough", "version": "2"}
    assert client.post(f"{HOME}{said.goal_id}/drop/", drop).status_code == 302
    assert "Enough" in page(ours, f"{HOME}{said.goal_id}/")
    late = text_of(client.post(change, typed(percent="-5", version="2")))
    assert "Where it stands Dropped Before: A goal" in late
    assert "Why this, or why is it changed? Enough The board agreed" in late
    assert "Version" not in late
    with as_viewer(ours):
        assert selectors.glance(ours, programme.pk) == {}


def test_the_programme_sees_it_and_no_other_authority(
    ours, theirs, lead, programme, authority
):
    row = make_goal(ours, programme)
    assert "Families lead" in page(lead, HOME)
    of_ours = f"{HOME}of/{programme.pk}/{authority.pk}/"
    for url in (of_ours, f"{of_ours}goals.csv", f"{of_ours}goals.xlsx"):
        assert signed_in(Client(), lead).get(url).status_code == 200
        page(theirs, url, 404)
    page(theirs, f"{HOME}{row.pk}/", 404)
    assert "Families lead" not in page(theirs, HOME)
    with as_viewer(theirs):
        assert not AuthorityGoalVersion.objects.exists()
    with as_viewer(lead):
        assert selectors.glance(lead, programme.pk)[authority.pk].count == 1
        with pytest.raises(PermissionDenied):
            actions.change(
                goal_id=row.pk, told=actions.Told(title="A", wants="scale", why="B"),
                seen_version=1, by=lead,
            )  # fmt: skip
    leave_programme(programme, authority)
    with as_viewer(lead), pytest.raises(NotFound):
        selectors.history(lead, row.pk)


def test_a_scale_is_rated_by_named_people_with_what_shows_it(ours, lead, programme):
    made = make_goal_rows(ours, programme)
    url = f"{HOME}{made['goal_id']}/"
    client = signed_in(Client(), lead)
    sent = {
        "rater": "Front line of two teams", "score": "3", "evidence": "They said so",
        "rated_on_day": "1", "rated_on_month": "3", "rated_on_year": "2026",
    }  # fmt: skip
    assert client.post(f"{url}rate/", {**sent, "score": "11"}).status_code == 422
    assert client.post(f"{url}rate/", sent).status_code == 302
    assert "from 3 to 6" in page(ours, url)


SCALE = typed(
    code="", wants="scale", low="Nobody", high="All", percent="", baseline="3",
    baseline_year="", baseline_why="",
)  # fmt: skip


def test_a_scale_takes_places_and_no_per_cent(ours, programme):
    client = signed_in(Client(), ours)
    url = f"{HOME}write/{programme.pk}/"
    for bad in ({"percent": "-20"}, {"baseline": "500"}, {"target": "11"}):
        assert client.post(url, {**SCALE, **bad}).status_code == 422, bad
    assert client.post(url, SCALE).status_code == 302


def test_a_published_baseline_is_not_typed_over_silently(ours, programme, monkeypatch):
    class Held:
        def __init__(self):
            self.years, self.series = (2017,), self

        def at(self, year):
            return 10.0

    monkeypatch.setattr(published, "picture", lambda *_: Held())
    told = {"code": "plan.repeat", "baseline_year": 2017}
    with pytest.raises(CannotDo, match="published figure of 2017 is 10"):
        make_goal(ours, programme, baseline=12.0, **told)
    row = make_goal(ours, programme, **told)
    with as_viewer(ours):
        assert selectors.history(ours, row.pk)[0].baseline == 10.0
        with pytest.raises(StaleVersion):
            actions.change(
                goal_id=row.pk, told=actions.Told(title="A", wants="lower", why="B"),
                seen_version=7, by=ours,
            )  # fmt: skip


def test_the_number_of_queries_stays_the_same(ours, lead, programme):
    client = signed_in(Client(), lead)
    counts = []
    for _ in range(2):
        make_goal(ours, programme, code="plan.repeat")
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
        counts.append(len(asked))
    assert counts[1] <= counts[0]
