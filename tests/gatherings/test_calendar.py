"""Dates are planned, moved and cancelled alone, answered in turn, and kept apart."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.gatherings import selectors
from kinfold.gatherings.actions import planning, visits
from kinfold.gatherings.dates import When
from kinfold.gatherings.models import Gathering, GatheringVersion, Guest, Visit
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.gatherings import (
    make_gathering,
    make_gathering_rows,
    make_visit,
)
from tests.factories.platform import make_programme_viewer
from tests.factories.themes import (
    leave_programme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/calendar/"
WHAT = planning.What(kind="workshop", title="Leaders meet")


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def page(viewer, url) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def typed(day: date, **changes):
    return {
        "kind": "training", "title": "Two days of training", "about": "",
        "day_day": day.day, "day_month": day.month, "day_year": day.year,
        "starts_at": "10:00", "ends_at": "16:00", "where": "Lincoln", "link": "",
        "host": "", "capacity": "", "rhythm": "weekly", "count": "3", **changes,
    }  # fmt: skip


def test_a_series_is_planned_and_one_date_moved_and_one_cancelled(lead, programme):
    client, first = signed_in(Client(), lead), ahead(7)
    url = f"{HOME}plan/{programme.pk}/"
    refused = client.post(url, typed(first, ends_at="09:00"))
    assert refused.status_code == 422
    assert "It must end after it begins" in text_of(refused)
    for link in ("http://example.org", "ftp://example.org", "https://[", "/programme/"):
        refused = client.post(url, typed(first, link=link))
        assert "a whole address that begins with https://" in text_of(refused)
    assert client.post(url, typed(first)).status_code == 302
    with as_viewer(lead):
        rows = list(Gathering.objects.order_by("day"))
    assert [row.day for row in rows] == [first, ahead(14), ahead(21)]
    assert len({row.series_id for row in rows}) == 1
    moved = typed(ahead(15), title="Moved", why="The hall was taken", version="1")
    change = f"{HOME}{rows[1].pk}/change/"
    assert client.post(change, moved).status_code == 302
    cancel = f"{HOME}{rows[2].pk}/cancel/"
    assert client.post(cancel, {"why": ""}).status_code == 422
    assert client.post(cancel, {"why": "Snow"}).status_code == 302
    with as_viewer(lead):
        after = list(Gathering.objects.order_by("day"))
        assert [row.day for row in after] == [first, ahead(15), ahead(21)]
        assert [row.title for row in after][:2] == ["Two days of training", "Moved"]
        kept = GatheringVersion.objects.get()
        assert kept.said["title"] == "Two days of training"
        assert kept.why == "The hall was taken"
    shown = page(lead, HOME)
    assert "Cancelled: Snow" in shown
    assert "10:00 to 16:00" in shown
    assert "Cancelled: Snow" in page(lead, f"{HOME}{rows[0].pk}/")


def test_what_is_read_there_stands_on_its_page_and_in_ones_own_calendar(
    lead, programme
):
    client, url = signed_in(Client(), lead), f"{HOME}plan/{programme.pk}/"
    bad = typed(ahead(7), materials="The plan https://example.org/plan\nThe other one")
    refused = client.post(url, bad)
    assert refused.status_code == 422
    assert "Line 2 needs an address at its end" in text_of(refused)
    assert "The other one" in text_of(refused)
    good = typed(
        ahead(7), rhythm="once", count="1",
        materials="<b>The plan</b> https://example.org/plan\nThe bank /knowledge/",
    )  # fmt: skip
    assert client.post(url, good).status_code == 302
    with as_viewer(lead):
        row = Gathering.objects.get()
    shown = page(lead, f"{HOME}{row.pk}/")
    assert 'href="https://example.org/plan"' in shown
    assert "&lt;b&gt;The plan&lt;/b&gt;" in shown
    assert 'href="/knowledge/"' in shown
    file = client.get(f"{HOME}{row.pk}/gathering.ics").content.decode()
    said = file.replace("\r\n ", "")
    assert "<b>The plan</b>: https://example.org/plan\\nThe bank: http" in said
    assert "/knowledge/" in said
    sent = typed(ahead(8), materials="", why="It is out of date", version="1")
    assert client.post(f"{HOME}{row.pk}/change/", sent).status_code == 302
    with as_viewer(lead):
        assert "/knowledge/" in GatheringVersion.objects.get().said["materials"]
        with pytest.raises(CannotDo, match="Line 1"):
            planning.plan(
                programme_id=programme.pk, by=lead, when=When(day=ahead(9)),
                what=planning.What(kind="lab", title="x", materials="javascript:a"),
            )  # fmt: skip


def test_who_changes_second_is_shown_what_the_first_saved(lead, programme):
    row = make_gathering(lead, programme, day=ahead(7))
    with as_viewer(lead):
        planning.change(
            gathering_id=row.pk, what=planning.What(kind="workshop", title="First"),
            when=When(day=ahead(8)), why="Sooner", seen_version=1, by=lead,
        )  # fmt: skip
        with pytest.raises(StaleVersion):
            planning.change(
                gathering_id=row.pk, what=WHAT, when=When(day=ahead(9)),
                why="Later", seen_version=1, by=lead,
            )  # fmt: skip
    url = f"{HOME}{row.pk}/change/"
    sent = typed(ahead(9), title="Second", why="Later", version="1")
    client = signed_in(Client(), lead)
    refused = client.post(url, sent)
    assert refused.status_code == 409
    assert "First" in text_of(refused)
    assert "Second" in text_of(refused)
    untagged = " ".join(re.sub(r"<[^>]+>", " ", text_of(refused)).split())
    assert "Why is it changed? Sooner Later" in untagged
    assert "Version" not in text_of(refused)
    assert client.post(url, {**sent, "version": "2"}).status_code == 302


def test_no_more_come_than_may_and_whoever_waits_longest_is_next(
    lead, ours, theirs, programme
):
    row = make_gathering(lead, programme, day=ahead(7), capacity=1)
    url = f"{HOME}{row.pk}/answer/"
    for viewer in (lead, ours, theirs):
        done = signed_in(Client(), viewer).post(url, {"says": "comes"})
        assert done.status_code == 302
    assert "1 comes, and 1 may. 2 wait for a seat." in page(lead, f"{HOME}{row.pk}/")
    assert "You wait for a seat" in page(ours, f"{HOME}{row.pk}/")
    signed_in(Client(), lead).post(url, {"says": "cannot"})
    with as_viewer(lead):
        seats = {
            one.user_id
            for one in Guest.objects.filter(answer="comes", is_waiting=False)
        }
    assert seats == {ours.user_id}
    with as_viewer(lead):
        planning.cancel(gathering_id=row.pk, why="Snow", by=lead)
        over = make_gathering(lead, programme, day=ahead(-1))
        for gathering in (row, over):
            with pytest.raises(CannotDo, match="nothing to answer"):
                planning.answer(gathering_id=gathering.pk, says="comes", by=lead)


def test_an_answer_locks_the_gathering_before_it_counts_seats(lead, programme):
    row = make_gathering(lead, programme, day=ahead(7), capacity=1)
    with as_viewer(lead), CaptureQueriesContext(connection) as asked:
        planning.answer(gathering_id=row.pk, says="comes", by=lead)
    said = [one["sql"] for one in asked]
    locks = next(i for i, sql in enumerate(said) if "FOR UPDATE" in sql)
    counts = next(i for i, sql in enumerate(said) if "COUNT(" in sql)
    assert locks < counts


def test_what_was_agreed_is_kept_with_what_came_of_it(lead, ours, programme):
    row = make_gathering(lead, programme, day=ahead(-7))
    day = ahead(-1)
    said = {"words": "Send the draft plan", "who": "Grace", "by_day_day": day.day,
            "by_day_month": day.month, "by_day_year": day.year}  # fmt: skip
    client = signed_in(Client(), lead)
    assert client.post(f"{HOME}{row.pk}/agree/", said).status_code == 302
    shown = page(lead, f"{HOME}{row.pk}/")
    assert "Overdue" in shown
    [done_url] = re.findall(rf'href="({HOME}agreed/[^"]+)"', shown)
    assert client.post(done_url, {"came_of_it": "It was sent"}).status_code == 302
    assert "It was sent" in page(ours, f"{HOME}{row.pk}/")
    again = signed_in(Client(), lead).post(done_url, {"came_of_it": "Otherwise"})
    assert "done already" in text_of(again)


def test_an_authority_keeps_what_it_hosts_and_no_more(lead, ours, theirs, programme):
    row = make_gathering(lead, programme, day=ahead(7))
    own = {"host_id": ours.authority_id}
    with as_viewer(ours):
        with pytest.raises(PermissionDenied, match="hosted by somebody else"):
            planning.cancel(gathering_id=row.pk, why="Snow", by=ours)
        [held] = planning.plan(
            programme_id=programme.pk, when=When(day=ahead(9)), by=ours,
            what=planning.What(kind="lab", title="With us", **own),
        )  # fmt: skip
    client = signed_in(Client(), theirs)
    assert client.post(f"{HOME}{held.pk}/cancel/", {"why": "x"}).status_code == 403
    assert "With us" in page(theirs, HOME)
    with as_viewer(lead), pytest.raises(CannotDo, match="not in the programme"):
        planning.plan(
            programme_id=programme.pk, what=WHAT, when=When(day=ahead(9)),
            places=[programme.pk], by=lead,
        )  # fmt: skip


def test_a_visit_is_known_to_the_programme_and_one_authority_alone(
    lead, ours, theirs, programme, elsewhere_authority
):
    day = ahead(7)
    sent = typed(day, place=str(elsewhere_authority.pk), kind="visit", count="1")
    client = signed_in(Client(), lead)
    assert client.post(f"{HOME}visits/plan/{programme.pk}/", sent).status_code == 302
    with as_viewer(lead):
        row = Visit.objects.get()
    url = f"{HOME}visits/{row.pk}/"
    for viewer in (lead, theirs):
        assert "Visit to Brent" in page(viewer, HOME)
        assert "Visit to Brent" in page(viewer, url)
        told = signed_in(Client(), viewer).get(f"{url}visit.ics")
        assert "SUMMARY:Visit to Brent" in told.content.decode()
    assert "Brent" not in page(ours, HOME)
    whole = signed_in(Client(), ours).get(f"{HOME}programme.ics").content.decode()
    assert "Brent" not in whole
    for part in ("", "visit.ics", "cancel/"):
        assert signed_in(Client(), ours).get(url + part).status_code == 404
    with as_viewer(ours), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM gatherings_visit)")
        assert cursor.fetchone() == ("kinfold_app", 0)
        with pytest.raises(PermissionDenied, match="another authority"):
            visits.plan_visits(
                programme_id=programme.pk, place=elsewhere_authority.pk, kind="call",
                when=When(day=day), by=ours,
            )  # fmt: skip
    theirs_now = signed_in(Client(), theirs)
    assert theirs_now.post(f"{url}cancel/", {"why": "Ofsted"}).status_code == 302
    assert "Cancelled: Ofsted" in page(lead, url)


def test_one_date_goes_into_ones_own_calendar_and_out_again(lead, programme):
    row = make_gathering(
        lead, programme, day=date(2026, 7, 1), title="Leaders, all",
        starts_at=time(10), ends_at=time(16),
    )  # fmt: skip
    url = f"{HOME}{row.pk}/gathering.ics"
    response = signed_in(Client(), lead).get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    told = response.content.decode()
    assert f"UID:{row.pk}@kinfold\r\n" in told
    assert "DTSTART;TZID=Europe/London:20260701T100000\r\n" in told
    assert "SUMMARY:Leaders\\, all\r\n" in told
    with as_viewer(lead):
        planning.cancel(gathering_id=row.pk, why="Snow", by=lead)
    gone = signed_in(Client(), lead).get(url).content.decode()
    assert "METHOD:CANCEL\r\n" in gone
    assert "SEQUENCE:1\r\n" in gone


def test_what_comes_next_for_each_authority_is_one_query(
    lead, programme, authority, elsewhere_authority
):
    make_gathering(lead, programme, day=ahead(-3), title="Over")
    make_gathering(lead, programme, day=ahead(9), title="For all")
    make_visit(lead, programme, authority, day=ahead(5))
    with as_viewer(lead):
        planning.plan(
            programme_id=programme.pk, when=When(day=ahead(4)), by=lead,
            what=planning.What(kind="lab", title="Invited", is_for_all=False),
            places=[elsewhere_authority.pk],
        )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            found = selectors.next_of(lead, programme.pk)
    assert len(asked) == 1
    assert {key: (one.title, one.day) for key, one in found.items()} == {
        authority.pk: ("Visit", ahead(5)),
        elsewhere_authority.pk: ("Invited", ahead(4)),
    }


def test_what_an_authority_that_left_hosted_or_was_visited_for_is_shown_to_nobody(
    lead, ours, theirs, programme, authority
):
    hosted = make_gathering(
        lead, programme, day=ahead(7), title="In Lincoln", host=authority
    )
    visit = make_visit(lead, programme, authority, day=ahead(7))
    common = make_gathering(lead, programme, day=ahead(8))
    with as_viewer(ours):
        planning.answer(gathering_id=common.pk, says="comes", by=ours)
    assert ours.name in page(lead, f"{HOME}{common.pk}/")
    leave_programme(programme, authority)
    for viewer in (lead, theirs):
        shown = page(viewer, HOME)
        assert "In Lincoln" not in shown
        assert "Visit to" not in shown
        assert ours.name not in page(viewer, f"{HOME}{common.pk}/")
    with as_viewer(lead):
        with pytest.raises(NotFound):
            selectors.get(lead, hosted.pk)
        with pytest.raises(NotFound):
            selectors.visit(lead, visit.pk)
        assert authority.pk not in selectors.next_of(lead, programme.pk)


PAGES = (
    "plan/{programme_id}/", "visits/plan/{programme_id}/", "visits/{visit_id}/",
    "visits/{visit_id}/cancel/", "visits/{visit_id}/move/",
    "visits/{visit_id}/visit.ics", "{gathering_id}/",
    "{gathering_id}/change/", "{gathering_id}/cancel/", "{gathering_id}/answer/",
    "{gathering_id}/invite/", "address/{programme_id}/",
    "{gathering_id}/agree/", "{gathering_id}/gathering.ics", "agreed/{agreed_id}/done/",
)  # fmt: skip


def test_every_page_answers_ours_and_is_nowhere_for_strangers(
    lead, ours, programme, authority
):
    ids = make_gathering_rows(lead, programme, authority)
    ids["programme_id"] = programme.pk
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    for viewer, fine in ((lead, {200}), (ours, {200, 403}), (stranger, {404})):
        client = signed_in(Client(), viewer)
        for url in (HOME + one.format(**ids) for one in PAGES):
            assert client.get(url).status_code in fine, url
    for url in (HOME, f"{HOME}?earlier=1", f"{HOME}programme.ics"):
        assert "Leaders meet" not in text_of(signed_in(Client(), stranger).get(url))


def test_more_dates_cost_no_more_queries(lead, ours, programme, authority):
    asked = {}
    for _ in range(2):
        ids = make_gathering_rows(lead, programme, authority)
        for viewer in (lead, ours):
            client = signed_in(Client(), viewer)
            for url in (HOME, f"{HOME}{ids['gathering_id']}/"):
                with CaptureQueriesContext(connection) as queries:
                    client.get(url)
                key = (viewer.user_id, url == HOME)
                asked.setdefault(key, []).append(len(queries))
    assert all(first == second for first, second in asked.values())
    assert max(map(max, asked.values())) <= 25
