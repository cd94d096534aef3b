"""What an authority follows, its aims, and what changed in its practice."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.insight import actions, selectors
from kinfold.insight.actions import Choice
from kinfold.insight.errors import ChoiceChanged
from kinfold.insight.models import MeasureChoice, PracticeEvent
from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.people.dates import FuzzyDate
from kinfold_measures.catalogue import MEASURES, PUBLISHED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE = "referral.rereferral_12_months"
HOME = "/measures/"
MARCH = FuzzyDate.in_month(2018, 3)


def choose(
    by, *, code=CODE, seen=0, followed=True, aim=18.0, at_most=True, why="Board"
):
    with as_viewer(by):
        actions.choose_measure(
            code=code,
            choice=Choice(followed, aim, at_most, why),
            seen_version=seen,
            by=by,
        )


def write(by, *, kind="forms", day=MARCH, words="New assessment form"):
    with as_viewer(by):
        return actions.write_event(kind=kind, day=day, words=words, by=by)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def typed(**changes):
    return {
        "version": 0,
        "is_followed": "yes",
        "side": "most",
        "aim": "18",
        "why": "Improvement board, 4 March",
        **changes,
    }


def test_each_choice_is_a_row_and_the_newest_counts(analyst):
    choose(analyst)
    choose(analyst, seen=1, aim=20.0, at_most=False, why="Set again")
    choose(analyst, seen=2, followed=False, aim=20.0, why="Enough of it")
    with as_viewer(analyst):
        rows = selectors.choices_before(analyst, CODE)
        assert [(row.version, row.is_followed, row.aim) for row in rows] == [
            (3, False, None),
            (2, True, 20.0),
            (1, True, 18.0),
        ]
        assert selectors.goals(analyst).followed == ()
        event = AuditEvent.objects.filter(action="measure.chosen").latest("at")
        assert event.changes["is_followed"] == [True, False]


def test_whoever_chose_first_is_not_overwritten(analyst, practice_leader):
    choose(analyst)
    with pytest.raises(ChoiceChanged) as changed:
        choose(practice_leader, aim=10.0)
    assert changed.value.standing.aim == 18.0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"aim": -1.0}, "aim"),
        ({"aim": 100.5}, "aim"),
        ({"code": "referral.rate", "aim": 10_001.0}, "aim"),
        ({"why": "  "}, "why"),
    ],
)
def test_an_aim_nothing_can_reach_or_nobody_set_is_refused(analyst, change, field):
    with pytest.raises(CannotDo) as refused:
        choose(analyst, **change)
    assert refused.value.field == field


def test_no_such_measure_is_not_there(analyst):
    with pytest.raises(NotFound):
        choose(analyst, code="no.such")


def test_only_those_who_may_set_goals_do(practitioner, manager):
    for viewer in (practitioner, manager):
        with pytest.raises(PermissionDenied):
            choose(viewer)
        with pytest.raises(PermissionDenied):
            write(viewer)


def test_what_changed_is_written_once_and_taken_back_with_a_reason(analyst):
    event = write(analyst)
    with pytest.raises(CannotDo):
        write(analyst)
    with as_viewer(analyst):
        with pytest.raises(CannotDo):
            actions.take_event_back(event_id=event.pk, why=" ", by=analyst)
        for why in ("Wrong year", "Again"):
            actions.take_event_back(event_id=event.pk, why=why, by=analyst)
        assert selectors.standing_events(analyst) == ()
        (kept,) = selectors.events(analyst)
        assert kept.taken_back_why == "Wrong year"
    write(analyst)  # it can be written anew


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": "  "}, "words"),
        ({"day": FuzzyDate.on(date(2199, 1, 1))}, "day"),
    ],
)
def test_what_did_not_happen_is_refused(analyst, change, field):
    with pytest.raises(CannotDo) as refused:
        write(analyst, **change)
    assert refused.value.field == field


def test_another_authority_sees_and_touches_none_of_it(analyst, elsewhere, sign_in):
    choose(analyst)
    event = write(analyst)
    client = sign_in(elsewhere)
    page = text_of(client.get(HOME))
    assert "Nothing is followed yet" in page
    assert "New assessment form" not in text_of(client.get("/measures/changes/"))
    back = reverse("insight:take-event-back", args=[event.pk])
    assert client.get(back).status_code == 404
    assert client.post(back, {"why": "Mine"}).status_code == 404
    own = text_of(client.get(f"/measures/{CODE}/"))
    assert "It is not followed." in own
    with as_viewer(elsewhere), pytest.raises(NotFound):
        actions.take_event_back(event_id=event.pk, why="Mine", by=elsewhere)


def test_the_database_refuses_half_a_choice_and_half_a_taking_back(analyst):
    choose(analyst)
    event = write(analyst)
    with as_viewer(analyst):
        row = MeasureChoice.objects.get()
        for change in (
            {"version": 1},
            {"version": 2, "why": ""},
            {"version": 2, "aim": -1},
        ):
            values = {
                "authority_id": row.authority_id,
                "code": CODE,
                "is_followed": True,
                "why": "x",
                "chosen_by_id": row.chosen_by_id,
                **change,
            }
            with pytest.raises(IntegrityError), transaction.atomic():
                MeasureChoice(**values).save(force_insert=True)
        for change in ({"taken_back_why": "x"}, {"latest": date(2000, 1, 1)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PracticeEvent.objects.filter(pk=event.pk).update(**change)


def test_the_home_shows_what_is_followed_with_its_aim_and_changes(analyst, sign_in):
    choose(analyst)
    choose(analyst, code="court.care_applications", aim=None, why="Programme")
    write(analyst, kind="training", words="All teams: two days")
    page = text_of(sign_in(analyst).get(HOME))
    assert page.count("<figcaption") == 2
    assert "Re-referrals: more than chance, the level moved since 2013" in page
    assert "Laney's p' chart: a figure is more than chance when" in page
    assert "The aim is at most 18.0%." in page
    assert "The aim is at most 7.2." in page  # the programme's, where they set none
    assert "March 2018: All teams: two days" in page
    assert page.count('class="chart-event-number"') == 2
    assert " style=" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_following_everything_costs_no_more_queries(analyst, sign_in):
    client = sign_in(analyst)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(HOME).status_code == 200
        return len(caught)

    choose(analyst)
    write(analyst)
    one = queries()
    for measure in MEASURES[1:]:
        choose(analyst, code=measure.code, aim=None)
    for year in range(2014, 2024):
        write(analyst, day=FuzzyDate.in_year(year))
    assert queries() == one <= 12


def test_every_published_measure_can_be_followed(analyst, sign_in):
    client = sign_in(analyst)
    offered = text_of(client.get("/measures/choose/"))
    for measure in PUBLISHED:
        assert f"/measures/choose/{measure.code}/" in offered
        choose(analyst, code=measure.code, aim=None)
    home = text_of(client.get(HOME))
    for measure in PUBLISHED:
        assert f'href="/measures/{measure.code}/"' in home
    more = text_of(client.get("/authorities/measures/"))
    assert "More that is published" in more


def test_one_measure_of_ours_has_its_chart_changes_and_every_choice(analyst, sign_in):
    choose(analyst)
    choose(analyst, seen=1, aim=None, why="No number any more")
    write(analyst)
    page = text_of(sign_in(analyst).get(f"/measures/{CODE}/"))
    assert "Followed, with no aim in a number. No number any more" in page
    assert "Followed, aim: at most 18.0%. Board" in page
    assert "March 2018: New assessment form" in page
    assert "/authorities/lincolnshire/referral.rate/" in page


def test_choosing_on_the_page_saves_and_says_so(analyst, sign_in):
    client = sign_in(analyst)
    assert "Not followed" in text_of(client.get("/measures/choose/"))
    url = f"/measures/choose/{CODE}/"
    assert client.get(url).status_code == 200
    assert client.post(url, typed()).status_code == 302
    assert "Followed, aim: at most 18.0%" in text_of(client.get("/measures/choose/"))
    again = client.get(url)
    assert 'value="18.0"' in again.content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"aim": ""}, "Give the aim as a number, or choose “No aim”"),
        ({"aim": "few"}, "Give the aim as a number, such as 18.5"),
        ({"aim": "nan"}, "Give the aim as a number, such as 18.5"),
        ({"aim": "101"}, "Give an aim from 0 to 100, or none"),
        ({"why": ""}, "Say whose aim it is, or why you choose this"),
        ({"side": ""}, "Say what you aim at, or that there is no aim"),
        ({"is_followed": ""}, "Say whether you follow it"),
    ],
)
def test_what_cannot_be_saved_is_a_sentence_and_nothing_is_lost(
    analyst, sign_in, change, told
):
    response = sign_in(analyst).post(f"/measures/choose/{CODE}/", typed(**change))
    assert response.status_code == 422
    assert told in text_of(response)
    with as_viewer(analyst):
        assert not MeasureChoice.objects.exists()


def test_two_who_choose_at_once_see_both_and_can_save_again(
    analyst, practice_leader, sign_in
):
    choose(practice_leader, aim=15.0, why="Leaders")
    client, url = sign_in(analyst), f"/measures/choose/{CODE}/"
    response = client.post(url, typed())
    assert response.status_code == 409
    page = text_of(response)
    assert "Somebody else saved while you were writing" in page
    assert "Followed, aim: at most 15.0%" in page
    assert client.post(url, typed(version=1)).status_code == 302


def test_a_change_is_added_and_taken_back_on_pages(analyst, sign_in):
    client = sign_in(analyst)
    told = {"kind": "forms", "day": "March 2018", "words": "New form <b>"}
    assert client.get("/measures/changes/add/").status_code == 200
    assert client.post("/measures/changes/add/", told).status_code == 302
    listed = text_of(client.get("/measures/changes/"))
    assert "March 2018: New form &lt;b&gt;" in listed
    for change in ({"kind": ""}, {"day": "soon"}, {"day": "2199"}, {"words": "\x00"}):
        wrong = client.post("/measures/changes/add/", {**told, **change})
        assert wrong.status_code == 422, change
    with as_viewer(analyst):
        (event,) = selectors.events(analyst)
    back = reverse("insight:take-event-back", args=[event.pk])
    assert client.get(back).status_code == 200
    assert client.post(back, {"why": ""}).status_code == 422
    assert client.post(back, {"why": "Twice"}).status_code == 302
    assert "Taken back by" in text_of(client.get("/measures/changes/"))


def test_a_practitioner_reads_and_is_refused_where_one_chooses(
    practitioner, analyst, sign_in
):
    choose(analyst)
    event = write(analyst)
    client = sign_in(practitioner)
    home = text_of(client.get(HOME))
    assert "Choose what we follow" not in home
    assert "Take back" not in text_of(client.get("/measures/changes/"))
    for url in (
        "/measures/choose/",
        f"/measures/choose/{CODE}/",
        "/measures/changes/add/",
        reverse("insight:take-event-back", args=[event.pk]),
    ):
        assert client.get(url).status_code == 403, url


def test_someone_of_a_programme_has_no_measures_of_their_own(programme_lead, sign_in):
    client = sign_in(programme_lead)
    for url in (HOME, f"/measures/{CODE}/", "/measures/changes/"):
        assert client.get(url).status_code == 404
    assert "Our measures" not in text_of(client.get("/authorities/"))


def test_an_authority_england_does_not_know_is_told_so(analyst, sign_in, authority):
    from tests.factories.platform import as_owner

    choose(analyst)
    authority.slug = "atlantis"
    as_owner(authority.save)
    client = sign_in(analyst)
    assert "do not name your authority" in text_of(client.get(HOME))
    assert "do not name your authority" in text_of(client.get(f"/measures/{CODE}/"))
