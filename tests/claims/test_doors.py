"""Evaluation's home has a door to each room that is there and open."""

from __future__ import annotations

from kinfold.claims.doors import ROOMS, Room, open_doors
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action, Role

LEAD = Viewer(user_id=1, name="L", roles=frozenset({Role.PROGRAMME_LEAD}))
THERE = Room("Programme", "The ten", "programme:home", "see_programme")


def test_a_room_that_is_there_and_open_has_its_door():
    assert [door.url for door in open_doors(LEAD, (THERE,))] == ["/programme/"]


def test_no_door_leads_to_a_refusal_or_to_nothing():
    not_open = Room("Audit", "Who looked", "platform:audit", Action.SEE_AUDIT.value)
    not_built = Room("Attic", "", "attic:home", "see_programme")
    no_such = Room("Programme", "", "programme:home", "see_the_attic")
    assert open_doors(LEAD, (not_open, not_built, no_such)) == ()
    assert open_doors(Viewer(user_id=1, name="N"), (THERE,)) == ()


def test_every_room_says_what_it_is_for():
    assert all(room.about for room in ROOMS)
    assert len({room.url_name for room in ROOMS}) == len(ROOMS)
