"""A story is shown while its teller agrees, chosen with a reason, deleted as said."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.change_stories import actions, selectors
from kinfold.change_stories.forms import StoryForm
from kinfold.change_stories.jobs import forget_outlived_stories
from kinfold.change_stories.models import (
    ChangeStory,
    RoundChoice,
    StoryConsent,
    StoryIdentifier,
    StoryWithdrawal,
)
from kinfold.platform.models import ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.change_stories import (
    agreed,
    make_change_story_rows,
    make_round,
    make_story,
    told,
)
from tests.factories.people import make_okafors
from tests.factories.platform import make_programme_viewer, make_worker_viewer
from tests.factories.themes import (
    join_programme,
    leave_programme,
    make_programme_member,
    make_programme_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/change-stories/"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def story(lead, programme, authority):
    return make_story(lead, programme, authority)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'")


def page(viewer, url) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == 200, url
    return text_of(response)


def typed(authority, **changes):
    days = {
        f"{name}_{part}": value
        for name in ("told_on", "given_on")
        for part, value in (("day", "5"), ("month", "3"), ("year", "2026"))
    }
    return {
        "place": str(authority.pk), "question": "What changed most?",
        "teller": "worker", "teller_name": "", "domain": "practice",
        "title": "The day we asked", "story": "We asked, and it was drawn.",
        "why": "It is theirs now.", "purpose": "inside", "may_be_quoted": "no",
        "until_day": "4", "until_month": "3", "until_year": "2028",
        "explained_by": "", "days_kept": "14", **days, **changes,
    }  # fmt: skip


def test_a_story_is_kept_with_its_consent_or_not_at_all(lead, programme, authority):
    url = f"{HOME}bring/{programme.pk}/"
    client = signed_in(Client(), lead)
    assert client.get(url).status_code == 200
    child = typed(authority, teller="child")
    refused = client.post(url, child)
    assert refused.status_code == 422
    assert "Name the worker who explained it to them" in text_of(refused)
    assert client.post(url, typed(authority, until_year="2025")).status_code == 422
    with as_viewer(lead):
        assert not ChangeStory.objects.exists()
    assert client.post(url, {**child, "explained_by": "Bea"}).status_code == 302
    with as_viewer(lead):
        consent = StoryConsent.objects.get()
        assert (consent.purpose, consent.may_be_quoted) == ("inside", False)
    shown = page(lead, HOME)
    assert "The day we asked" in shown
    assert "A child or young person, Lincolnshire, 5 March 2026" in shown


def test_no_authority_is_chosen_by_standing_first():
    form = StoryForm(places=[("1", "Bexley"), ("2", "Brent")])
    stands_first = str(form["place"]).split("<option")[1]
    assert "Choose an authority" in stands_first


def test_a_name_in_a_story_is_shown_before_it_is_kept(lead, programme, authority):
    url = f"{HOME}bring/{programme.pk}/"
    client = signed_in(Client(), lead)
    sent = typed(authority, story="We asked Leanne, and she drew it.")
    asked = client.post(url, sent)
    assert "“Leanne” may be a name" in text_of(asked)
    [name] = set(re.findall(r'name="(tells-[0-9a-f]{12})"', asked.content.decode()))
    assert client.post(url, {**sent, name: "mask"}).status_code == 302
    with as_viewer(lead):
        assert ChangeStory.objects.get().story == "We asked [a name], and she drew it."
        with pytest.raises(CannotDo, match="may still say who somebody is"):
            actions.bring_story(
                programme_id=programme.pk, place=authority.pk, kept=(), by=lead,
                told=told(story="We asked Leanne"), agreed=agreed(),
            )  # fmt: skip


def test_a_family_of_a_record_is_found_in_small_letters(
    practitioner, programme, authority
):
    make_okafors(practitioner)
    leader = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    client, url = signed_in(Client(), leader), f"{HOME}bring/{programme.pk}/"
    asked = client.post(url, typed(authority, story="then mrs okafor drew it"))
    assert "“mrs okafor” may be a name" in text_of(asked)
    with as_viewer(leader), pytest.raises(CannotDo, match="may still say who"):
        actions.bring_story(
            programme_id=programme.pk, place=authority.pk, kept=(), by=leader,
            told=told(story="then mrs okafor drew it"), agreed=agreed(),
        )  # fmt: skip


def test_a_name_is_shown_only_of_whoever_chose_it(lead, programme, authority):
    make_story(lead, programme, authority, title="Unnamed")
    named = make_story(
        lead,
        programme,
        authority,
        title="Named",
        teller_name="Dee Reed",
        teller="leader",
    )
    assert page(lead, HOME).count("Dee Reed") == 1
    assert "Dee Reed, a leader, Lincolnshire" in page(lead, f"{HOME}{named.pk}/")


def test_withdrawn_is_shown_nowhere_from_that_moment(lead, programme, authority, story):
    other = make_story(
        lead, programme, authority, title="Fewer forms", story="Half as many"
    )
    row = make_round(lead, programme, [story, other])
    with as_viewer(lead):
        actions.choose_story(
            round_id=row.pk, story_id=story.pk, why="She drew the plan", by=lead
        )
    reader = make_worker_viewer(authority, Role.PRACTICE_LEADER)
    places = (HOME, f"{HOME}{story.pk}/", f"{HOME}rounds/{row.pk}/")
    assert all("we asked" in page(reader, url).casefold() for url in places)
    client = signed_in(Client(), reader)
    url = f"{HOME}{story.pk}/withdraw/"
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 302
    for url in places:
        shown = page(reader, url)
        assert "we asked" not in shown.casefold()
        assert "She drew the plan" not in shown
        assert "withdrew it" in shown
    assert "Fewer forms" in page(reader, places[2])
    with as_viewer(reader):
        actions.withdraw(story_id=story.pk, by=reader)
        assert StoryWithdrawal.objects.count() == 1
        with pytest.raises(CannotDo, match="told anew"):
            actions.give_consent(
                story_id=story.pk, agreed=agreed(), seen_version=1, by=reader
            )
        said = "".join(str(one.changes) for one in ProgrammeEvent.objects.all())
        assert "asked" not in said


def test_its_words_are_deleted_after_the_days_and_what_stays_is_said(
    lead, programme, authority, story, monkeypatch
):
    other = make_story(lead, programme, authority, title="Fewer forms")
    row = make_round(lead, programme, [story, other])
    with as_viewer(lead):
        actions.choose_story(
            round_id=row.pk, story_id=story.pk, why="She drew the plan", by=lead
        )
        actions.withdraw(story_id=story.pk, by=lead)
    forget_outlived_stories()
    with as_viewer(lead):
        assert ChangeStory.objects.get(pk=story.pk).story
    later = timezone.localdate() + timedelta(days=14)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    forget_outlived_stories()
    forget_outlived_stories()
    with as_viewer(lead):
        gone = ChangeStory.objects.get(pk=story.pk)
        assert (gone.title, gone.story, gone.why, gone.teller_name) == ("",) * 4
        assert RoundChoice.objects.get().why == ""
        assert not StoryIdentifier.objects.exists()
        assert ProgrammeEvent.objects.filter(action="story.deleted").count() == 1
        assert ChangeStory.objects.get(pk=other.pk).story
    shown = page(lead, f"{HOME}{story.pk}/")
    assert "Its words were deleted on" in shown
    assert "To be read inside the programme" in shown


def test_when_the_last_day_has_passed_it_is_not_shown_until_they_agree_again(
    lead, story, monkeypatch
):
    later = timezone.localdate() + timedelta(days=301)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    shown = page(lead, f"{HOME}{story.pk}/")
    assert "we asked" not in shown.casefold()
    assert "Unless they agree again" in shown
    with as_viewer(lead):
        again = agreed(purpose="published")
        actions.give_consent(story_id=story.pk, agreed=again, seen_version=1, by=lead)
        with pytest.raises(StaleVersion):
            actions.give_consent(
                story_id=story.pk, agreed=again, seen_version=1, by=lead
            )
    shown = page(lead, f"{HOME}{story.pk}/")
    assert "we asked" in shown.casefold()
    assert "To be published too" in shown
    assert "Before: To be read inside the programme" in shown


def test_two_who_write_consent_down_at_once_see_each_others(lead, story, authority):
    client = signed_in(Client(), lead)
    sent = {**typed(authority), "version": "0"}
    refused = client.post(f"{HOME}{story.pk}/consent/", sent)
    assert refused.status_code == 409
    assert "Somebody else wrote down" in text_of(refused)
    assert (
        client.post(f"{HOME}{story.pk}/consent/", {**sent, "version": "1"}).status_code
        == 302
    )


def test_a_panel_chooses_once_among_what_it_read_and_writes_why(
    lead, programme, authority, story
):
    other = make_story(lead, programme, authority, title="Fewer forms")
    unread = make_story(lead, programme, authority, title="Unread")
    with as_viewer(lead), pytest.raises(CannotDo, match="at least two"):
        actions.begin_round(
            programme_id=programme.pk, title="T", panel="P", held_on=date(2026, 4, 2),
            story_ids=[story.pk], by=lead,
        )  # fmt: skip
    row = make_round(lead, programme, [story, other])
    choice = {"round_id": row.pk, "by": lead}
    with as_viewer(lead):
        with pytest.raises(CannotDo, match="Write why"):
            actions.choose_story(story_id=other.pk, why=" ", **choice)
        with pytest.raises(CannotDo, match="that the panel read"):
            actions.choose_story(story_id=unread.pk, why="Best", **choice)
    client = signed_in(Client(), lead)
    done = client.post(
        f"{HOME}rounds/{row.pk}/choose/",
        {"story": str(other.pk), "why": "It reached every team"},
    )
    assert done.status_code == 302
    shown = page(lead, f"{HOME}rounds/{row.pk}/")
    assert shown.index("The story they chose") < shown.index("Fewer forms")
    assert shown.index("The others they read") < shown.index("The day we asked her")
    assert "It reached every team" in shown
    with as_viewer(lead), pytest.raises(CannotDo, match="chosen already"):
        actions.choose_story(story_id=story.pk, why="Other", **choice)


def test_each_authority_brings_and_withdraws_its_own(
    lead, story, programme, elsewhere_authority, authority
):
    join_programme(programme, elsewhere_authority)
    neighbour = make_worker_viewer(elsewhere_authority, Role.QUALITY_LEAD)
    assert "The day we asked her" in page(neighbour, HOME)
    with as_viewer(neighbour):
        with pytest.raises(PermissionDenied, match="another authority"):
            actions.withdraw(story_id=story.pk, by=neighbour)
        with pytest.raises(PermissionDenied):
            actions.bring_story(
                programme_id=programme.pk, place=authority.pk, told=told(),
                agreed=agreed(), kept=(), by=neighbour,
            )  # fmt: skip
        names = [one.name for one in selectors.places_of(neighbour, programme.pk)]
    assert names == ["Brent"]


def test_stories_of_an_authority_that_left_are_shown_to_nobody_and_still_end(
    lead, story, programme, authority, elsewhere_authority, monkeypatch
):
    join_programme(programme, elsewhere_authority)
    neighbour = make_worker_viewer(elsewhere_authority, Role.PRACTICE_LEADER)
    row = make_round(lead, programme, [story, make_story(lead, programme, authority)])
    leave_programme(programme, authority)
    for viewer in (lead, neighbour):
        for url in (HOME, f"{HOME}rounds/{row.pk}/"):
            assert "we asked" not in page(viewer, url).casefold()
    client = signed_in(Client(), neighbour)
    assert client.get(f"{HOME}{story.pk}/").status_code == 404
    assert "has left the programme" in page(lead, f"{HOME}{story.pk}/")
    leave_programme(programme, elsewhere_authority)
    client = signed_in(Client(), lead)
    assert client.post(f"{HOME}{story.pk}/withdraw/").status_code == 302
    later = timezone.localdate() + timedelta(days=14)
    monkeypatch.setattr(timezone, "localdate", lambda *_: later)
    forget_outlived_stories()
    with as_viewer(lead):
        assert ChangeStory.objects.get(pk=story.pk).story == ""


def test_two_who_choose_at_once_choose_one_after_the_other(
    lead, programme, authority, story
):
    row = make_round(lead, programme, [story, make_story(lead, programme, authority)])
    with as_viewer(lead), CaptureQueriesContext(connection) as asked:
        actions.choose_story(round_id=row.pk, story_id=story.pk, why="Best", by=lead)
    said = [one["sql"] for one in asked]
    locks = next(i for i, sql in enumerate(said) if "pg_advisory_xact_lock" in sql)
    looks = next(i for i, sql in enumerate(said) if "_roundchoice" in sql)
    assert locks < looks


PAGES = (
    "{change_story_id}/", "{change_story_id}/consent/", "{change_story_id}/withdraw/",
    "rounds/{round_id}/", "rounds/{round_id}/choose/", "bring/{programme_id}/",
    "rounds/begin/{programme_id}/",
)  # fmt: skip


def test_every_page_answers_ours_and_is_nowhere_for_others(
    lead, programme, authority, elsewhere
):
    ids = make_change_story_rows(lead, programme, authority)
    ids["programme_id"] = programme.pk
    stranger = make_programme_viewer(Role.PROGRAMME_LEAD)
    for viewer, status in ((lead, 200), (stranger, 404), (elsewhere, 404)):
        client = signed_in(Client(), viewer)
        for url in (HOME + one.format(**ids) for one in PAGES):
            assert client.get(url).status_code == status, url
            if status == 404:
                assert client.post(url, {"x": "1"}).status_code in {404, 405}, url
    assert "The day we asked her" not in page(elsewhere, HOME)


def test_more_stories_cost_no_more_queries(lead, programme, authority):
    client, asked = signed_in(Client(), lead), []
    for _ in range(2):
        ids = make_change_story_rows(lead, programme, authority)
        for url in (HOME, f"{HOME}rounds/{ids['round_id']}/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 25
