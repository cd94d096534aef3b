"""A family with a map, and a story for its children."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.voice import actions
from kinfold.voice.models import Frame, Story
from kinfold_core.access import Role
from kinfold_core.practice.story import SayDetails
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import make_family, make_map, named
from tests.factories.voice import make_story
from tests.kept_people import Kept, authority, chair, kept, practitioner

__all__ = ["authority", "chair", "kept", "practitioner"]


@pytest.fixture(scope="module")
def mapped(kept: Kept) -> Family:
    found = make_family(kept.practitioner)
    make_map(kept.practitioner, found)
    return found


@pytest.fixture
def family(mapped: Family, db: None) -> Family:
    return copy(mapped)


@pytest.fixture
def lead(practitioner: Viewer, family: Family) -> Viewer:
    """Somebody whose decision it is: a chair reaches the whole authority."""
    authority = Authority.objects.get(pk=practitioner.in_authority())
    return make_worker_viewer(authority, Role.CONFERENCE_CHAIR, name="Dana Cole")


@pytest.fixture
def story(practitioner: Viewer, family: Family) -> Story:
    """A draft for Amira and Kai with words and a picture in its first frame."""
    return make_story(practitioner, family)


@pytest.fixture
def frame(practitioner: Viewer, story: Story) -> Frame:
    with as_viewer(practitioner):
        return Frame.objects.filter(story=story).order_by("position")[0]


@pytest.fixture
def everybody_agrees(practitioner: Viewer, family: Family) -> Callable[[Story], None]:
    """Leanne and Dean say yes to the story as it stands, and it is agreed."""

    def agree(story: Story) -> None:
        with as_viewer(practitioner):
            for name in ("Leanne", "Dean"):
                somebody = named(practitioner, family, name)
                actions.say(
                    family_id=family.pk,
                    story_id=story.pk,
                    details=SayDetails(
                        name=name,
                        person_id=somebody.person_id,
                        part="parent",
                        answer="agree",
                        said_on=timezone.localdate() - timedelta(days=1),
                    ),
                    by=practitioner,
                )
            actions.agree_story(family_id=family.pk, story_id=story.pk, by=practitioner)

    return agree


def child_of(by: Viewer, family: Family, name: str) -> UUID:
    with as_viewer(by):
        child = named(by, family, name).person_id
    assert child is not None
    return child


@pytest.fixture
def client_of(sign_in: Callable[[Viewer], Client], practitioner: Viewer) -> Client:
    return sign_in(practitioner)
