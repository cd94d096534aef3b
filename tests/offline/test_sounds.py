"""A recording of the child follows the visit that it belongs to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from kinfold.child_tools.models import ChildItemFile
from kinfold.offline.models import TakenAlong, VisitDevice
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories.child_tools import WEBM
from tests.factories.offline import send, visit
from tests.offline.test_devices import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def item_id(practitioner: Viewer, taken: TakenAlong, device: VisitDevice) -> UUID:
    sent = visit(taken)
    send(practitioner, device, sent)
    return UUID(sent["items"][0]["id"])


def sends(
    client: Client, item_id: UUID, sound_id: UUID, body: bytes, **asked: str
) -> Any:
    url = reverse("offline:sound", args=[item_id, sound_id])
    kind = asked.pop("kind", "audio/webm")
    return client.post(url, body, content_type=kind, query_params=asked)


def test_a_recording_is_kept_with_what_the_child_said_once(
    practitioner: Viewer,
    taken: TakenAlong,
    item_id: UUID,
    sign_in: SignIn,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.FILES_ROOT = tmp_path
    client, sound_id = sign_in(practitioner), uuid4()
    for _ in range(2):
        answer = sends(client, item_id, sound_id, WEBM, taken=str(taken.pk))
        assert answer.status_code == 200
    with as_viewer(practitioner):
        (kept,) = ChildItemFile.objects.all()
    assert (kept.pk, kept.item_id, kept.kind) == (sound_id, item_id, "sound")


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"MZ" + b"x" * 99, "audio/webm"), (WEBM, "text/html"), (b"", "audio/webm")],
)
def test_what_is_no_recording_is_refused_with_a_sentence(
    practitioner: Viewer,
    taken: TakenAlong,
    item_id: UUID,
    sign_in: SignIn,
    settings: Settings,
    tmp_path: Path,
    body: bytes,
    kind: str,
) -> None:
    settings.FILES_ROOT = tmp_path
    client = sign_in(practitioner)
    answer = sends(client, item_id, uuid4(), body, taken=str(taken.pk), kind=kind)
    assert answer.status_code == 422
    assert json.loads(answer.content)["message"]
    with as_viewer(practitioner):
        assert not ChildItemFile.objects.exists()


@pytest.mark.parametrize("asked", [{}, {"taken": "x"}, {"taken": str(uuid4())}])
def test_a_recording_of_nobody_taken_along_is_not_found(
    practitioner: Viewer, item_id: UUID, sign_in: SignIn, asked: dict[str, str]
) -> None:
    answer = sends(sign_in(practitioner), item_id, uuid4(), WEBM, **asked)
    assert answer.status_code == 404
