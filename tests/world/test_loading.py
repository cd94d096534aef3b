"""Writing the world: whole, marked, once, and only in a demo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kinfold.platform.models import (
    AuditEvent,
    Authority,
)
from kinfold.platform.tenancy import as_authority
from kinfold.practice.models import (
    Mapping,
)
from kinfold.recording.models import RecordingTime
from kinfold.records.models import Family, Person
from kinfold.world.loading import load_world
from kinfold.world.places import PLACES
from tests.factories.platform import as_owner

TODAY = date(2026, 3, 10)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def load(families: int, seed: int = 1) -> Any:
    made: list[Any] = []
    as_owner(
        lambda: made.append(
            load_world(
                families=families, seed=seed, today=TODAY, tell=lambda done: None
            )
        )
    )
    return made[0]


def everywhere(count):
    """The sum of a count over the ten, each seen from inside."""
    total = 0
    for authority in Authority.objects.filter(slug__in=[one.slug for one in PLACES]):
        with as_authority(authority.pk):
            total += count()
    return total


def test_the_world_is_whole_and_marked_and_made_once():
    made = load(29)
    assert (made.families, made.standing) == (30, 0)
    assert everywhere(Family.objects.count) == 30
    assert everywhere(Person.objects.count) == made.people
    assert everywhere(Mapping.objects.count) == made.maps
    for model in (Family, Person):
        assert everywhere(model.objects.filter(is_synthetic=False).count) == 0
    events = AuditEvent.objects.filter(action="world.made")
    assert everywhere(events.count) == len(PLACES)

    again = load(29)
    assert (again.families, again.people, again.rows) == (0, 0, 0)
    assert again.standing == 30

    more = load(39)
    assert (more.families, more.standing) == (10, 30)


@pytest.mark.parametrize("command", ["world", "demo_users"])
def test_outside_a_demo_there_is_no_world(command, settings):
    settings.KINFOLD_DEMO = False
    with pytest.raises(CommandError, match="demo"):
        call_command(command)


def test_numbers_out_of_reach_are_refused():
    with pytest.raises(CommandError, match="99999"):
        call_command("world", "--families", "-1")


def test_minutes_of_writing_are_made_once_and_enough_to_be_shown():
    load(9)
    before = everywhere(RecordingTime.objects.count)
    lincolnshire = Authority.objects.get(slug="lincolnshire")
    with as_authority(lincolnshire.pk):
        writers = RecordingTime.objects.filter(document="practice", kind="entry")
        assert writers.values("worker").distinct().count() >= 20
    load(19)
    assert everywhere(RecordingTime.objects.count) == before
