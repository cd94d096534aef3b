"""The pages of the versions of a map, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.models import (
    DangerStatement,
    MapEntryRevision,
    Mapping,
)
from kinfold.records.models import Family
from kinfold.versions.selectors import Until, snapshot
from kinfold_core.practice.written import (
    DangerSetDetails,
    Named,
)
from tests.factories.practice import (
    good_set,
    make_entry,
    make_rating,
    make_set,
)
from tests.versions.test_versions import answer, change_text, contribute, give, url

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def day_of(name: str, day: date | None = None) -> dict[str, str]:
    chosen = day or timezone.localdate()
    return {
        f"{name}_day": str(chosen.day),
        f"{name}_month": str(chosen.month),
        f"{name}_year": str(chosen.year),
    }


def test_a_version_keeps_the_words_that_the_family_was_given(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    kept = make_entry(practitioner, family)
    gone = make_entry(practitioner, family, text="Dean cooks on Sundays.")
    make_rating(practitioner, family, danger.pk, Named(name="Nan Jo"), "4")
    give(practitioner, family)
    change_text(practitioner, family, kept, "Leanne sings to Kai.")
    make_rating(
        practitioner, family, danger.pk, Named(name="Nan Jo"), "6",
        rated_on=timezone.localdate(),
    )  # fmt: skip
    with as_viewer(practitioner):
        practice.withdraw_entry(
            family_id=family.pk, entry_id=gone.pk, reason="Twice", version=1,
            by=practitioner,
        )  # fmt: skip
        practice.withdraw_danger_set(
            family_id=family.pk, danger_id=danger.pk, reason="Joined", version=1,
            by=practitioner,
        )  # fmt: skip
        mapping = Mapping.objects.get()
        first = snapshot(practitioner, mapping.pk, Until(version=1))
        second = snapshot(practitioner, mapping.pk, Until(version=2))
    assert [one.details.text for one in first.entries] == [
        "Leanne reads to Kai every night.",
        "Dean cooks on Sundays.",
    ]
    assert [one.details.text for one in second.entries] == ["Leanne sings to Kai."]
    with as_viewer(practitioner):
        assert first.sets[0].details == good_set(practitioner, family)
    assert second.sets == ()
    assert [str(one.value) for one in first.ratings] == ["4.0"]
    assert [str(one.value) for one in second.ratings] == ["6.0"]


def test_the_map_as_it_stood_on_a_day(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    day, at = date(2026, 3, 2), timezone.now() - timedelta(days=400)
    with as_viewer(practitioner):
        first = MapEntryRevision.objects.get(entry=entry)
        MapEntryRevision.objects.create(
            authority_id=first.authority_id, entry=entry, version=0, change="written",
            map_version=1, words=first.words | {"text": "Leanne sang to Kai."},
            changed_by_id=first.changed_by_id, changed_at=at,
        )  # fmt: skip
        mapping = Mapping.objects.get()
        day = timezone.localtime(at).date()
        then = snapshot(practitioner, mapping.pk, Until(day=day))
        before = snapshot(practitioner, mapping.pk, Until(day=day - timedelta(days=1)))
    assert [one.details.text for one in then.entries] == ["Leanne sang to Kai."]
    assert before.is_empty
    client = sign_in(practitioner)
    page = client.get(url("as-it-was", family), day_of("day", day)).content.decode()
    assert "Leanne sang to Kai." in page
    assert "reads to Kai" not in page
    page = client.get(url("as-it-was", family), day_of("day")).content.decode()
    assert "Leanne reads to Kai every night." in page
    assert "Today version 1 is being written today" not in page
    assert "the family had not been given one yet" in page


def test_two_versions_side_by_side(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    kept = make_entry(practitioner, family)
    make_entry(practitioner, family, text="Raj has a car.")
    give(practitioner, family)
    change_text(practitioner, family, kept, "Leanne sings to Kai every night.")
    make_entry(practitioner, family, "harm", text="Dad pushed Mum.")
    client = sign_in(practitioner)
    page = client.get(url("compare", family), {"before": "2", "after": "1"})
    text = page.content.decode()
    assert "Version 1 and version 2, side by side" in text
    assert "1 added and 1 changed; 2 stayed as they were." in text
    assert "<del>reads</del>" in text
    assert "<ins>sings</ins>" in text
    assert "Dad pushed Mum." in text
    assert "Raj has a car." not in text


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("compare", {"before": "1", "after": "9"}),
        ("compare", {"before": "x", "after": "1\x00"}),
        ("compare", {"before": "1"}),
        ("as-it-was", {"version": "99999999999999999999"}),
        ("as-it-was", {"version": ""}),
        ("as-it-was", {"day_day": "31", "day_month": "2", "day_year": "2026"}),
        ("as-it-was", {"day_day": "1", "day_month": "1", "day_year": "2990"}),
        ("as-it-was", {"day_day": "🙂", "day_month": "\x00", "day_year": "أ"}),
    ],
)
def test_a_point_that_never_was_is_asked_again(
    sign_in: SignIn,
    practitioner: Viewer,
    family: Family,
    name: str,
    asked: dict[str, str],
) -> None:
    make_entry(practitioner, family)
    answered = sign_in(practitioner).get(url(name, family), asked)
    assert answered.status_code == 422
    assert "to mend" in answered.content.decode()


def test_pages_of_a_family_without_a_map_teach(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client = sign_in(practitioner)
    assert (
        "Nothing is written yet" in client.get(url("versions", family)).content.decode()
    )
    assert client.get(url("as-it-was", family)).status_code == 200
    assert client.get(url("compare", family)).status_code == 200
    page = client.get(url("as-it-was", family), day_of("day")).content.decode()
    assert "nothing was written on the map yet" in page
    form = client.get(url("add-answer", family)).content.decode()
    assert "Give them their copy first" in form


def test_answering_and_making_current_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_set(practitioner, family)
    give(practitioner, family)
    client = sign_in(practitioner)
    posted = {
        "version": "1", "who": "other", "who_other": "Nan Jo", "capacity": "family",
        "agreement": "partly", "words": "أنا لا أوافق 🙂", **day_of("said_on"),
    }  # fmt: skip
    address = url("add-answer", family)
    refused = client.post(address, posted | {"words": ""})
    assert refused.status_code == 422
    assert "in their own words" in refused.content.decode()
    assert client.post(address, posted | {"words": "x" * 100_000}).status_code == 422
    assert client.post(address, posted | {"words": "x\x00"}).status_code == 422
    assert client.post(address, posted | {"version": "5"}).status_code == 422
    assert client.post(address, posted).status_code == 302
    page = client.get(url("versions", family)).content.decode()
    assert "أنا لا أوافق 🙂" in page
    assert "The family has answered" in page
    made = client.post(url("make-current", family), {"version": "1"})
    assert made.status_code == 302
    assert "Current" in client.get(url("versions", family)).content.decode()
    assert client.post(url("make-current", family), {"version": "x"}).status_code == 422
    assert client.post(url("make-current", family), {}).status_code == 422


def test_noting_who_wrote_with_us_without_javascript(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    client, address = sign_in(practitioner), url("add-contributor", family)
    posted = {
        "who": "other", "who_other": "Nan Jo", "capacity": "network", "mode": "phone",
        "part": "present", **day_of("happened_on"),
    }  # fmt: skip
    assert client.get(address).status_code == 200
    for wrong in ({"who_other": ""}, {"mode": ""}, {"capacity": ""}, {"part": "x"}):
        assert client.post(address, posted | wrong).status_code == 422
    assert client.post(address, posted).status_code == 302


def test_each_version_that_was_given_says_what_it_was_for(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    entry = make_entry(practitioner, family)
    client, say = sign_in(practitioner), url("say-purpose", family)
    versions = url("versions", family)
    assert (
        "Version 1 is for the first contact." in client.get(versions).content.decode()
    )
    wrong = client.post(say, {"purpose": "a party"})
    assert wrong.status_code == 422
    assert "Choose what the map is for from the list" in wrong.content.decode()
    for _ in range(2):  # the same again is nothing new
        assert client.post(say, {"purpose": "conference"}).status_code == 302
    give(practitioner, family)
    client.post(say, {"purpose": "reunification"})
    change_text(practitioner, family, entry, "Leanne sings to Kai.")
    page = client.get(versions).content.decode()
    assert "Version 2 is for going home." in page
    assert ", for the conference, printed" in page
    with as_viewer(practitioner):
        said = AuditEvent.objects.filter(action="map.purpose_said").order_by("at")
        assert [one.changes["purpose"] for one in said] == [
            ["first_contact", "conference"], ["conference", "reunification"],
        ]  # fmt: skip


def test_what_blocks_is_said_on_the_page(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_entry(practitioner, family)
    with as_viewer(practitioner):
        details = DangerSetDetails(worried_about="A plate broke.")
        hidden = replace(
            details.showing, is_visible=False, reason="Not safe yet",
            review_on=timezone.localdate() + timedelta(days=9),
        )  # fmt: skip
        practice.add_danger_set(
            family_id=family.pk,
            details=replace(details, showing=hidden),
            by=practitioner,
        )
    give(practitioner, family)
    answered = sign_in(practitioner).post(url("make-current", family), {"version": "1"})
    assert answered.status_code == 422
    assert "R-DS4" in answered.content.decode()


@pytest.mark.slow
def test_pages_cost_the_same_however_much_there_was(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    entry = make_entry(practitioner, family)
    give(practitioner, family)
    make_rating(practitioner, family, danger.pk, Named(name="Nan Jo"), "4")
    client = sign_in(practitioner)
    addresses = [
        url("versions", family),
        f"{url('as-it-was', family)}?version=1",
        f"{url('compare', family)}?before=1&after=2",
        reverse("versions:entry", args=[family.pk, entry.pk]),
        reverse("versions:danger", args=[family.pk, danger.pk]),
    ]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
        return counts

    queries()
    few = queries()
    for number in range(6):
        give(practitioner, family)
        answer(practitioner, family, who=Named(name=f"Friend {number}"))
        contribute(practitioner, family, who=Named(name=f"Friend {number}"))
        make_entry(practitioner, family, text=f"Good thing {number}")
        change_text(practitioner, family, entry, f"Leanne sings {number} songs.")
        make_rating(
            practitioner, family, danger.pk, Named(name=f"Friend {number}"), "5"
        )
    make_set(practitioner, family)
    many = queries()
    assert many == few
    assert max(many) <= 24


def test_who_may_only_read_is_offered_no_pen(
    sign_in: SignIn, quality_lead: Viewer, practitioner: Viewer, family: Family,
    danger: DangerStatement,
) -> None:  # fmt: skip
    give(practitioner, family)
    client = sign_in(quality_lead)
    page = client.get(url("versions", family)).content.decode()
    assert "/add/" not in page
    assert "/current/" not in page
    assert client.post(url("make-current", family), {"version": "1"}).status_code == 403
    assert client.get(url("add-answer", family)).status_code == 403
