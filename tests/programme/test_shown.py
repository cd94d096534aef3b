"""A measure of an authority's own on a programme's page: as it stood, until a day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.platform.models import AuditEvent, ProgrammeAuthority, ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.programme.actions import take_measure_back
from kinfold.programme.models import MeasureTakenBack, ShownFigure, ShownMeasure
from kinfold_core.access import Role
from tests.factories.platform import (
    as_owner,
    make_authority,
    make_programme_viewer,
    make_worker_viewer,
)
from tests.factories.programme import make_programme, make_shown
from tests.factories.returns import REPEAT, make_recount

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE, HOME = "plan.repeat", "/programme/"
PAGE = f"{HOME}measures/"
SHOW = f"{HOME}show/{CODE}/"
WITHHELD = [*REPEAT, ("plan.repeat", 2026, "", "", None, None, None)]


@pytest.fixture
def neighbour():
    """A senior leader of another authority in the programme."""
    return make_worker_viewer(make_authority("Kent"), Role.SENIOR_LEADER)


@pytest.fixture
def programme(analyst, neighbour):
    make_recount(analyst, WITHHELD)
    return make_programme("shared", analyst, neighbour)


@pytest.fixture
def shown(analyst, programme):
    return make_shown(analyst, programme)


def page_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", response.content.decode()))


def figures_in(page: str) -> list[str]:
    table = page.rpartition("The numbers in a table")[2]
    return re.findall(r"[\d.]+%", table)


def typed(programme, day) -> dict[str, str]:
    return {
        "programme": str(programme.pk),
        "until_day": str(day.day),
        "until_month": str(day.month),
        "until_year": str(day.year),
    }


def test_an_analyst_shows_a_measure_and_the_others_see_it(
    analyst, neighbour, programme, sign_in
):
    client = sign_in(analyst)
    assert SHOW in client.get(f"/measures/returns/{CODE}/").content.decode()
    until = timezone.localdate() + timedelta(days=30)
    answer = client.post(SHOW, typed(programme, until), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    client = sign_in(neighbour)
    page = page_of(client, PAGE)
    assert "What authorities show of their own" in page
    assert (
        "2024 20 80 25.0% 2025 30 100 30.0% 2026 Not shown Not shown Withheld" in page
    )
    assert f"Shown by {analyst.name}, until {until.day} {until:%B %Y}" in page
    assert "Take it back" not in page, "it is not theirs"
    with as_viewer(neighbour):
        shown = ShownMeasure.objects.get()
    definition = page_of(client, f"{HOME}measures/{shown.pk}/")
    assert f"{CODE}, version 1" in definition
    assert "Read it with care" in definition
    assert client.get(f"{HOME}measures/{shown.pk}/take-back/").status_code in (403, 404)


def test_it_is_written_down_on_both_sides(analyst, shown):
    with as_viewer(analyst):
        take_measure_back(shown_id=shown.pk, why="Counted wrongly", by=analyst)
        take_measure_back(shown_id=shown.pk, why="Again", by=analyst)
        own = AuditEvent.objects.filter(target_id=str(shown.pk))
        deeds = ["measure.shown", "measure.shown_no_more"]
        assert list(own.order_by("pk").values_list("action", flat=True)) == deeds
        theirs = ProgrammeEvent.objects.order_by("at", "pk")
        assert list(theirs.values_list("action", flat=True)) == deeds
        assert MeasureTakenBack.objects.get().why == "Counted wrongly"


def test_what_is_taken_back_or_over_or_of_who_left_is_gone(
    analyst, neighbour, programme, shown, sign_in, monkeypatch
):
    client = sign_in(neighbour)
    address = f"{HOME}measures/{shown.pk}/"
    assert client.get(address).status_code == 200
    today = timezone.localdate()
    with monkeypatch.context() as later:
        later.setattr(timezone, "localdate", lambda *_: today + timedelta(days=1))
        assert client.get(address).status_code == 404
    place = ProgrammeAuthority.objects.filter(authority=analyst.authority_id)
    as_owner(lambda: place.update(left_on=today))
    assert client.get(address).status_code == 404
    assert "What authorities show" not in page_of(client, PAGE)
    as_owner(
        lambda: ProgrammeAuthority.objects.create(
            programme=programme,
            authority_id=analyst.authority_id,
            joined_on=today + timedelta(days=1),
        )
    )
    assert client.get(address).status_code == 404, "shown before it joined again"
    as_owner(lambda: place.filter(joined_on__lt=today).update(left_on=None))
    assert client.get(address).status_code == 200
    mine = sign_in(analyst)
    gone = mine.post(f"{address}take-back/", {"why": "A mistake"})
    assert gone.status_code == 302
    assert sign_in(neighbour).get(address).status_code == 404


def test_a_newer_count_changes_nothing_until_it_is_shown_anew(
    analyst, programme, shown, sign_in
):
    client = sign_in(analyst)
    assert "You have counted anew" not in page_of(client, PAGE)
    make_recount(analyst, [("plan.repeat", 2025, "", "", 9, 90, 10.0)])
    page = page_of(client, PAGE)
    assert figures_in(page) == ["25.0%", "30.0%"]
    assert "You have counted anew since" in page
    anew = make_shown(analyst, programme)
    assert figures_in(page_of(client, PAGE)) == ["10.0%"]
    client.post(f"{HOME}measures/{anew.pk}/take-back/", {"why": "A mistake"})
    assert figures_in(page_of(client, PAGE)) == [], "the one before stays away"


def test_only_leaders_and_analysts_show_what_was_counted_and_may_be_seen(
    analyst, practice_leader, programme, neighbour, sign_in
):
    assert sign_in(practice_leader).get(SHOW).status_code == 403
    assert (
        SHOW
        not in sign_in(practice_leader)
        .get(f"/measures/returns/{CODE}/")
        .content.decode()
    )
    assert sign_in(neighbour).get(SHOW).status_code == 404, "they counted nothing"
    client = sign_in(analyst)
    assert client.get(f"{HOME}show/no.such/").status_code == 404
    today = timezone.localdate()
    for day in (today - timedelta(days=1), today + timedelta(days=400)):
        assert client.post(SHOW, typed(programme, day)).status_code == 422
    other = make_programme("other", neighbour)
    assert client.post(SHOW, typed(other, today)).status_code == 422
    make_recount(analyst, [("plan.repeat", 2025, "", "", None, None, None)])
    answer = client.post(SHOW, typed(programme, today))
    assert answer.status_code == 422
    assert "Every figure of it is withheld" in answer.content.decode()
    with as_viewer(analyst):
        assert not ShownMeasure.objects.exists()


def test_a_measure_that_is_counted_in_another_way_since_has_numbers_and_no_chart(
    neighbour, analyst, programme, monkeypatch, sign_in
):
    monkeypatch.setattr("kinfold.programme.selectors.definitions", dict)
    with pytest.raises(Exception, match="Nothing was counted"):
        make_shown(analyst, programme)
    monkeypatch.undo()
    shown = make_shown(analyst, programme)
    monkeypatch.setattr("kinfold.programme.selectors.definitions", dict)
    page = page_of(sign_in(neighbour), f"{HOME}measures/{shown.pk}/")
    assert "counted in another way since" in page
    assert "30.0%" in page


def test_more_that_is_shown_costs_no_more_queries(
    analyst, neighbour, programme, shown, sign_in
):
    def queries(viewer) -> int:
        client = sign_in(viewer)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(PAGE).status_code == 200
        return len(caught)

    few = queries(analyst), queries(neighbour)
    for by in (analyst, neighbour):
        make_recount(by, [("care.taken", 2025, "", "", 40, 900, 44.4), *REPEAT])
        make_shown(by, programme)
        make_shown(by, programme, code="care.taken")
    assert (queries(analyst), queries(neighbour)) == few


def test_from_elsewhere_it_is_not_there(analyst, shown, elsewhere, sign_in):
    address = f"{HOME}measures/{shown.pk}/"
    for stranger in (elsewhere, make_programme_viewer(Role.PROGRAMME_LEAD)):
        client = sign_in(stranger)
        assert client.get(address).status_code == 404
        assert "What authorities show" not in page_of(client, PAGE)
    client = sign_in(elsewhere)
    assert client.get(SHOW).status_code == 404
    for ask in (client.get, client.post):
        assert ask(f"{address}take-back/").status_code == 404


def test_the_fence_lets_no_other_programme_read_it_and_nobody_alter_it(
    analyst, neighbour, shown
):
    strangers = (
        make_worker_viewer(make_authority("Essex"), Role.ANALYST),
        make_programme_viewer(Role.PROGRAMME_LEAD),
    )
    for stranger in strangers:
        with as_viewer(stranger):
            assert not ShownMeasure.objects.exists()
            assert not ShownFigure.objects.exists()
    for statement in (
        "UPDATE programme_shownfigure SET value = 0",
        "DELETE FROM programme_shownmeasure",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            as_viewer(neighbour),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_database_refuses_a_withheld_figure_with_a_value(analyst, shown):
    with as_viewer(analyst), pytest.raises(IntegrityError), transaction.atomic():
        withheld = shown.figures.get(is_withheld=True)
        ShownFigure(
            programme_id=shown.programme_id,
            shown=shown,
            period="2027",
            period_kind=withheld.period_kind,
            starts_on=withheld.starts_on,
            ends_on=withheld.ends_on,
            value=3.0,
            is_withheld=True,
        ).save(force_insert=True)
