"""One date is moved alone; it says from when, and whoever answered is asked again."""

from __future__ import annotations

from datetime import time

import pytest
from django.db import connection
from django.test import Client

from kinfold.gatherings.actions import planning, visits
from kinfold.gatherings.dates import When
from kinfold.gatherings.models import Guest, Visit, VisitMove
from kinfold.platform.tenancy import as_viewer
from tests.conftest import signed_in
from tests.factories.gatherings import make_gathering
from tests.gatherings.test_calendar import (
    HOME,
    WHAT,
    ahead,
    page,
    text_of,
    typed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def move_of(day, **changes):
    usual = {"why": "They have an inspection", "version": "1"}
    sent = typed(day, **{**usual, **changes})
    for name in ("kind", "title", "about", "host", "capacity", "rhythm", "count"):
        del sent[name]
    return sent


def test_one_visit_of_a_series_is_moved_and_says_from_when(
    lead,
    ours,
    theirs,
    programme,
    elsewhere_authority,
):
    with as_viewer(lead):
        row, other = visits.plan_visits(
            programme_id=programme.pk, place=elsewhere_authority.pk, kind="visit",
            when=When(day=ahead(7), starts_at=time(9)), rhythm="weekly", count=2,
            by=lead,
        )  # fmt: skip
    url, client = f"{HOME}visits/{row.pk}/", signed_in(Client(), lead)
    before = client.get(f"{url}visit.ics").content.decode()
    assert "SEQUENCE:0" in before
    assert client.post(f"{url}move/", move_of(ahead(9), why="")).status_code == 422
    same = move_of(ahead(7), starts_at="09:00", ends_at="", where="")
    assert "Nothing differs" in text_of(client.post(f"{url}move/", same))
    moved = move_of(ahead(9), why="<b>Ofsted</b>")
    assert client.post(f"{url}move/", moved).status_code == 302
    for viewer in (lead, theirs):
        shown = page(viewer, url)
        assert f"{ahead(7):%A}" in shown
        assert "from 09:00: &lt;b&gt;Ofsted&lt;/b&gt;" in shown
        assert "10:00 to 16:00" in shown
    assert page(lead, HOME).count("Moved<") == 1
    told = client.get(f"{url}visit.ics").content.decode()
    assert f"UID:{row.pk}@kinfold" in told
    assert "SEQUENCE:1" in told
    # who moves it second is shown what stands, and nothing of theirs is lost
    second = client.post(f"{url}move/", move_of(ahead(11)))
    assert second.status_code == 409
    assert "They have an inspection" in text_of(second)
    assert signed_in(Client(), ours).get(f"{url}move/").status_code == 404
    with as_viewer(lead):
        assert Visit.objects.get(pk=other.pk).day == ahead(14)
        visits.cancel_visit(visit_id=other.pk, why="Snow", by=lead)
    client = signed_in(Client(), lead)
    late = client.post(f"{HOME}visits/{other.pk}/move/", {**moved, "version": "2"})
    assert "This date is cancelled" in text_of(late)
    with as_viewer(ours), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gatherings_visitmove")
        assert cursor.fetchone() == (0,)
    with as_viewer(theirs):
        assert VisitMove.objects.get().day == ahead(7)


def test_whoever_answered_is_asked_again_and_keeps_their_turn(
    lead,
    ours,
    theirs,
    programme,
):
    row = make_gathering(lead, programme, day=ahead(7), capacity=1)
    url = f"{HOME}{row.pk}/"
    for viewer in (ours, theirs):
        signed_in(Client(), viewer).post(f"{url}answer/", {"says": "comes"})
    with as_viewer(lead):
        kept = {"what": WHAT, "by": lead, "gathering_id": row.pk}
        kept["what"] = planning.What(kind="workshop", title="Renamed", capacity=1)
        planning.change(**kept, when=When(day=ahead(7)), why="Name", seen_version=1)
    assert "It was moved" not in page(ours, url)
    with as_viewer(lead):
        planning.change(**kept, when=When(day=ahead(8)), why="Room", seen_version=2)
        planning.change(
            **kept, when=When(day=ahead(8), where="York"), why="x", seen_version=3
        )
    shown = page(ours, url)
    assert "It was moved after you answered" in shown
    assert "You come." in shown
    assert "Comes, said before it was moved" in shown
    assert f"Moved from {ahead(7):%A}" in shown
    assert ": Room" in shown
    assert "You have not answered yet" in page(lead, url)
    for viewer in (theirs, ours):
        signed_in(Client(), viewer).post(f"{url}answer/", {"says": "comes"})
    with as_viewer(lead):
        waits = dict(Guest.objects.values_list("user_id", "is_waiting"))
    assert waits == {ours.user_id: False, theirs.user_id: True}
    assert "said before it was moved" not in page(lead, url)
