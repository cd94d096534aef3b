"""Bottom lines as people meet them."""

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
from kinfold.trajectory.selectors import bottom_lines_of
from tests.factories.practice import make_entry, make_family
from tests.factories.trajectory import SOBER, day_post, make_bottom_line

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def url(name: str, family: Family, *rest: object) -> str:
    return reverse(f"trajectory:{name}", args=[family.pk, *rest])


def line_post(by: Viewer, danger: DangerStatement, **changes: str) -> dict[str, str]:
    return {
        "text": SOBER,
        "danger_id": str(danger.pk),
        "why": "The plate broke.",
        "set_by": f"worker:{by.worker_id}",
        "set_as": "worker",
        "force": "advice",
        "version": "1",
        **day_post("set_on"),
    } | changes


def test_the_page_teaches_before_there_is_a_line(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    page = sign_in(practitioner).get(url("bottom-lines", family)).content.decode()
    assert "Say what must be so for the children" in page
    assert 'aria-current="page"' in page


def test_a_line_says_what_has_happened_that_its_danger_comes_from(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    """Harm belongs to a danger and a danger to a line, so nothing is linked twice."""
    harm = make_entry(
        practitioner, family, "harm", text="A <cup> hit the wall.", danger_id=danger.pk
    )
    make_entry(practitioner, family, "harm", text="Of no danger yet.")
    make_entry(practitioner, family, "strength", text="Not a harm.")
    make_bottom_line(practitioner, family, danger.pk)
    make_bottom_line(practitioner, family, text="Of no danger at all.")
    page = sign_in(practitioner).get(url("bottom-lines", family)).content.decode()
    assert page.count("A &lt;cup&gt; hit the wall.") == 1
    assert reverse("versions:entry", args=[family.pk, harm.pk]) in page
    assert "Of no danger yet." not in page
    assert "Not a harm." not in page


def test_a_line_is_set_explained_questioned_seen_and_lifted(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    assert client.get(url("add-bottom-line", family)).status_code == 200
    answer = client.post(
        url("add-bottom-line", family), line_post(practitioner, danger)
    )
    assert answer.status_code == 302
    with as_viewer(practitioner):
        (line,) = bottom_lines_of(practitioner, family.pk)
    told = {"explained_to": "Leanne and Dean", **day_post("explained_on")}
    seen = {"shown_by": "Nan had them on four pay days.", **day_post("seen_on")}
    asked = {
        "who": "other", "who_other": "Dean", "words": "Does one pint count?",
        **day_post("asked_on"),
    }  # fmt: skip
    for name, post in (
        ("explain-bottom-line", told),
        ("ask-bottom-line", asked),
        ("seen-bottom-line", seen),
    ):
        form = client.get(url(name, family, line.id)).context["form"]
        if "version" in form.fields:
            post |= {"version": str(form["version"].value())}
        assert client.post(url(name, family, line.id), post).status_code == 302, name
    page = client.get(url("bottom-lines", family)).content.decode()
    assert "Explained to Leanne and Dean" in page
    assert "Seen to be so since" in page
    assert "Waiting for an answer since" in page
    with as_viewer(practitioner):
        (question,) = bottom_lines_of(practitioner, family.pk)[0].questions
    reply = {"words": "Yes: nobody who drank.", **day_post("answered_on")}
    assert client.post(url("answer", family, question.id), reply).status_code == 302
    page = client.get(url("bottom-lines", family)).content.decode()
    assert "Yes: nobody who drank." in page
    assert "Waiting for an answer" not in page
    lift = url("lift-bottom-line", family, line.id)
    assert client.post(lift, {"reason": ""}).status_code == 422
    stale = client.post(lift, {"reason": "Dean moved to Leeds", "version": "1"})
    assert stale.status_code == 409
    assert "Dean moved to Leeds" in stale.content.decode()
    assert ("What must be in place?", SOBER, "") in stale.context["conflict"]
    again = {
        "reason": "Dean moved to Leeds",
        "version": stale.context["form"]["version"].value(),
    }
    assert client.post(lift, again).status_code == 302
    page = client.get(url("bottom-lines", family)).content.decode()
    assert "Dean moved to Leeds." in page
    assert client.get(url("explain-bottom-line", family, line.id)).status_code == 200


def test_how_is_noticed_and_what_is_not(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_bottom_line(practitioner, family, danger.pk)
    client = sign_in(practitioner)
    assert "R-BL1" not in client.get(url("bottom-lines", family)).content.decode()
    make_bottom_line(
        practitioner, family, danger.pk, text="Dean must use an app at 9 pm"
    )
    assert "R-BL1" in client.get(url("bottom-lines", family)).content.decode()


def test_a_change_shows_its_reason_and_the_words_before(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    client = sign_in(practitioner)
    change = url("change-bottom-line", family, line.pk)
    mine = line_post(practitioner, danger, text="Nobody who drank drives them.")
    refused = client.post(change, mine)
    assert refused.status_code == 422
    assert "The family sees your reason" in refused.content.decode()
    assert client.post(change, mine | {"reason": "A near miss"}).status_code == 302
    page = client.get(url("bottom-lines", family)).content.decode()
    assert "A near miss." in page
    assert f"It was: {SOBER}" in page
    assert "R-BL4" in page  # the family has not been told yet


def test_two_writers_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    client = sign_in(practitioner)
    change = url("change-bottom-line", family, line.pk)
    post = line_post(practitioner, danger, reason="They said so")
    assert client.post(change, post | {"text": "Theirs."}).status_code == 302
    answer = client.post(change, post | {"text": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()
    again = post | {"text": "Mine.", "version": "2"}
    assert client.post(change, again).status_code == 302


def test_another_familys_line_is_not_at_this_familys_address(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    theirs = make_bottom_line(practitioner, make_family(practitioner))
    client = sign_in(practitioner)
    for name in ("change", "explain", "seen", "lift", "ask"):
        address = url(f"{name}-bottom-line", family, theirs.pk)
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404


def test_who_may_only_read_is_offered_no_pen(
    sign_in: SignIn,
    quality_lead: Viewer,
    practitioner: Viewer,
    family: Family,
    danger: DangerStatement,
) -> None:
    line = make_bottom_line(practitioner, family, danger.pk)
    client = sign_in(quality_lead)
    page = client.get(url("bottom-lines", family)).content.decode()
    assert SOBER in page
    assert "/lift/" not in page
    assert client.get(url("lift-bottom-line", family, line.pk)).status_code == 403


def test_the_page_costs_the_same_for_many(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    make_bottom_line(practitioner, family, danger.pk)
    counts = []
    for more in (0, 6):
        for number in range(more):
            make_bottom_line(practitioner, family, danger.pk, text=f"Line {number}")
        client = sign_in(practitioner)
        client.get(url("bottom-lines", family))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("bottom-lines", family))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
