"""The pages of a family's visits, and of a worker's devices."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.offline.models import TakenAlong, VisitDevice
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.offline import (
    WORRY,
    make_conflict,
    make_taken,
    send,
    signed,
    visit,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def test_a_visit_sent_over_the_web_is_answered_with_where_it_stands(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    body, signature = signed(device, visit(taken))
    url = reverse("offline:bring-home")

    def sends(mark: str) -> Any:
        return client.post(
            url,
            body,
            content_type="application/json",
            headers={"X-Visit-Signature": mark},
        )

    assert sends("0" * 64).status_code == 422
    answer = json.loads(sends(signature).content)
    assert answer["message"] == "1 thing of Kai came home."
    assert answer["url"] == reverse("offline:visits", args=[taken.family_id])


def test_the_page_of_visits_tells_no_word_of_the_child(
    practitioner: Viewer,
    manager: Viewer,
    family: Family,
    taken: TakenAlong,
    device: VisitDevice,
    sign_in: SignIn,
) -> None:
    send(practitioner, device, visit(taken))
    make_conflict(practitioner, family)
    url = reverse("offline:visits", args=[family.pk])
    own = sign_in(practitioner).get(url).content.decode()
    assert "For you to choose" in own
    assert "Came home" in own
    assert WORRY not in own


def test_the_childs_page_has_the_door_to_a_visit(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    page = sign_in(practitioner).get(reverse("child_tools:tools", args=[family.pk]))
    url = reverse("offline:take-along", args=[family.pk])
    assert f'href="{url}"' in page.content.decode()


def test_the_page_has_the_same_number_of_queries_at_any_size(
    practitioner: Viewer, family: Family, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    url = reverse("offline:visits", args=[family.pk])
    counts = []
    for _ in range(2):
        for _ in range(3):
            send(practitioner, device, visit(make_taken(practitioner, family, device)))
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_both_wordings_stand_side_by_side_and_one_is_chosen(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    conflict = make_conflict(practitioner, family)
    client = sign_in(practitioner)
    url = reverse("offline:choose", args=[family.pk, conflict.pk])
    page = client.get(url).content.decode()
    assert "He hits" in page
    assert "Dad shouts" in page
    refused = client.post(url, {"version": "Dad shouts"})
    assert refused.status_code == 422
    assert "Choose one of them" in refused.content.decode()
    done = client.post(url, {"version": "Dad shouts", "choice": "mine"})
    assert done.status_code == 302
    assert client.get(url).status_code == 302


def test_the_list_of_devices_says_who_is_on_each(
    practitioner: Viewer, taken: TakenAlong, device: VisitDevice, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    page = client.get(reverse("offline:devices")).content.decode()
    assert device.label in page
    assert "Kai" in page
    client.post(reverse("offline:wipe", args=[device.pk]))
    assert (
        "the next time it has a network"
        in client.get(reverse("offline:devices")).content.decode()
    )
