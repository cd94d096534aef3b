"""A family of the practitioner's own, with something on its map."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import MapEntry
from kinfold.records.models import Family
from tests.factories.practice import make_entry, make_family

SignIn = Callable[[Viewer], Client]


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def entry(practitioner: Viewer, family: Family) -> MapEntry:
    return make_entry(practitioner, family)


@pytest.fixture
def add_url(family: Family) -> str:
    return f"/families/{family.pk}/map/add/harm/"


@pytest.fixture
def edit_url(family: Family, entry: MapEntry) -> str:
    return f"/families/{family.pk}/map/entries/{entry.pk}/edit/"


def said(client: Client, address: str, **typed: str) -> str:
    """What the rules say beside a form in which this was typed, as a page."""
    answer = client.post(address, typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'data-rules="typed"' in page
    return page


def type_into(client: Client, path: str, title: str = "Add harm", **boxes: Any) -> Any:
    """Send what the page sends while somebody types."""
    sent = {"path": path, "title": title, "boxes": boxes}
    return client.post("/drafts/keep/", json.dumps(sent), "application/json")
