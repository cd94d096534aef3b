"""A page whose transaction fails when it is committed, after its answer was made."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from kinfold.config import urls
from kinfold.platform import audit
from kinfold.platform.http import viewer_of
from kinfold.platform.models import AuditEvent, TeamMembership
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.conftest import signed_in

pytestmark = pytest.mark.slow


def shown_but_not_kept(request: HttpRequest) -> HttpResponse:
    """Shows a record and breaks a key that the database checks at commit."""
    viewer = viewer_of(request)
    assert viewer is not None
    team = TeamMembership(
        authority_id=viewer.authority_id,
        team_id=uuid4(),
        worker_id=viewer.worker_id,
        started_on="2026-03-02",
    )
    audit.note_read(viewer, target=team, page="a record")
    audit.record(by=viewer, action="x", target=team, changes={})
    team.save(force_insert=True)
    return HttpResponse("a child's name")


urlpatterns = [path("not-kept/", shown_but_not_kept), *urls.urlpatterns]
handler500 = urls.handler500


def test_the_looks_are_kept_and_the_answer_is_ours(
    committed: Viewer, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__
    client = signed_in(Client(raise_request_exception=False), committed)
    answer = client.get("/not-kept/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "a child's name" not in page
    assert answer.headers["X-Request-Id"] in page
    with as_viewer(committed):
        kept = AuditEvent.objects.filter(action__in=["a record", "x"])
        assert [event.action for event in kept] == ["a record"]
        assert not TeamMembership.objects.exists()
