"""Questions and cycles: whose, by when, what changed, and a day that stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinfold.claims.actions import learning as actions
from kinfold.claims.models import Cycle, CycleEntry
from kinfold.claims.selectors.learning import learning_of
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.factories.claims import SLUG, make_learners
from tests.factories.platform import make_worker_viewer

pytestmark = pytest.mark.django_db
PAGE = f"/evaluation/of/{SLUG}/"


@pytest.fixture
def lead(authority):
    return make_learners(authority).lead


@pytest.fixture
def leader(authority, lead):
    return make_worker_viewer(authority, Role.PRACTICE_LEADER, name="Owen")


def in_boxes(name, day):
    return {
        f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year,
    }  # fmt: skip


def plan(client, start, **more):
    typed = {
        "title": "Told in a month",
        "planned": "Two teams tell kin the worry",
        "measure": "care.starting_rate",
        "claim": "10",
        **in_boxes("start", start),
    }
    return client.post(f"{PAGE}cycles/begin/{more.pop('query', '')}", typed | more)


def test_a_question_goes_from_open_to_answered_in_words(leader, lead, sign_in):
    client = sign_in(leader)
    today = timezone.localdate()
    typed = {"words": "Are kin told?", "claim": "10", "whose": "Owen",
             **in_boxes("by_when", today + timedelta(days=30))}  # fmt: skip
    assert client.post(f"{PAGE}questions/ask/", typed).status_code == 302
    assert "Are kin told?" in client.get(f"{PAGE}questions/").content.decode()
    step = {"state": "answered", "whose": "Owen", "version": "1"}
    refused = client.post(f"{PAGE}questions/1/stands/", step)
    assert refused.status_code == 422
    assert "Say what the answer is" in refused.content.decode()
    said = step | {"said": "Half of them"}
    assert client.post(f"{PAGE}questions/1/stands/", said).status_code == 302
    late = client.post(f"{PAGE}questions/1/stands/", said | {"said": "None"})
    assert late.status_code == 409
    assert "Half of them" in late.content.decode()
    page = client.get(f"{PAGE}questions/1/").content.decode()
    assert "Answered: Half of them" in page
    assert "Claim 10" in page
    other = client.post(f"{PAGE}questions/ask/", typed | {"words": " "})
    assert other.status_code == 422


def test_a_cycle_is_planned_done_seen_learned_from_and_gone_on_with(
    leader, authority, sign_in
):
    client = sign_in(leader)
    start = timezone.localdate() + timedelta(days=7)
    assert plan(client, start).status_code == 302
    page = client.get(f"{PAGE}cycles/1/").content.decode()
    assert "before anybody could look" in page
    assert authority.name in page
    assert "Children starting to be looked after" in page
    for part, words in (("done", "One team did"), ("learned", "Telling takes time"),
                        ("changed", "Whoever finds them tells them")):  # fmt: skip
        url = f"{PAGE}cycles/1/write/{part}/"
        typed = {"words": words, "version": "0"}
        assert client.post(url, typed).status_code == 302
    late = client.post(url, typed | {"words": "Nothing"})
    assert late.status_code == 409
    assert "Whoever finds them tells them" in late.content.decode()
    assert client.post(url, {"words": "All tell", "version": "1"}).status_code == 302
    page = client.get(f"{PAGE}cycles/1/").content.decode()
    assert "What stood before" in page
    assert "Whoever finds them tells them" in page
    after = client.get(f"{PAGE}cycles/begin/?after=1").content.decode()
    assert "We learned: Telling takes time" in after
    assert plan(client, start, query="?after=1", title="Round two").status_code == 302
    assert "It goes on from: Told in a month" in (
        client.get(f"{PAGE}cycles/2/").content.decode()
    )
    assert "It was gone on with in: Round two" in (
        client.get(f"{PAGE}cycles/1/").content.decode()
    )


def test_a_start_is_corrected_with_a_reason_and_both_days_are_shown(leader, sign_in):
    client = sign_in(leader)
    day = timezone.localdate() - timedelta(days=10)
    plan(client, day)
    page = client.get(f"{PAGE}cycles/1/").content.decode()
    assert "after it had begun" in page
    url = f"{PAGE}cycles/1/start/"
    right = in_boxes("day", day + timedelta(days=2)) | {"version": "1"}
    assert client.post(url, right).status_code == 422  # no reason
    same = in_boxes("day", day) | {"version": "1", "why": "Slip"}
    assert "stands already" in client.post(url, same).content.decode()
    assert client.post(url, right | {"why": "Teams began late"}).status_code == 302
    late = client.post(url, right | {"why": "Mine"})
    assert late.status_code == 409
    page = client.get(f"{PAGE}cycles/1/").content.decode()
    assert "was corrected: Teams began late" in page
    with as_viewer(leader):
        assert CycleEntry.objects.filter(part="start").count() == 2


def test_nobody_goes_on_with_another_authoritys_cycle(
    leader, lead, elsewhere_authority, sign_in
):
    make_learners(elsewhere_authority)
    other = make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
    plan(sign_in(leader), timezone.localdate())
    client = sign_in(other)
    page = client.get(f"{PAGE}cycles/1/").content.decode()
    assert "Told in a month" in page  # learning together is reading each other's
    assert "/write/" not in page
    posted = client.post(
        f"{PAGE}cycles/1/write/done/", {"words": "Not ours", "version": "0"}
    )
    assert posted.status_code == 403
    assert client.get(f"{PAGE}cycles/1/write/no-such/").status_code == 404


def test_what_is_thin_begins_no_cycle(leader, sign_in):
    client = sign_in(leader)
    today = timezone.localdate()
    for changed in ({"planned": " "}, {"title": ""}, {"measure": "no.such"},
                    {"start_month": "13"}):  # fmt: skip
        typed = {"planned": "x", **changed}
        answer = plan(client, today, **typed)
        assert answer.status_code == 422, changed
    with as_viewer(leader):
        assert not Cycle.objects.exists()


def test_the_list_costs_the_same_whatever_its_length(leader, django_assert_num_queries):
    with as_viewer(leader):
        for number in range(1, 5):
            typed = actions.CycleTyped(
                title=f"Round {number}", planned="x", start=timezone.localdate()
            )
            actions.begin_cycle(slug=SLUG, typed=typed, by=leader)
            with django_assert_num_queries(5):
                assert len(learning_of(leader, SLUG).cycles) == number
