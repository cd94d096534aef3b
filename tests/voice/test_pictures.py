"""The pictures of a story: drawn, put together from a form, and refused."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse
from django.test import Client

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.voice.models import Frame, Story
from kinfold_core.pictures.picture import as_json
from tests.factories.voice import HOME
from tests.voice.test_pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def send(
    client: Client, story: Story, frame: Frame, picture: object, version: object
) -> HttpResponse:
    return client.post(
        url("save-picture", story, frame),
        json.dumps({"picture": picture, "version": version}),
        content_type="application/json",
    )


def test_a_picture_is_saved_as_it_is_drawn(
    client_of: Client, story: Story, frame: Frame, practitioner: Viewer
) -> None:
    with as_viewer(practitioner):
        version = Frame.objects.get(pk=frame.pk).version
    drawn = as_json(HOME) | {"ground": "night"}
    answer = send(client_of, story, frame, drawn, version)
    assert answer.status_code == 200
    assert answer.json()["version"] == version + 1
    assert answer.json()["told"].startswith("At night:")
    with as_viewer(practitioner):
        assert Frame.objects.get(pk=frame.pk).picture == drawn
    again = send(client_of, story, frame, as_json(HOME), version)
    assert again.status_code == 409
    assert again.json()["picture"] == drawn
    assert again.json()["by"] == practitioner.name


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"{}", b'{"version": "1", "picture": {}}',
        b'{"version": true}', b"[" * 50_000, b'{"version": 1, "picture": "<svg>"}',
        b'{"version": 1, "picture": {"items": [{"part": "<script>"}]}}',
        b" " * 700_000,
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_picture_is_refused_with_a_sentence(
    client_of: Client, story: Story, frame: Frame, practitioner: Viewer, body: bytes
) -> None:
    answer = client_of.post(
        url("save-picture", story, frame), body, content_type="application/json"
    )
    assert answer.status_code == 422
    assert answer.json()["message"].endswith(".")
    with as_viewer(practitioner):
        assert Frame.objects.get(pk=frame.pk).picture == as_json(HOME)


def test_a_picture_is_made_from_a_form_alone(
    client_of: Client, story: Story, practitioner: Viewer
) -> None:
    with as_viewer(practitioner):
        empty = Frame.objects.get(story=story, section="what_happened")
    answer = client_of.post(
        url("parts", story, empty),
        {
            "version": empty.version,
            "ground": "room",
            "part_0": "adult",
            "part_0_face": "angry",
            "part_0_across": "left",
            "part_0_depth": "front",
            "part_1": "child",
            "part_1_face": "worried",
            "part_1_across": "right",
        },
    )
    assert answer.status_code == 302
    with as_viewer(practitioner):
        made = Frame.objects.get(pk=empty.pk).picture
    assert made["ground"] == "room"
    assert [(i["part"], i["face"], i["x"]) for i in made["items"]] == [
        ("adult", "angry", 130),
        ("child", "worried", 670),
    ]
    stale = client_of.post(
        url("parts", story, empty), {"version": 0, "ground": "night"}
    )
    assert stale.status_code == 409
    refused = client_of.post(url("parts", story, empty), {"version": 9, "ground": "x"})
    assert refused.status_code == 422
