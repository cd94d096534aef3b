"""Words that cannot be kept are asked again in their place, and nothing is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.supervision.models import (
    GroupSupervision,
    SessionDraft,
    SessionRating,
)
from tests.factories.supervision import (
    hold,
    make_case,
)
from tests.supervision.test_pages import SignIn, at, plan_post, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


BAD = {
    "nothing": ("", "Write something first"),
    "too long": ("x" * 100_000, "letters long"),
    "null": ("a\x00b", "hidden character"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("name", ["danger", "goal", "question", "next-step"])
def test_a_draft_that_cannot_be_kept_is_asked_again_in_its_place(
    sign_in: SignIn,
    practitioner: Viewer,
    session: GroupSupervision,
    name: str,
    case: str,
) -> None:
    words, sentence = BAD[case]
    sent = {"text": words, "audience": "child", "anchor_0": "Kept", "might_happen": ""}
    answer = sign_in(practitioner).post(at(f"draft-{name}", session), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with as_viewer(practitioner):
        assert not SessionDraft.objects.exists()


@pytest.mark.parametrize(
    "words", ["🙂 👩‍👧", "أحب أمي \u202eevil", "<script>alert(1)</script>"]
)
def test_whatever_people_write_is_kept_as_it_is(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision, words: str
) -> None:
    client = sign_in(practitioner)
    client.post(at("draft-danger", session), {"text": words})
    with as_viewer(practitioner):
        assert SessionDraft.objects.get().text == words
    assert "<script>alert" not in read(client, at("group", session))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "11"}, "not on the list"),
        ({"value": ""}, "Choose a number"),
        ({"reason": ""}, "the reason matters more"),
        ({"danger": "00000000-0000-0000-0000-000000000000"}, "not on the list"),
    ],
)
def test_a_number_that_cannot_be_kept_is_asked_again(
    sign_in: SignIn,
    practitioner: Viewer,
    session: GroupSupervision,
    changes: dict[str, str],
    sentence: str,
) -> None:
    sent = {"value": "5", "reason": "Nan Jo came."} | changes
    answer = sign_in(practitioner).post(at("give-number", session), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with as_viewer(practitioner):
        assert not SessionRating.objects.exists()


def test_the_audit_says_that_a_number_was_given_and_not_which(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision
) -> None:
    """Those who read the audit are not those who supervise (ADR 24)."""
    sent = {"value": "2.5", "reason": "Nan Jo came."}
    assert (
        sign_in(practitioner).post(at("give-number", session), sent).status_code < 400
    )
    with as_viewer(practitioner):
        event = AuditEvent.objects.get(action="supervision.number_given")
    assert event.family_id == session.family_id
    assert event.changes == {}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"planned_on_month": "13"}, "real date"),
        ({"planned_on_year": "1999"}, "last twelve months"),
        ({"planned_on_year": "2099"}, "within a year from today"),
        ({"presenter": "x"}, "not on the list"),
        ({"facilitator": ""}, "Choose who"),
        ({"place": "x" * 400}, "letters long"),
        ({"presenter_goal": "x" * 100_000}, "letters long"),
        ({"attendees": ["nobody"]}, "Choose again"),
    ],
)
def test_a_plan_that_cannot_be_says_where(
    sign_in: SignIn,
    practitioner: Viewer,
    leader: Viewer,
    family: Family,
    changes: dict[str, object],
    sentence: str,
) -> None:
    answer = sign_in(practitioner).post(
        reverse("supervision:plan-group", args=[family.pk]),
        plan_post(practitioner, leader, **changes),
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_two_who_change_a_plan_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, session: GroupSupervision
) -> None:
    client = sign_in(practitioner)
    url = at("edit-group", session)
    client.post(url, plan_post(practitioner, leader, place="Room 3"))
    answer = client.post(url, plan_post(practitioner, leader, place="Room 4"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Room 3" in page
    assert "Room 4" in page
    sent = plan_post(practitioner, leader, place="Room 4", version="2")
    assert client.post(url, sent).status_code == 302


def test_two_who_write_what_was_learned_see_both_wordings(
    sign_in: SignIn, practitioner: Viewer, session: GroupSupervision
) -> None:
    hold(practitioner, session)
    client, url = sign_in(practitioner), at("learn", session)
    form = client.get(url).context["form"]
    seen = {"version": str(form["version"].value())}
    for _twice in range(2):
        assert client.post(url, seen | {"learned": "Ask Raj."}).status_code == 302
    answer = client.post(url, seen | {"learned": "Ask Nan Jo."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ask Raj." in page
    assert "Ask Nan Jo." in page
    with as_viewer(practitioner):
        session.refresh_from_db()
    assert session.learning_points == "Ask Raj."


def test_a_day_that_is_mistyped_by_years_is_asked_again(
    sign_in: SignIn, practitioner: Viewer, leader: Viewer, family: Family
) -> None:
    """Nobody would be reminded of it."""
    case = make_case(practitioner, family, leader)
    far = {"next_on": ("edit-case", {"worried": "Raj."}), "due_on": ("decide", {})}
    for box, (name, sent) in far.items():
        answer = sign_in(practitioner).post(
            reverse(f"supervision:{name}", args=[family.pk, case.pk]),
            sent | {f"{box}_day": "1", f"{box}_month": "2", f"{box}_year": "2099"},
        )
        assert answer.status_code == 422
        assert "Enter a day within a year from today" in answer.content.decode(), box
