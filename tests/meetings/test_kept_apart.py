"""People who must not meet are not seated together, nor given each other's notes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.meetings.models import Meeting, NotesGiven, PlannedMeeting
from kinfold.people.actions.separating import keep_apart
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.written import Named
from tests.factories.meetings import make_meeting, people_of
from tests.factories.network_meetings import KEY, make_account, make_decided
from tests.factories.networks import make_member, make_told
from tests.factories.practice import named
from tests.factories.trajectory import day_post
from tests.meetings.test_pages import SignIn, at, read, start_post

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOGETHER = "Dean and Leanne cannot be in one meeting"


def part(by: Viewer, family: Family, kind: str = "no_contact") -> tuple[Named, Named]:
    """Dean must not meet Leanne: who they are."""
    with as_viewer(by):
        dean, leanne = named(by, family, "Dean"), named(by, family, "Leanne")
        assert dean.person_id
        assert leanne.person_id
        keep_apart(
            person_id=dean.person_id, about_ids=[leanne.person_id], kind=kind,
            reason="Order of 3 May", is_both_ways=False, by=by,
        )  # fmt: skip
    return dean, leanne


def start(client: Client, family: Family, post: dict[str, object]) -> tuple[int, str]:
    answer = client.post(reverse("meetings:start-meeting", args=[family.pk]), post)
    return answer.status_code, answer.content.decode()


def test_two_who_must_not_meet_are_not_seated_in_one_meeting(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    dean, leanne = part(practitioner, family)
    client = sign_in(practitioner)
    post = start_post(practitioner) | {f"here_person_{leanne.person_id}": "room"}
    by_name = {"other_0_name": "dean ", "other_0_capacity": "parent"}
    for him in ({f"here_person_{dean.person_id}": "phone"}, by_name):
        status, page = start(client, family, post | him)
        assert status == 422
        assert TOGETHER in page
    with as_viewer(practitioner):
        assert not Meeting.objects.exists()
    assert start(client, family, post)[0] == 302
    with as_viewer(practitioner):
        meeting = Meeting.objects.get()
    for later in ({"who": f"person:{dean.person_id}"}, by_name_later(by_name)):
        answer = client.post(at("add-here", meeting), later)
        assert answer.status_code == 422
        assert TOGETHER in answer.content.decode()
    with as_viewer(practitioner):
        assert not meeting.attendances.filter(name__iexact="dean").exists()


def by_name_later(typed: dict[str, str]) -> dict[str, str]:
    return {name.replace("_0", ""): value for name, value in typed.items()}


def test_nor_asked_to_one(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    dean, leanne = part(practitioner, family, "court")
    post = {
        "purpose": "plan", **day_post("on_day", 3), "convened_as": "family",
        "convened_by": "other", "convened_by_other": "Nan Jo",
        "asked": [f"person:{leanne.person_id}"],
    }  # fmt: skip
    url = reverse("network_meetings:ask", args=[family.pk])
    client = sign_in(practitioner)
    both = [*post["asked"], f"person:{dean.person_id}"]
    for him in ({"asked": both}, {"others": "Dean"}):
        answer = client.post(url, post | him)
        assert answer.status_code == 422
        assert TOGETHER in answer.content.decode()
    assert client.post(url, post).status_code == 302
    with as_viewer(practitioner):
        assert PlannedMeeting.objects.count() == 1


def test_what_a_third_party_said_is_no_reason_not_to_meet(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    dean, leanne = part(practitioner, family, "third_party")
    both = {f"here_person_{one.person_id}": "room" for one in (dean, leanne)}
    post = start_post(practitioner) | both
    assert start(sign_in(practitioner), family, post)[0] == 302


def test_notes_are_for_nobody_who_is_kept_apart_from_whoever_sat_there(
    sign_in: SignIn, practitioner: Viewer, danger: DangerStatement, family: Family
) -> None:
    dean = make_member(practitioner, family, who=named_in(practitioner, family, "Dean"))
    nan = make_member(practitioner, family)
    for one in (dean, nan):
        make_told(practitioner, one, danger.pk)
    meeting = make_meeting(practitioner, family, people=people_of(practitioner, family))
    make_account(practitioner, meeting)
    make_decided(practitioner, meeting)
    client = sign_in(practitioner)
    of = [meeting.family_id, meeting.pk]
    theirs = [
        reverse("network_meetings:notes-for", args=[*of, one.pk]) for one in (dean, nan)
    ]
    assert all(KEY in read(client, url) for url in theirs)
    part(practitioner, family)
    his, hers = (read(client, url) for url in theirs)
    assert KEY in hers
    assert KEY not in his
    assert "We meet again" not in his
    assert "whom Dean is kept apart from" in his


def test_nor_are_they_written_down_as_having_them(
    sign_in: SignIn, practitioner: Viewer, danger: DangerStatement, family: Family
) -> None:
    dean = make_member(practitioner, family, who=named_in(practitioner, family, "Dean"))
    nan = make_member(practitioner, family)
    for one in (dean, nan):
        make_told(practitioner, one, danger.pk)
    meeting = make_meeting(practitioner, family, people=people_of(practitioner, family))
    part(practitioner, family)
    client, of = sign_in(practitioner), [meeting.family_id, meeting.pk]
    for one in (dean, nan):
        url = reverse("network_meetings:give-notes", args=[*of, one.pk])
        page = client.post(url, follow=True).content.decode()
        assert ("whom Dean is kept apart from. Tell them" in page) is (one == dean)
    with as_viewer(practitioner):
        assert NotesGiven.objects.get().member_id == nan.pk
    answer = client.get(reverse("network_meetings:notes", args=of))
    gets = {line.name: line.gets for line in answer.context["lines"]}
    assert gets["Dean"] == "Nothing: they are kept apart from somebody who sat there"
    assert gets["Nan Jo"].startswith("What was decided")


def named_in(by: Viewer, family: Family, name: str) -> Named:
    with as_viewer(by):
        return named(by, family, name)
