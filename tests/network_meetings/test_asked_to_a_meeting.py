"""People are asked to a meeting, on a paper that names no worry."""

from __future__ import annotations

import pytest
from django.db import transaction

from kinfold.meetings.actions import start_meeting
from kinfold.meetings.details import PersonHere
from kinfold.meetings.models import (
    Meeting,
    PlannedMeeting,
)
from kinfold.network_meetings import actions
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.written import EntryDetails, Named
from tests.factories.meetings import end, make_meeting
from tests.factories.network_meetings import (
    make_account,
    make_decided,
    make_planned_meeting,
)
from tests.factories.networks import make_child_says, make_member
from tests.factories.practice import make_family, named
from tests.factories.trajectory import day_post
from tests.network_meetings.test_network_meetings import SignIn, at, of, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_people_are_asked_to_a_meeting_that_names_no_worry(
    sign_in: SignIn, practitioner: Viewer, danger: DangerStatement, family: Family
) -> None:
    client = sign_in(practitioner)
    post = {
        "purpose": "plan", **day_post("on_day", 3), "at_time": "half past four",
        "place": "Nan Jo's kitchen", "convened_as": "family", "convened_by": "other",
        "convened_by_other": "Leanne", "others": "Raj\nBea",
        "asked": [f"worker:{practitioner.worker_id}"],
    }  # fmt: skip
    assert read(client, of("ask", family))
    nobody = post | {"others": "", "asked": []}
    assert client.post(of("ask", family), nobody).status_code == 422
    past = post | day_post("on_day", -1)
    assert client.post(of("ask", family), past).status_code == 422
    far = client.post(of("ask", family), post | {"on_day_year": "2099"})
    assert far.status_code == 422
    assert "within a year from today" in far.content.decode()
    assert client.post(of("ask", family), post).status_code == 302
    assert client.post(of("ask", family), post).status_code == 302
    with as_viewer(practitioner):
        planned = PlannedMeeting.objects.get()
    listed = read(client, of("meetings", family))
    assert "Leanne asks" in listed
    paper = read(client, of("planned", family, planned.pk))
    assert "Nan Jo&#x27;s kitchen" in paper
    assert danger.worried_about not in paper
    inside = paper[paper.index('class="invitation"') : paper.index('id="asked"')]
    assert "Raj" not in inside
    begin = read(client, of("start-planned", family, planned.pk))
    assert 'value="Raj"' in begin
    started = client.post(
        of("start-planned", family, planned.pk),
        {
            "kind": "family_meeting", "place": "Kitchen", "other_0_name": "Raj",
            "other_0_capacity": "network", "other_0_how": "room",
        },
    )  # fmt: skip
    assert started.status_code == 302
    with as_viewer(practitioner):
        meeting = Meeting.objects.get()
    record = read(client, at("network-record", meeting))
    assert "Asked, and not there:" in record
    assert "Bea" in record
    assert "People are asked to come" not in read(client, of("meetings", family))
    end(practitioner, meeting)
    again = client.post(
        of("start-planned", family, planned.pk),
        {"kind": "family_meeting", "other_0_name": "Raj",
         "other_0_capacity": "network"},
    )  # fmt: skip
    assert "has begun already" in again.content.decode()


def test_nobody_of_another_family_is_asked_or_named(
    practitioner: Viewer, family: Family, meeting: Meeting
) -> None:
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Kai")
    with pytest.raises(NotFound):
        make_planned_meeting(practitioner, family, convened_by=stranger)
    with pytest.raises(NotFound):
        make_account(practitioner, meeting, convened_by=stranger)
    theirs = make_planned_meeting(practitioner, other)
    member = make_member(practitioner, other)
    decision = make_decided(
        practitioner, make_meeting(practitioner, other, people=[
            PersonHere(who=Named(name="Jo"), capacity="network", mode="room")]),
    )  # fmt: skip
    here = {"family_id": family.pk, "by": practitioner}
    end(practitioner, meeting)
    with as_viewer(practitioner):
        for refused in (
            lambda: start_meeting(
                kind="review", place="", people=[
                    PersonHere(who=Named(name="Jo"), capacity="network", mode="room")],
                planned_id=theirs.pk, **here),
            lambda: actions.give_notes(
                meeting_id=meeting.pk, member_id=member.pk, **here),
            lambda: actions.make_step(
                decision_id=decision.pk,
                details=EntryDetails(category="next_step", text="x"), **here),
        ):  # fmt: skip
            with pytest.raises(NotFound), transaction.atomic():
                refused()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": "party"}, "purpose"),
        ({"convened_by": Named()}, "convened_by"),
        ({"people": ()}, "people"),
    ],
)
def test_whoever_is_asked_is_asked_by_somebody_for_something(
    practitioner: Viewer, family: Family, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        make_planned_meeting(practitioner, family, **changes)
    assert refused.value.field == field


def test_more_people_asked_to_the_same_meeting_are_added(
    practitioner: Viewer, family: Family
) -> None:
    make_planned_meeting(practitioner, family)
    bea = PersonHere(who=Named(name="Bea"), capacity="network", mode="room")
    raj = PersonHere(who=Named(name="raj"), capacity="network", mode="room")
    for _ in range(2):
        planned = make_planned_meeting(practitioner, family, people=(raj, bea))
    with as_viewer(practitioner):
        rows = planned.invited.order_by("position")
        assert [one.name for one in rows] == ["Raj", practitioner.name, "Bea"]
        assert PlannedMeeting.objects.count() == 1


def test_whom_a_child_does_not_want_is_not_asked_to_come(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    raj = make_member(practitioner, family, "Raj", who=Named(name="Raj"))
    make_child_says(practitioner, raj)
    post = {
        "purpose": "plan", **day_post("on_day", 3), "at_time": "four",
        "place": "Nan Jo's kitchen", "convened_as": "family", "convened_by": "other",
        "convened_by_other": "Leanne", "others": "Bea\nraj",
    }  # fmt: skip
    refused = sign_in(practitioner).post(of("ask", family), post)
    assert refused.status_code == 422
    assert "Kai does not want Raj there" in refused.content.decode()
    with as_viewer(practitioner):
        assert not PlannedMeeting.objects.exists()
    make_child_says(practitioner, raj, "wants")
    assert sign_in(practitioner).post(of("ask", family), post).status_code == 302
