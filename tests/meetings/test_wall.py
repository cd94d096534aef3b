"""The wall: one thing at a time, nothing kept from the family, no number too soon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kinfold.meetings.models import Meeting
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry
from kinfold_core.practice.written import Named, Showing
from tests.factories.meetings import chair, say
from tests.factories.practice import make_entry, make_rating
from tests.meetings.test_pages import at, read, turn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def test_what_is_kept_from_the_family_is_on_no_page_of_the_wall(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    secret = make_entry(practitioner, meeting.family, "harm", text="SECRET thing")
    hidden = {
        "is_visible_to_family": False,
        "hidden_reason": "REASON why",
        "hidden_review_on": timezone.localdate() + timedelta(days=9),
        "hidden_by_id": practitioner.worker_id,
    }
    client = sign_in(practitioner)
    assert "SECRET thing" in _whole_wall(client, meeting)
    with as_viewer(practitioner):
        MapEntry.objects.filter(pk=secret.pk).update(**hidden)
        DangerStatement.objects.filter(pk=danger.pk).update(**hidden)
    wall = _whole_wall(client, meeting)
    for word in ("SECRET", "REASON", "On some Friday nights", "handled every hard"):
        assert word not in wall
    assert "four social workers" in wall
    assert client.get(at("round", meeting, danger.pk)).status_code == 404


def test_a_number_kept_from_the_family_is_not_on_the_wall(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    make_rating(
        practitioner, meeting.family, danger.pk, Named(name="Mr Cole"), "1",
        capacity="professional", reason_why_not_lower="PRIVATE reason",
        showing=Showing(
            is_visible=False,
            reason="Said in confidence",
            review_on=timezone.localdate() + timedelta(days=9),
        ),
    )  # fmt: skip
    say(practitioner, meeting, danger.pk, "Leanne", "4")
    client = sign_in(practitioner)
    client.post(at("show-numbers", meeting, danger.pk))
    wall = turn(client, meeting, f"scale-{danger.pk}")
    assert "Leanne knows why." in wall
    for page in (wall, read(client, at("round", meeting, danger.pk))):
        assert "PRIVATE reason" not in page


def _whole_wall(client: Client, meeting: Meeting) -> str:
    """Every page of the wall, turned one by one as people do."""
    words = turn(client, meeting, "here")
    page = words
    while 'data-turn="after"' in page:
        after = page.split('data-turn="after"')[0].rpartition('name="to" value="')[2]
        page = turn(client, meeting, after.partition('"')[0])
        words += page
    return words


def test_the_wall_has_no_menu_and_no_header(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting
) -> None:
    wall = read(sign_in(practitioner), at("wall", meeting))
    assert 'class="top-bar"' not in wall
    assert "Who looked" not in wall


@pytest.mark.parametrize("slide", ["", "nowhere", "\x00", "x" * 100_000, "🌻"])
def test_a_page_that_is_not_there_turns_to_the_first(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, slide: str
) -> None:
    assert "Who is here" in turn(sign_in(practitioner), meeting, slide)


def test_a_second_screen_follows_and_is_told_nothing_when_nothing_changed(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    client = sign_in(practitioner)
    wall = read(client, at("wall", meeting))
    seen = wall.partition("?seen=")[2].partition('"')[0]
    follow = at("follow", meeting)
    with as_viewer(practitioner):
        before = AuditEvent.objects.count()
    assert client.get(f"{follow}?seen={seen}").status_code == 204
    with as_viewer(practitioner):
        assert AuditEvent.objects.count() == before
    client.post(at("turn", meeting), {"to": f"worry-{danger.pk}"})
    answer = client.get(f"{follow}?seen={seen}")
    assert "On some Friday nights" in answer.content.decode()
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="meetings.wall").count() == 2


def test_no_page_leads_anybody_to_a_number_before_all_have_answered(
    sign_in: SignIn, practitioner: Viewer, meeting: Meeting, danger: DangerStatement
) -> None:
    say(practitioner, meeting, danger.pk, "Leanne", "8.5")
    client = sign_in(practitioner)
    amira = chair(practitioner, meeting, "Amira")
    leanne = chair(practitioner, meeting, "Leanne")
    pages = [
        turn(client, meeting, f"scale-{danger.pk}"),
        read(client, at("round", meeting, danger.pk)),
        read(client, at("say-number", meeting, danger.pk, amira.pk)),
        read(client, at("say-number", meeting, danger.pk, leanne.pk)),
        read(client, at("meeting", meeting)),
    ]
    for page in pages:
        assert "knows why" not in page
        assert 'class="scale__score"' not in page
        assert "checked" not in page.partition('id="id_value')[2]
    assert "1 of 4 have answered" in pages[0]
    for name in ("Amira", "Nan Jo", practitioner.name):
        say(practitioner, meeting, danger.pk, name, "3")
    wall = turn(client, meeting, f"scale-{danger.pk}")
    assert "Leanne knows why." in wall
    assert "What does each person see that the others do not?" in wall
