"""What a member of a programme types is kept too, theirs alone, for a month."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kinfold.drafts.actions import keep_draft
from kinfold.drafts.models import MemberDraft
from kinfold.drafts.night import prune
from kinfold.drafts.typed import Typed
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Programme, ProgrammeEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.platform import make_authority
from tests.factories.themes import make_programme_member, make_programme_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = "Half a sentence about a round"


@pytest.fixture
def programme(authority):
    return make_programme_of(authority)


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def url(programme: Programme) -> str:
    return f"/change-stories/rounds/begin/{programme.pk}/"


def typed_in(viewer: Viewer, url: str, words: str = WORDS) -> Client:
    client = signed_in(Client(), viewer)
    sent = {"path": url, "title": "A round", "boxes": {"title": [words]}}
    answer = client.post("/drafts/keep/", json.dumps(sent), "application/json")
    assert answer.status_code == 200
    return client


def test_it_comes_back_to_them_and_to_no_other_member(programme, lead, url):
    other = make_programme_member(programme, Role.PROGRAMME_LEAD)
    client = typed_in(lead, url)
    assert WORDS in client.get(url).content.decode()
    assert "A round" in client.get("/drafts/").content.decode()
    theirs = signed_in(Client(), other)
    assert WORDS not in theirs.get(url).content.decode()
    with as_viewer(other):
        seen = MemberDraft.objects.get()  # the programme's fence shows that it is
    assert WORDS.encode() not in bytes(seen.sealed)


def test_keep_for_later_start_again_and_throwing_away(lead, url):
    client = signed_in(Client(), lead)
    kept = {"draft_title": "A round", "keep": "1", "title": WORDS}
    assert client.post(url, kept).url == "/drafts/"
    assert WORDS in client.get(url).content.decode()
    client.post(url, {"draft_title": "A round", "start_again": "1"})
    assert WORDS not in client.get(url).content.decode()
    typed_in(lead, url)
    with as_viewer(lead):
        draft = MemberDraft.objects.get()
    client.post(f"/drafts/{draft.pk}/throw-away/")
    with as_viewer(lead):
        assert not MemberDraft.objects.exists()
        deeds = ProgrammeEvent.objects.filter(action__startswith="draft.")
        assert set(deeds.values_list("action", flat=True)) == {
            "draft.begun",
            "draft.thrown_away",
        }
        assert WORDS not in str(list(deeds.values()))


def test_another_programme_does_not_see_that_it_is(lead, url):
    elsewhere = make_programme_member(
        make_programme_of(make_authority("Castle Bay")), Role.PROGRAMME_LEAD
    )
    typed_in(lead, url)
    with as_viewer(elsewhere):
        assert not MemberDraft.objects.exists()


def test_somebody_who_is_nowhere_keeps_nothing(db, url):
    nobody = Viewer(user_id=1, name="Nobody")
    with as_viewer(nobody), pytest.raises(NotFound):
        keep_draft(family_id=None, path=url, typed=Typed(), by=nobody)


def test_the_night_lets_it_go_after_a_month(lead, url):
    typed_in(lead, url)
    with as_viewer(lead):
        MemberDraft.objects.update(kept_at=timezone.now() - timedelta(days=31))
    prune()
    with as_viewer(lead):
        assert not MemberDraft.objects.exists()
        assert ProgrammeEvent.objects.filter(action="drafts.pruned").count() == 1
