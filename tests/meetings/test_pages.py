"""The pages of a meeting as people meet them, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.meetings.models import Attendance, Meeting, RoundAnswer
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold.records.models import Family
from tests.factories.meetings import chair, end, make_meeting, say
from tests.factories.practice import make_entry, make_family
from tests.factories.supervision import colleague

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def at(name: str, meeting: Meeting, *rest: object) -> str:
    return reverse(f"meetings:{name}", args=[meeting.family_id, meeting.pk, *rest])


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def typed_day(name: str, days: int = 0) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def turn(client: Client, meeting: Meeting, slide: str) -> str:
    """Turn the wall to a page with a button, and read the wall."""
    client.post(at("turn", meeting), {"to": slide, "from": "wall"})
    return read(client, at("wall", meeting))


def start_post(by: Viewer, **changes: object) -> dict[str, object]:
    return {
        "kind": "family_meeting",
        "place": "Room 2",
        f"here_worker_{by.worker_id}": "room",
        "other_0_name": "Nan Jo",
        "other_0_capacity": "network",
        "other_0_how": "phone",
    } | changes


def test_an_empty_tab_teaches_and_offers_the_first_step(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    page = read(client, reverse("meetings:meetings", args=[family.pk]))
    assert "Nobody has met about this family here yet" in page
    assert reverse("meetings:start-meeting", args=[family.pk]) in page


def test_a_meeting_is_started_held_and_ended_with_buttons_alone(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    url = reverse("meetings:start-meeting", args=[family.pk])
    form = read(client, url)
    assert f'name="here_worker_{practitioner.worker_id}"' in form
    answer = client.post(url, start_post(practitioner))
    with as_viewer(practitioner):
        meeting = Meeting.objects.get()
    assert answer["Location"] == at("meeting", meeting)
    desk = read(client, at("meeting", meeting))
    assert "Nan Jo" in desk
    assert "1 of the family and network, 1 professional" in desk
    assert "Who is here" in turn(client, meeting, "here")
    assert "On some Friday nights" in turn(client, meeting, f"worry-{danger.pk}")
    assert (
        client.post(
            at("end-meeting", meeting),
            {
                "decided": "Nan Jo has Fridays.",
                "version": "1",
                **typed_day("next_on", 14),
            },
        ).status_code
        == 302
    )
    desk = read(client, at("meeting", meeting))
    assert "Nan Jo has Fridays." in desk
    assert "We meet again on" in desk
    assert reverse("copies:family-copy-pdf", args=[family.pk]) in desk
    listed = read(client, reverse("meetings:meetings", args=[family.pk]))
    assert "Nan Jo has Fridays." in listed
    assert "1 of the family and network, 1 professional" in listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ""}, "Choose what kind of meeting it is"),
        ({"kind": "party"}, "This is not on the list any more"),
        ({"place": "x" * 100_000}, "letters long"),
        ({"place": "a\x00b"}, "hidden character"),
        ({"other_0_capacity": ""}, "Say who Nan Jo is to the child"),
        ({"other_0_name": ""}, "Write their name"),
        ({"other_0_name": "\x00"}, "hidden character"),
    ],
)
def test_bad_words_are_refused_with_a_sentence_and_nothing_is_lost(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    changes: dict[str, object],
    said: str,
) -> None:
    url = reverse("meetings:start-meeting", args=[family.pk])
    answer = sign_in(practitioner).post(url, start_post(practitioner, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "govuk-error-summary" in page
    with as_viewer(practitioner):
        assert not Meeting.objects.exists()


def test_names_in_any_script_are_kept(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    url = reverse("meetings:start-meeting", args=[family.pk])
    client = sign_in(practitioner)
    client.post(url, start_post(practitioner, other_0_name="ليلى 🌻"))
    with as_viewer(practitioner):
        meeting = Meeting.objects.get()
    assert "ليلى 🌻" in read(client, at("wall", meeting))


def test_a_second_start_says_that_one_goes_on(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting
) -> None:
    url = reverse("meetings:start-meeting", args=[meeting.family_id])
    answer = sign_in(practitioner).post(url, start_post(practitioner))
    assert answer.status_code == 422
    assert "goes on already" in answer.content.decode()


def test_each_answers_in_turn_with_big_buttons(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    amira, leanne = (chair(practitioner, meeting, name) for name in ("Amira", "Leanne"))
    url = at("say-number", meeting, danger.pk, amira.pk)
    page = read(client, url)
    assert page.count('type="radio"') == 24
    refused = client.post(url, {"why_not_lower": "Nan comes."})
    assert refused.status_code == 422
    assert "Nan comes." in refused.content.decode()
    assert "Press a number" in refused.content.decode()
    answer = client.post(url, {"value": "dont_know"})
    assert answer["Location"] == at("say-number", meeting, danger.pk, leanne.pk)
    with as_viewer(practitioner):
        assert RoundAnswer.objects.get().answer == "dont_know"


@pytest.mark.parametrize("value", ["11", "3.3", "-1", "\x00", "NaN", "x" * 100_000])
def test_an_odd_number_is_refused(
    sign_in: SignIn,
    practitioner: Viewer,
    meeting: Meeting,
    danger: DangerStatement,
    value: str,
) -> None:
    amira = chair(practitioner, meeting, "Amira")
    url = at("say-number", meeting, danger.pk, amira.pk)
    assert sign_in(practitioner).post(url, {"value": value}).status_code == 422


def test_what_is_said_is_written_with_one_press_for_who_said_it(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting
) -> None:
    client = sign_in(practitioner)
    nan = chair(practitioner, meeting, "Nan Jo")
    url = at("write-strength", meeting)
    words = {
        "text": "I have the Fridays.",
        "said_by": str(nan.pk),
        "is_own_words": "on",
    }
    assert client.post(url, {**words, "said_by": ""}).status_code == 422
    assert client.post(url, {**words, "said_by": "together"}).status_code == 422
    assert client.post(url, words).status_code == 302
    with as_viewer(practitioner):
        entry = MapEntry.objects.get()
        assert (entry.category, entry.said_by_name) == ("strength", "Nan Jo")
        assert (entry.source_type, entry.is_own_words) == ("network", True)
    assert "I have the Fridays." in read(client, at("wall", meeting))  # it turned


def test_a_next_step_has_a_name_and_a_day(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting
) -> None:
    client = sign_in(practitioner)
    leanne = chair(practitioner, meeting, "Leanne")
    url = at("write-step", meeting)
    step = {"text": "Ring Raj.", "who": str(leanne.pk), **typed_day("due_on", 3)}
    for missing in ("text", "who", "due_on_day"):
        assert client.post(url, {**step, missing: ""}).status_code == 422
    assert client.post(url, {**step, "who": "other"}).status_code == 422
    assert client.post(url, step).status_code == 302
    with as_viewer(practitioner):
        entry = MapEntry.objects.get()
        assert (entry.who_name, entry.who_person_id) == ("Leanne", leanne.person_id)
        assert entry.due_on == timezone.localdate() + timedelta(days=3)
    assert "Ring Raj." in read(client, at("end-meeting", meeting))


def test_a_colleague_is_added_by_choosing_them(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, manager: Viewer
) -> None:
    client = sign_in(practitioner)
    url = at("add-here", meeting)
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"who": f"worker:{manager.worker_id}"}).status_code == 302
    with as_viewer(practitioner):
        here = Attendance.objects.get(worker_id=manager.worker_id)
        assert (here.capacity, here.mode) == ("professional", "room")
    client.post(at("take-off-here", meeting, here.pk))
    with as_viewer(practitioner):
        assert not Attendance.objects.filter(pk=here.pk).exists()


def test_two_people_who_write_the_ending_see_each_others_words(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting
) -> None:
    end(practitioner, meeting, "Nan Jo has Fridays.")
    answer = sign_in(practitioner).post(
        at("end-meeting", meeting), {"decided": "Raj has Fridays.", "version": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nan Jo has Fridays." in page
    assert "Raj has Fridays." in page


def test_a_meeting_of_another_family_is_not_found(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    other = make_family(practitioner)
    theirs = make_meeting(practitioner, other)
    client = sign_in(practitioner)
    leanne = chair(practitioner, theirs, "Leanne")
    wrong: list[tuple[str, list[UUID]]] = [
        ("meeting", []), ("wall", []), ("follow", []), ("end-meeting", []),
        ("add-here", []), ("write-harm", []), ("round", [danger.pk]),
    ]  # fmt: skip
    for name, rest in wrong:
        url = reverse(f"meetings:{name}", args=[meeting.family_id, theirs.pk, *rest])
        assert client.get(url).status_code == 404, name
    # somebody who is at another meeting has no turn in this one
    assert (
        client.get(at("say-number", meeting, danger.pk, leanne.pk)).status_code == 404
    )
    assert client.post(at("take-off-here", meeting, leanne.pk)).status_code == 404


def test_pages_ask_as_much_of_the_database_for_many_as_for_one(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    urls = [
        reverse("meetings:meetings", args=[meeting.family_id]),
        at("meeting", meeting),
        at("wall", meeting),
        at("follow", meeting),
        at("round", meeting, danger.pk),
    ]

    def counts() -> list[int]:
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                read(client, url)
            found.append(len(asked))
        return found

    counts()
    few = counts()
    end(practitioner, make_meeting(practitioner, make_family(practitioner)))
    for number in range(5):
        make_entry(practitioner, meeting.family, text=f"Thing {number} works.")
    for name in ("Leanne", "Nan Jo", "Amira", practitioner.name):
        say(practitioner, meeting, danger.pk, name, "4")
    end(practitioner, meeting)
    second = make_meeting(practitioner, meeting.family)
    say(practitioner, second, danger.pk, "Leanne", "5")
    assert counts() == few


def test_who_may_only_read_sees_no_button_to_turn_or_write(
    sign_in: SignIn, practitioner: Viewer, leader_viewer: Viewer, meeting: Meeting
) -> None:
    client = sign_in(leader_viewer)
    for page in (
        read(client, at("wall", meeting)),
        read(client, at("meeting", meeting)),
    ):
        assert "/wall/turn/" not in page
        assert "/write/" not in page
    assert client.post(at("turn", meeting), {"to": "here"}).status_code == 403
    assert client.get(at("end-meeting", meeting)).status_code == 403


@pytest.fixture
def leader_viewer(practitioner: Viewer) -> Viewer:
    """A practice leader: opens any family, and runs no meetings."""
    return colleague(practitioner)
