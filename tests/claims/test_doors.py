"""Evaluation's home has a door to each room that is there and open."""

from __future__ import annotations

import pytest
from django.test import Client

from kinfold.claims.doors import ROOMS, Room, open_doors
from kinfold.platform.viewer import Viewer
from kinfold_core.access import PROGRAMME_ROLES, Action, Role
from tests.conftest import signed_in
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import make_programme_member, make_programme_of

LEAD = Viewer(user_id=1, name="L", roles=frozenset({Role.PROGRAMME_LEAD}))
AUDIT = Room("Audit", "Who looked", "platform:audit", Action.SEE_AUDIT)


def test_whoever_leads_the_programme_comes_to_what_people_said():
    doors = {door.label: door.url for door in open_doors(LEAD)}
    assert doors["Open answers"] == "/open-answers/"
    assert doors["Stories of change"] == "/change-stories/"
    assert doors["Studies"] == "/evaluation/studies/"


def test_no_door_leads_to_a_refusal():
    assert open_doors(LEAD, (AUDIT,)) == ()
    assert open_doors(Viewer(user_id=1, name="N")) == ()


def test_every_room_says_what_it_is_for():
    assert all(room.about for room in ROOMS)
    assert len({room.url_name for room in ROOMS}) == len(ROOMS)


@pytest.mark.slow
@pytest.mark.django_db
def test_each_room_lets_in_everybody_whom_its_door_is_shown(authority):
    programme, shown = make_programme_of(authority), set()
    viewers = [
        make_programme_member(programme, role)
        if role in PROGRAMME_ROLES
        else make_worker_viewer(authority, role)
        for role in Role
    ]
    for viewer in viewers:
        client = signed_in(Client(), viewer)
        for door in open_doors(viewer):
            assert client.get(door.url).status_code == 200, (viewer, door.url)
            shown.add(door.label)
    assert all(isinstance(room.opens_by, Action) for room in ROOMS)
    assert shown == {room.label for room in ROOMS}
