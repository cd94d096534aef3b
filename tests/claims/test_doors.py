"""Evaluation's home has a door to each room that is there and open."""

from __future__ import annotations

from kinfold.claims.doors import ROOMS, Room, open_doors
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action, Role

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
