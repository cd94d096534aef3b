"""From outside a programme nothing of it is at any address, nor in the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from kinfold.claims import models
from kinfold.claims.models import Written
from kinfold.claims.urls import urlpatterns
from kinfold.platform.fences import programme_models
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES
from tests.factories.claims import SLUG, add_sound, make_learners
from tests.factories.platform import make_worker_viewer

pytestmark = pytest.mark.django_db


def all_urls():
    for one in urlpatterns:
        url = "/" + str(one.pattern)
        for part, filled in (("<slug:slug>", SLUG), ("<int:number>", "1"),
                             ("<slug:part>", "done")):  # fmt: skip
            url = url.replace(part, filled)
        yield one.name, url


@pytest.fixture
def stranger(authority, elsewhere_authority):
    lead = make_learners(authority).lead
    add_sound(lead)
    return make_worker_viewer(elsewhere_authority, *AUTHORITY_ROLES)


def test_elsewhere_finds_no_page_of_it(stranger, sign_in):
    client = sign_in(stranger)
    for name, url in all_urls():
        method = client.post if name == "begin" else client.get
        answer = method(url)
        is_home = name == "home"
        keeps = {"begin", "add-node", "change-node", "add-claim", "change-claim",
                 "write-story", "answer-rival"}  # fmt: skip
        wanted = 200 if is_home else 403 if name in keeps else 404
        assert answer.status_code == wanted, name
        assert "More kin were found" not in answer.content.decode()
    assert "You are in no programme yet" in client.get("/evaluation/").content.decode()


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ANALYST])
def test_whoever_sees_no_programme_sees_none_of_it(authority, sign_in, role):
    make_learners(authority)
    client = sign_in(make_worker_viewer(authority, role))
    for name, url in all_urls():
        wanted = {403} if name != "begin" else {403, 405}
        assert client.get(url).status_code in wanted, name


def test_the_database_shows_a_stranger_no_row_and_takes_none(stranger):
    tables = [m for m in programme_models() if m.__module__ == models.__name__]
    assert len(tables) == 13
    with as_viewer(stranger):
        assert not any(table.objects.exists() for table in tables)


def test_no_row_can_be_changed_or_deleted_by_anybody(authority):
    lead = make_learners(authority).lead
    assert issubclass(models.Evidence, Written)
    add_sound(lead)
    with pytest.raises(DatabaseError, match="permission denied"), as_viewer(lead):
        models.Evidence.objects.update(quality=5)
