"""A meeting to end the work is the meeting to end with, and nobody writes it twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinfold.meetings.models import Meeting
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.stages.actions.ending import hold_exit_meeting
from kinfold.stages.models import ExitMeeting
from kinfold_core.practice.ending import ExitMeetingDetails
from tests.factories.meetings import end, make_meeting
from tests.factories.network_meetings import (
    make_account,
    make_decided,
    make_planned_meeting,
)
from tests.factories.practice import me
from tests.factories.trajectory import day_post
from tests.network_meetings.test_network_meetings import SignIn, at, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SAID = "Nan Jo has the Fridays.\nRaj rings every month."


def asked_to_end(by: Viewer, family: Family) -> Meeting:
    planned = make_planned_meeting(by, family, purpose="exit")
    return make_meeting(by, family, planned_id=planned.pk)


def kept(by: Viewer) -> list[ExitMeeting]:
    with as_viewer(by):
        return list(ExitMeeting.objects.order_by("recorded_at", "pk"))


def alone(by: Viewer, family: Family, days: int = 0, **changes: object) -> ExitMeeting:
    """Written down on the page of closing, without a meeting of family and network."""
    said: dict[str, object] = {
        "held_on": timezone.localdate() - timedelta(days=days), "people": ("Leanne",),
        "said": "Quiet.", "copies_given_to": "Leanne", "feedback_offered": "On paper",
    }  # fmt: skip
    with as_viewer(by):
        newest = ExitMeeting.objects.order_by("-recorded_at", "-pk").first()
        return hold_exit_meeting(
            family_id=family.pk,
            details=ExitMeetingDetails(**(said | changes)),  # type: ignore[arg-type]
            was=newest.pk if newest else None,
            by=by,
        )


def given_url(family: Family) -> str:
    return reverse("stages:exit-meeting", args=[family.pk])


def test_ending_it_holds_the_meeting_to_end_with(
    practitioner: Viewer, family: Family
) -> None:
    meeting = asked_to_end(practitioner, family)
    assert kept(practitioner) == [], "it goes on"
    end(practitioner, meeting, SAID)
    end(practitioner, meeting, SAID)
    (row,) = kept(practitioner)
    assert row.meeting_id == meeting.pk
    assert row.held_on == timezone.localdate()
    assert row.people == ["Amira", "Leanne", "Nan Jo", me(practitioner).name]
    assert row.said == SAID
    with as_viewer(practitioner):
        events = AuditEvent.objects.filter(
            action__in=["meetings.ended", "exit_meeting.held"]
        )
        assert sorted(one.action for one in events) == [
            "exit_meeting.held", "meetings.ended",
        ]  # fmt: skip


def test_a_meeting_for_something_else_ends_no_work(
    practitioner: Viewer, family: Family
) -> None:
    planned = make_planned_meeting(practitioner, family, purpose="review")
    meeting = make_meeting(practitioner, family, planned_id=planned.pk)
    end(practitioner, meeting)
    make_account(practitioner, meeting, purpose="review")
    assert kept(practitioner) == []


def test_what_it_was_for_is_as_somebody_said_of_it_last(
    practitioner: Viewer, family: Family
) -> None:
    meeting = asked_to_end(practitioner, family)
    account = make_account(practitioner, meeting, purpose="plan")
    end(practitioner, meeting)
    assert kept(practitioner) == []
    make_account(practitioner, meeting, was=account.pk, purpose="exit")
    assert [one.meeting_id for one in kept(practitioner)] == [meeting.pk]


def test_what_is_decided_afterwards_is_in_it_and_what_was_given_stays(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    meeting = asked_to_end(practitioner, family)
    end(practitioner, meeting)
    client, url = sign_in(practitioner), given_url(family)
    form = client.get(url).context["form"]
    assert set(form.fields) == {"version", "copies_given_to", "feedback_offered"}
    post = {
        "version": form["version"].value(), "copies_given_to": "Leanne and Nan Jo",
        "feedback_offered": "Dana asks",
    }  # fmt: skip
    assert client.post(url, post).status_code == 302
    stale = client.post(url, post | {"copies_given_to": "Raj"})
    assert stale.status_code == 409
    assert "Leanne and Nan Jo" in stale.content.decode()
    assert "Raj" in stale.content.decode()
    make_decided(practitioner, meeting, "Kai has the number.")
    row = kept(practitioner)[-1]
    assert row.said.splitlines() == ["Nan Jo has the Fridays.", "Kai has the number."]
    assert row.copies_given_to == "Leanne and Nan Jo"
    assert row.feedback_offered == "Dana asks"
    assert (row.meeting_id, len(kept(practitioner))) == (meeting.pk, 3)


def test_the_pages_say_where_it_is_told(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    meeting = asked_to_end(practitioner, family)
    client = sign_in(practitioner)
    assert "This meeting ends the work." in read(client, at("end-meeting", meeting))
    end(practitioner, meeting)
    here = reverse("meetings:meeting", args=[family.pk, meeting.pk])
    assert given_url(family) in read(client, here)
    page = read(client, reverse("stages:closing", args=[family.pk]))
    assert here in page
    assert "Nan Jo has the Fridays." in page
    assert "Say who was given the plan" in page


def test_a_team_that_writes_it_on_the_closing_page_alone_loses_nothing(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    row = alone(practitioner, family)
    form = sign_in(practitioner).get(given_url(family)).context["form"]
    assert form["said"].value() == "Quiet."
    meeting = asked_to_end(practitioner, family)
    end(practitioner, meeting)
    first, second = kept(practitioner)
    assert first == row
    assert second.copies_given_to == "Leanne", "of the same day"


def test_words_typed_while_a_meeting_ended_the_work_are_shown_beside_what_it_says(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, url = sign_in(practitioner), given_url(family)
    form = client.get(url).context["form"]
    typed = {
        "version": form["version"].value() or "", "people": "Leanne\nAunt Bea",
        "said": "Everybody is proud of Kai.", "copies_given_to": "Leanne",
        "feedback_offered": "On paper", **day_post("held_on", 0),
    }  # fmt: skip
    meeting = asked_to_end(practitioner, family)
    end(practitioner, meeting, SAID)
    stale = client.post(url, typed)
    assert stale.status_code == 409
    standing = kept(practitioner)[-1].pk
    said = {label: (now, mine) for label, now, mine in stale.context["conflict"]}
    assert said["What did people say?"] == (SAID, typed["said"])
    assert said["Who came?"][1] == "Leanne, Aunt Bea"
    form = stale.context["form"]
    boxes = {name: form[name].value() for name in ("version", "people", "said")}
    assert boxes == {name: typed[name] for name in boxes} | {"version": str(standing)}
    again = typed | {"version": str(standing)}
    assert client.post(url, again).status_code == 302
    before, now = kept(practitioner)
    assert (before.said, now.said) == (SAID, typed["said"])


def test_a_later_meeting_to_end_with_stands(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    """And what was given at an earlier one was not given at this one."""
    alone(practitioner, family, days=3)
    meeting = asked_to_end(practitioner, family)
    with as_viewer(practitioner):
        Meeting.objects.update(started_at=timezone.now() - timedelta(days=2))
    end(practitioner, meeting)
    assert kept(practitioner)[-1].copies_given_to == ""
    client, url = sign_in(practitioner), f"{given_url(family)}?another=1"
    form = client.get(url).context["form"]
    assert form["said"].value() is None
    today = timezone.localdate()
    post = {
        "version": form["version"].value(), "people": "Leanne", "said": "All quiet.",
        "held_on_day": today.day, "held_on_month": today.month,
        "held_on_year": today.year,
    }  # fmt: skip
    assert client.post(url, post | {"said": ""}).status_code == 422
    assert client.post(url, post).status_code == 302
    end(practitioner, meeting, "Nan Jo has the Saturdays.")
    assert kept(practitioner)[-1].said == "All quiet."
    assert kept(practitioner)[-1].meeting_id is None


def test_one_said_to_be_for_something_else_afterwards_stands_and_both_pages_say_so(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    meeting = asked_to_end(practitioner, family)
    end(practitioner, meeting, SAID)
    client = sign_in(practitioner)
    here = reverse("meetings:meeting", args=[family.pk, meeting.pk])
    closing = reverse("stages:closing", args=[family.pk])
    first = make_account(practitioner, meeting, purpose="exit")
    assert "something else" not in read(client, closing) + read(client, here)
    second = make_account(practitioner, meeting, was=first.pk, purpose="review")
    page = read(client, closing)
    assert "for something else: “To see how it goes”" in page
    assert "Nan Jo has the Fridays." in page
    assert f"{closing}#meeting" in read(client, here)
    assert [one.meeting_id for one in kept(practitioner)] == [meeting.pk]
    make_account(practitioner, meeting, was=second.pk, purpose="exit")
    assert "something else" not in read(client, closing) + read(client, here)


def test_another_meeting_to_end_with_takes_its_place(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    meeting = asked_to_end(practitioner, family)
    end(practitioner, meeting, SAID)
    make_account(practitioner, meeting, purpose="review")
    alone(practitioner, family)
    client = sign_in(practitioner)
    here = reverse("meetings:meeting", args=[family.pk, meeting.pk])
    closing = reverse("stages:closing", args=[family.pk])
    assert "something else" not in read(client, closing) + read(client, here)
    assert [one.meeting_id for one in kept(practitioner)] == [meeting.pk, None]
