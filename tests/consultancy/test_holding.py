"""A promise of either side is asked for at the next visit, and goes overdue plainly."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.consultancy.models import Promise, PromiseAnswer, Sitting, SittingVersion
from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.workshops.actions import tell_highlight
from kinfold.world.calendar import load_calendar
from kinfold.world.consultancy import load_consultancy
from kinfold.world.staffing import Seats, open_programme, programme_member
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.consultancy import (
    make_consultancy_rows,
    make_promise,
    make_sitting,
)
from tests.factories.gatherings import make_visit
from tests.factories.platform import (
    as_owner,
    make_programme_viewer,
    make_worker_viewer,
)
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)
from tests.factories.workshops import make_workshop_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/programme/consultancy/"


@pytest.fixture
def programme(authority, elsewhere_authority):
    made = make_programme_of(authority)
    join_programme(made, elsewhere_authority)
    return made


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def ours(programme, authority):
    return make_worker_viewer(authority, Role.SENIOR_LEADER)


@pytest.fixture
def theirs(programme, elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)


def ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def page(viewer, url) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def post(viewer, url, data):
    """Signed in anew: whoever signs in again leaves the session before."""
    return signed_in(Client(), viewer).post(url, data)


def of_day(day: date, name: str = "day") -> dict[str, int]:
    parts = ("day", "month", "year")
    return {f"{name}_{part}": getattr(day, part) for part in parts}


def typed(day: date, **changes):
    said = {"kind": "visit", "visit": "", "present": "Grace", "notes": "Much was said",
            "priorities": "Networks first"}  # fmt: skip
    return {**said, **of_day(day), **changes}


def test_what_was_promised_is_asked_for_before_the_next_one_is_closed(
    lead, ours, programme, authority
):
    place = f"{HOME}{programme.pk}/{authority.pk}/"
    early = post(lead, f"{place}write/", typed(ahead(1)))
    assert early.status_code == 422
    calendar = make_visit(lead, programme, authority, day=ahead(-50))
    sent = typed(ahead(-50), visit=str(calendar.pk))
    first = post(lead, f"{place}write/", sent)
    assert first.status_code == 302
    assert post(lead, f"{place}write/", sent).status_code == 422  # once a date
    said = {"side": "programme", "words": "Send a trainer", "who": "Tom"}
    past = post(lead, f"{first.url}promise/", {**said, **of_day(ahead(-60), "by_day")})
    assert past.status_code == 422
    done = post(lead, f"{first.url}promise/", {**said, **of_day(ahead(-3), "by_day")})
    assert done.status_code == 302
    for viewer in (lead, ours):
        shown = page(viewer, place)
        assert "Overdue by 3 days" in shown
        assert f"1 of the programme’s promises to {authority.name}" in shown


def test_at_the_next_one_it_is_asked_for_and_moved(lead, ours, programme, authority):
    place = f"{HOME}{programme.pk}/{authority.pk}/"
    said = {"side": "programme", "words": "Send a trainer", "who": "Tom"}
    first = make_sitting(lead, programme, authority, day=ahead(-50))
    make_promise(lead, first, by_day=ahead(-3))
    second = post(lead, f"{place}write/", typed(ahead(-1), kind="call"))
    refused = post(lead, second.url, {})
    assert refused.status_code == 422
    assert "“Send a trainer”" in text_of(refused)
    [ask] = re.findall(
        rf'href="({HOME}held/[^"]+/asked/[^"]+)"', page(ours, second.url)
    )
    late = {"state": "open", "words": "Tom was ill", "version": "1"}
    wrong = post(ours, ask, {**late, **of_day(ahead(-2), "by_day")})
    assert "This day is past" in text_of(wrong)
    assert post(ours, ask, {**late, **of_day(ahead(9), "by_day")}).status_code == 302
    assert post(lead, ask, {**late, "state": "kept"}).status_code == 409
    assert post(lead, second.url, {}).status_code == 302
    assert post(lead, f"{second.url}promise/", said).status_code == 422
    assert "Tom was ill" in page(lead, second.url)
    assert "Overdue by" not in page(lead, place)
    with as_viewer(lead):
        kept = PromiseAnswer.objects.get()
        assert (kept.before, kept.by_day) == (ahead(-3), ahead(9))
        row = Promise.objects.get()
    url = f"{HOME}promises/{row.pk}/"
    told = post(ours, f"{url}told/", {"state": "kept", "words": "Came", "version": "2"})
    assert told.status_code == 302
    assert "Moved from" in page(ours, url)
    again = {"state": "dropped", "words": "No", "version": "3"}
    assert "written down already" in text_of(post(ours, f"{url}told/", again))


def test_who_writes_second_is_shown_both_and_what_was_said_is_kept(
    lead, ours, programme, authority
):
    row = make_sitting(lead, programme, authority)
    url = f"{HOME}held/{row.pk}/change/"
    assert post(ours, url, typed(row.day, notes="Ours", version="1")).status_code == 302
    second = typed(row.day, notes="Yours", version="1")
    refused = post(lead, url, second)
    assert refused.status_code == 409
    assert "Ours" in text_of(refused)
    assert "Yours" in text_of(refused)
    assert "Version" not in text_of(refused)
    assert post(lead, url, {**second, "version": "2"}).status_code == 302
    with as_viewer(lead):
        assert SittingVersion.objects.count() == 2
    for bad in ({"notes": "a\x00b"}, of_day(date(1, 1, 1)), {"visit": str(row.pk)}):
        wrong = post(lead, url, {**second, "version": "3", **bad})
        assert wrong.status_code == 422, bad
    assert post(lead, url, {**second, "notes": "<b>x", "version": "3"})
    assert "&lt;b&gt;x" in page(lead, f"{HOME}held/{row.pk}/")


def test_no_other_authority_and_no_stranger_reaches_any_of_it(
    lead, ours, theirs, programme, authority
):
    ids = make_consultancy_rows(lead, programme, authority)
    held, promise = ids["sitting_id"], ids["promise_id"]
    place = f"{HOME}{programme.pk}/{authority.pk}/"
    urls = (
        place, f"{place}write/", f"{HOME}held/{held}/", f"{HOME}held/{held}/change/",
        f"{HOME}held/{held}/promise/", f"{HOME}held/{held}/asked/{promise}/",
        f"{HOME}promises/{promise}/", f"{HOME}promises/{promise}/told/",
    )  # fmt: skip
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    reader = make_programme_member(programme, Role.EVALUATOR)
    worker = make_worker_viewer(authority, Role.PRACTITIONER)
    known = (
        (lead, {200}), (ours, {200}), (reader, {200, 403}), (theirs, {404}),
        (stranger, {404}), (worker, {403}),
    )  # fmt: skip
    for viewer, fine in known:
        client = signed_in(Client(), viewer)
        for url in urls:
            assert client.get(url).status_code in fine, url
    assert authority.name not in page(theirs, HOME)
    told = {"state": "kept", "words": "Came", "version": "1"}
    assert post(ours, f"{HOME}promises/{promise}/told/", told).status_code == 302
    # nor does the audit, which all of the programme reads, say with whom it was
    with as_viewer(theirs):
        said = ProgrammeEvent.objects.get(action="promise.answered")
    assert (said.by_place, said.by_name) == ("", "Somebody of the authority")
    assert said.by_user_id == ours.user_id
    leave_programme(programme, authority)
    for url in urls:
        assert signed_in(Client(), lead).get(url).status_code == 404, url


def test_its_quarters_are_read_where_they_were_told(lead, ours, programme, authority):
    ids = make_workshop_rows(lead, programme)
    place = f"{HOME}{programme.pk}/{authority.pk}/"
    assert "told no workshop" in page(lead, place)
    with as_viewer(ours):
        tell_highlight(
            workshop_id=ids["workshop_id"], achievement="All teams map",
            challenge="Court papers", seen_version=0, by=ours,
        )  # fmt: skip
    assert "All teams map" in page(lead, place)


def test_more_of_it_costs_no_more_queries(lead, programme, authority):
    place = f"{HOME}{programme.pk}/{authority.pk}/"
    asked = []
    for _ in range(2):
        row = make_sitting(lead, programme, authority)
        for _ in range(3):
            make_promise(lead, row)
        client, counts = signed_in(Client(), lead), []
        for url in (HOME, place, f"{HOME}held/{row.pk}/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 20


def test_the_demo_shows_an_overdue_promise_once_and_says_it_is_made_up():
    as_owner(lambda: (Seats().open_authorities(), open_programme()))
    load_calendar()
    load_consultancy()
    load_consultancy()
    with as_viewer(programme_member(Role.PROGRAMME_LEAD)):
        assert Sitting.objects.filter(is_synthetic=True).count() == 2
        late = Promise.objects.get(by_day__lt=ahead(0))
        assert late.side == "programme"
