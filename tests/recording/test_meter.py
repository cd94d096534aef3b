"""The recording meter: minutes and counts, never words; private first."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.models import AuditEvent, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import MapEntry
from kinfold.recording.actions import LONGEST_TOLD, add_to_meter
from kinfold.recording.kinds import normalised
from kinfold.recording.models import RecordingTime
from kinfold.recording.night import DAYS_KEPT, prune
from kinfold.recording.presenters import minutes
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_entry, make_family

pytestmark = pytest.mark.django_db

SignIn = Callable[[Viewer], Client]
RAIN = "She waited an hour in the rain."


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def entry(practitioner: Viewer, family: Family) -> MapEntry:
    return make_entry(practitioner, family)


def tell(client: Client, told: Any) -> int:
    body = told if isinstance(told, bytes) else json.dumps(told)
    return client.post("/recording/spent/", body, "application/json").status_code


def rows(viewer: Viewer) -> list[tuple[str, str, int, int, int]]:
    with as_viewer(viewer):
        return list(
            RecordingTime.objects.order_by("document", "kind").values_list(
                "document", "kind", "seconds", "save_count", "retyped_count"
            )
        )


def measured(by: Viewer, day: date, seconds: int = 60, **more: Any) -> None:
    about = {"document": "practice", "kind": "entry", "saves": 1} | more
    with as_viewer(by):
        add_to_meter(day=day, seconds=seconds, by=by, **about)


def test_seconds_are_added_by_document_and_kind(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client, map_ = sign_in(practitioner), f"/families/{family.pk}/map/"
    assert tell(client, {f"{map_}add/harm/": 40, f"{map_}dangers/add/": 20}) == 204
    assert tell(client, {f"{map_}add/strength/": 5}) == 204
    assert rows(practitioner) == [
        ("practice", "danger", 20, 0, 0), ("practice", "entry", 45, 0, 0),
    ]  # fmt: skip
    with as_viewer(practitioner):
        kept = RecordingTime.objects.values().first()
    assert kept is not None
    assert str(family.pk) not in str(kept)


@pytest.mark.parametrize(
    "told",
    [
        b"", b"{", b"[]", b"null", b"[" * 100_000, {"/": 9}, {"x": 9}, {"/a\x00": 9},
        {"/families/": "many"}, {"/families/": None}, {"/families/": 1e400}, {"": -3},
    ],
)  # fmt: skip
def test_what_makes_no_sense_adds_nothing(
    told: Any, practitioner: Viewer, sign_in: SignIn
) -> None:
    assert tell(sign_in(practitioner), told) == 204
    assert rows(practitioner) == []


def test_nobody_tells_more_than_two_minutes_at_once_or_a_day_in_a_day(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    url = f"/families/{family.pk}/map/add/harm/"
    tell(sign_in(practitioner), {url: 10**9})
    assert rows(practitioner)[0][2] == LONGEST_TOLD
    with as_viewer(practitioner):
        RecordingTime.objects.update(seconds=86_399)
    tell(sign_in(practitioner), {url: 60})
    assert rows(practitioner)[0][2] == 86_400


def test_whoever_may_not_see_their_own_is_not_measured(
    quality_lead: Viewer, family: Family, sign_in: SignIn
) -> None:
    tell(sign_in(quality_lead), {f"/families/{family.pk}/map/add/harm/": 40})
    assert rows(quality_lead) == []


@pytest.mark.parametrize(
    ("typed", "retyped"),
    [
        ("THE SAME   words, as stand there", 1),
        ("Words that stand nowhere yet", 0),
        ("too short", 0),
    ],
)
def test_words_that_stand_elsewhere_in_the_record_are_counted_when_saved(
    typed: str, retyped: int, practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    make_entry(practitioner, family, text="The same words, as stand there.")
    make_entry(practitioner, family, text="too short")
    url = f"/families/{family.pk}/map/add/strength/"
    sent = {"text": typed, "typed_boxes": "text"}
    assert sign_in(practitioner).post(url, sent).status_code == 302
    assert rows(practitioner) == [("practice", "entry", 0, 1, retyped)]


def test_a_box_nobody_typed_into_and_a_save_that_was_refused_count_nothing(
    practitioner: Viewer, family: Family, entry: MapEntry, sign_in: SignIn
) -> None:
    client, url = sign_in(practitioner), f"/families/{family.pk}/map/add/strength/"
    client.post(url, {"text": "", "typed_boxes": "text"})
    assert rows(practitioner) == []
    client.post(url, {"text": entry.text, "typed_boxes": "impact"})
    client.post(url, {"text": entry.text})  # without script
    assert rows(practitioner) == [("practice", "entry", 0, 1, 0)]


def test_another_familys_words_are_no_repetition(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    other = make_family(practitioner)
    make_entry(practitioner, other, text=RAIN)
    url = f"/families/{family.pk}/map/add/strength/"
    sign_in(practitioner).post(url, {"text": RAIN, "typed_boxes": "text"})
    assert rows(practitioner)[0][4] == 0


def test_a_name_that_is_on_record_is_counted(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    url = f"/families/{family.pk}/map/add/strength/"
    sent = {"text": "leanne okafor", "typed_boxes": "text"}
    sign_in(practitioner).post(url, sent)
    assert rows(practitioner)[0][4] == 1


def test_my_recording_says_a_day_and_four_weeks_and_nothing_of_others(
    practitioner: Viewer, chair: Viewer, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    measured(practitioner, today, 120, retyped=2)
    measured(practitioner, today - timedelta(days=3), 60, kind="danger")
    measured(chair, today, 100, kind="rate")
    client = sign_in(practitioner)
    page = client.get("/recording/").content.decode()
    assert "you wrote for 2 minutes. 2 boxes held" in page
    assert "You wrote for 3 minutes in four weeks" in page
    assert "A number on a scale" not in page
    day = today - timedelta(days=3)
    asked = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
    assert "A danger statement" in client.get("/recording/", asked).content.decode()
    wrong = client.get("/recording/", asked | {"day_month": "13"})
    assert wrong.status_code == 422
    assert "Enter a real date" in wrong.content.decode()


def test_a_worker_deletes_their_own_day_or_everything(
    practitioner: Viewer, chair: Viewer, sign_in: SignIn
) -> None:
    today = timezone.localdate()
    for days in (0, 1, 2):
        measured(practitioner, today - timedelta(days=days))
    measured(chair, today)
    client = sign_in(practitioner)
    assert client.post("/recording/forget/", {"day": "x"}).status_code == 404
    client.post("/recording/forget/", {"day": today.isoformat()})
    assert len(rows(practitioner)) == 3
    client.post("/recording/forget/")
    with as_viewer(practitioner):
        assert RecordingTime.objects.get().worker_id == chair.worker_id
        assert AuditEvent.objects.filter(action="recording.forgotten").count() == 2


def test_totals_show_only_whole_months_of_ten_workers_or_more(
    authority: Authority, practice_leader: Viewer, sign_in: SignIn
) -> None:
    with time_machine.travel("2026-11-20"):
        workers = [make_worker_viewer(authority, Role.PRACTITIONER) for _ in range(10)]
        for worker in workers:
            measured(worker, date(2026, 10, 5), 90)
            measured(worker, date(2026, 11, 5), 90)
        for worker in workers[:9]:
            measured(worker, date(2026, 10, 6), 90, kind="danger")
        page = sign_in(practice_leader).get("/recording/totals/").content.decode()
    assert "October 2026" in page
    assert "2 minutes" in page
    assert "A danger statement" not in page
    assert "November 2026" not in page
    assert all(worker.name not in page for worker in workers)


def test_who_may_see_what(
    practitioner: Viewer, analyst: Viewer, senior_leader: Viewer, elsewhere: Viewer
) -> None:
    measured(practitioner, timezone.localdate())
    expected = [
        (practitioner, 200, 403), (analyst, 403, 403), (senior_leader, 403, 200),
        (elsewhere, 200, 200),
    ]  # fmt: skip
    for viewer, own, totals in expected:
        client = signed_in(Client(), viewer)
        mine = client.get("/recording/")
        assert mine.status_code == own
        is_theirs = viewer is practitioner
        assert ("Something on the map" in mine.content.decode()) == is_theirs
        assert client.get("/recording/totals/").status_code == totals
    assert rows(elsewhere) == []


def test_after_thirteen_months_it_is_let_go(practitioner: Viewer) -> None:
    today = timezone.localdate()
    measured(practitioner, today - timedelta(days=DAYS_KEPT + 1))
    measured(practitioner, today - timedelta(days=DAYS_KEPT - 1))
    prune()
    assert len(rows(practitioner)) == 1
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(action="recording.pruned").count() == 1


def test_the_page_asks_the_same_for_one_day_and_for_many(
    practitioner: Viewer, sign_in: SignIn
) -> None:
    client, counts, today = sign_in(practitioner), [], timezone.localdate()
    for days in range(28):
        for kind in ("entry", "danger", "rate"):
            measured(practitioner, today - timedelta(days=days), kind=kind)
        if days in {0, 27}:
            with CaptureQueriesContext(connection) as queries:
                client.get("/recording/")
            counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"), (60, "1 minute"), (3599, "1 hour"),
        (3900, "1 hour 5 minutes"), (7260, "2 hours 1 minute"),
    ],
)  # fmt: skip
def test_minutes_as_people_say_them(seconds: int, said: str) -> None:
    assert minutes(seconds) == said


def test_words_are_compared_as_people_read_them() -> None:
    assert normalised("  She  waited.\n") == normalised("she waited")
