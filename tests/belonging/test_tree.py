"""The tree of a child's life, and how what the child names leads to people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.belonging.models import TreeOfLife
from kinfold.family_finding.models import FindingEpisode
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from tests.factories import family_finding as make
from tests.factories.trajectory import day_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def url(name: str, episode: FindingEpisode) -> str:
    return reverse(f"belonging:{name}", args=[episode.family_id, episode.pk])


def test_a_tree_is_kept_drawn_and_begins_the_next_one(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    client = sign_in(practitioner)
    address = url("add-tree", episode)
    assert client.get(address).status_code == 200
    empty = client.post(address, day_post("drawn_on"))
    assert empty.status_code == 422
    assert "Write at least one thing on the tree" in empty.content.decode()
    sent = {"roots": "Lagos", "leaves": "Nan Jo\nBea", "branches": "A boat",
            "child_words": "“It has birds.”", **day_post("drawn_on")}  # fmt: skip
    for _ in range(2):  # posted twice, kept once
        assert client.post(address, sent).status_code == 302
    with as_viewer(practitioner):
        assert TreeOfLife.objects.get().leaves == ["Nan Jo", "Bea"]
    page = client.get(url("pictures", episode)).content.decode()
    assert "The leaves of Kai are Nan Jo and Bea. Kai hopes for 1 thing." in page
    assert "tree-part--roots" in page
    assert "Lagos" in client.get(address).content.decode()
    assert client.post(address, sent | {"storms": "x" * 201}).status_code == 422
    assert client.post(address, sent | day_post("drawn_on", 1)).status_code == 422


def test_who_the_child_names_is_laid_into_the_list_and_saved_by_a_worker(
    sign_in: SignIn, practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_found(practitioner, episode, "Nan Jo")
    client = sign_in(practitioner)
    tree = {"leaves": "Nan Jo\nBea", **day_post("drawn_on")}
    assert client.post(url("add-tree", episode), tree).status_code == 302
    page = client.get(url("pictures", episode)).content.decode()
    assert "Named by Kai, and not on the list yet" in page
    answer = client.post(url("to-list", episode))
    assert answer.status_code == 302
    form = client.get(answer["Location"]).content.decode()
    assert ">\nBea</textarea>" in form
    with as_viewer(practitioner):
        assert not episode.people.filter(name="Bea").exists()
    saved = {"people": "Bea, neighbour", "source": "child", **day_post("found_on")}
    assert client.post(answer["Location"], saved).status_code == 302
    after = client.get(url("pictures", episode)).content.decode()
    assert "not on the list yet" not in after
