"""The pages of today's safety."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold.trajectory.models import ImmediatePlan
from tests.factories.networks import make_member
from tests.factories.practice import make_family
from tests.factories.trajectory import (
    day_post,
    days_ago,
    make_immediate,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"trajectory:{name}", args=[family.pk, *rest])


def plan_post(**changes: str) -> dict[str, str]:
    lines = {f"line-{n}-carrier": "" for n in range(8)}
    return {
        "occasion": "Friday is pay day.",
        **day_post("made_on"),
        **day_post("expires_on", 7),
        "line-TOTAL_FORMS": "8",
        "line-INITIAL_FORMS": "0",
        **lines,
        "line-0-who": "other",
        "line-0-who_other": "Nan Jo",
        "line-0-carrier": "network",
        "line-0-does": "Takes Amira and Kai to hers.",
        "line-0-danger_words": "A hard Friday",
    } | changes


def test_two_who_plan_today_at_once_see_each_others_plan(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    first = client.get(url("make-immediate", family)).context["form"]
    make_immediate(practitioner, family, made_on=days_ago(0))
    post = plan_post(version=first["version"].value() or "")
    answer = client.post(url("make-immediate", family), post)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "started to drink again" in page
    assert post["line-0-does"] in page
    again = post | {"version": answer.context["form"]["version"].value()}
    assert client.post(url("make-immediate", family), again).status_code == 302


@pytest.mark.parametrize("name", ["review", "read"])
def test_two_who_write_of_one_plan_see_each_others_words(
    sign_in: SignIn, practitioner: Viewer, family: Family, name: str
) -> None:
    plan = make_immediate(practitioner, family)
    client, address = sign_in(practitioner), url(f"{name}-immediate", family, plan.pk)
    posts = {
        "read": {"how": "Leanne read it.", **day_post("read_on")},
        "review": {"with_whom": "Leanne", "seen": "It held.",
                   **day_post("reviewed_on"), **day_post("expires_on", 7)},
    }  # fmt: skip
    box = {"read": "how", "review": "seen"}[name]
    stamp = client.get(address).context["form"]["version"].value()
    assert client.post(address, posts[name] | {"version": stamp}).status_code == 302
    mine = posts[name] | {"version": stamp, box: "Dean says otherwise."}
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert (posts[name][box], "Dean says otherwise.") in [
        row[1:] for row in answer.context["conflict"]
    ]
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert client.post(address, again).status_code == 302


def test_the_page_teaches_before_there_is_a_plan(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    page = sign_in(practitioner).get(url("immediate", family)).content.decode()
    assert "No plan for today is in force" in page
    assert url("make-immediate", family) in page


def test_a_plan_is_made_on_one_page_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_member(practitioner, family, "Raj")
    client = sign_in(practitioner)
    form = client.get(url("make-immediate", family)).content.decode()
    assert form.count("Who does what, ") == 8
    assert "Raj (Leanne" in form
    post = plan_post(**{"line-0-danger_id": str(danger.pk)})
    assert client.post(url("make-immediate", family), post).status_code == 302
    page = client.get(url("immediate", family)).content.decode()
    assert "Holds until" in page
    assert "Takes Amira and Kai to hers." in page
    assert "Danger statement 1: On some Friday nights" in page


def test_one_that_ran_out_says_so_calmly(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_immediate(practitioner, family, made_on=days_ago(9), expires_on=days_ago(2))
    page = sign_in(practitioner).get(url("immediate", family)).content.decode()
    assert "This plan ran out on" in page
    assert "2 days ago" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"occasion": ""}, "Say what makes it needed today"),
        ({"line-0-does": ""}, "Write what they do"),
        ({"line-0-who": "", "line-0-who_other": ""}, "Say who does it"),
        ({"line-0-danger_words": ""}, "Choose the worry it holds"),
        ({"line-0-carrier": "aliens"}, "not on the list"),
        ({"expires_on_year": "2100"}, "days, not months"),
        ({"expires_on_day": "31", "expires_on_month": "2"}, "Enter a real date"),
        ({"line-TOTAL_FORMS": "no"}, "Part of this page was missing"),
        ({"line-TOTAL_FORMS": "9000000"}, "Keep what matters most"),
        ({"line-0-does": "x" * 100_000}, "letters long"),
        ({"occasion": "a\x00b"}, "hidden character"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    changes: dict[str, str],
    words: str,
) -> None:
    post = plan_post(**{"line-0-when": "Friday at five"}) | changes
    answer = sign_in(practitioner).post(url("make-immediate", family), post)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    if "line-TOTAL_FORMS" not in changes:
        assert "Friday at five" in page
    with as_viewer(practitioner):
        assert not ImmediatePlan.objects.exists()


def test_the_small_questions_of_a_plan(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    plan = make_immediate(practitioner, family)
    client = sign_in(practitioner)
    posts = {
        "answer": {"who": "other", "who_other": "Dean", "answer": "partly",
                   "words": "Not every Friday.", **day_post("said_on")},
        "read": {"how": "Leanne read it. Kai said: “Nan has pizza.”",
                 **day_post("read_on")},
        "review": {"with_whom": "Leanne", "seen": "It held.",
                   **day_post("reviewed_on"), **day_post("expires_on", 7)},
        "end": {"reason": "The safety plan is live.", **day_post("ended_on")},
    }  # fmt: skip
    for name, post in posts.items():
        address = url(f"{name}-immediate", family, plan.pk)
        assert client.get(address).status_code == 200
        assert client.post(address, {}).status_code == 422, name
        assert client.post(address, post).status_code == 302, name
    page = client.get(url("immediate", family)).content.decode()
    for words in ("Not every Friday.", "Nan has pizza.", "It held.", "plan is live."):
        assert words in page


def test_another_familys_plan_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    theirs = make_immediate(practitioner, make_family(practitioner))
    client = sign_in(practitioner)
    for name in ("answer", "read", "review", "end"):
        address = url(f"{name}-immediate", family, theirs.pk)
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404


def test_the_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_immediate(practitioner, family, danger.pk)
    counts = []
    for more in (0, 4):
        for number in range(more):
            make_immediate(practitioner, family, danger.pk, occasion=f"Time {number}")
        client = sign_in(practitioner)
        client.get(url("immediate", family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("immediate", family))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
