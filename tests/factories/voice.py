"""A story in words and pictures, written through the actions as people would."""

from __future__ import annotations

from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember
from kinfold.voice import actions
from kinfold.voice.models import Frame, Story
from kinfold_core.pictures.picture import Picture, Placed
from kinfold_core.practice.story import (
    CopyDetails,
    FrameDetails,
    ReadingDetails,
    StoryDetails,
)

HOME = Picture(
    "grass",
    (
        Placed("house", 590, 450, 100, "yellow"),
        Placed("child", 250, 550, 100, "orange", "happy"),
        Placed("adult_long", 390, 545, 105, "purple", "happy"),
    ),
)


def make_story(by: Viewer, family: Family, **changes: object) -> Story:
    """A draft for every child of the family: one frame written and drawn."""
    with as_viewer(by):
        children = (
            FamilyMember.objects.filter(family=family, part="child")
            .select_related("person")
            .order_by("person__given_names")
        )
        asked: dict[str, object] = {
            "title": "Why Sam comes to see us",
            "purpose": "worries",
            "children": tuple((c.person_id, c.person.short_name) for c in children),
        }
        story = actions.begin_story(
            family_id=family.pk,
            details=StoryDetails(**(asked | changes)),  # type: ignore[arg-type]
            by=by,
        )
        frame = Frame.objects.filter(story=story).order_by("position")[0]
        here = {"family_id": family.pk, "story_id": story.pk, "frame_id": frame.pk}
        frame = actions.change_frame(
            **here,
            details=FrameDetails(
                section="who_we_are",
                words="This is Amira and Kai. You live with Mum and Dad.",
                alt_text="Amira and Mum in front of the house.",
            ),
            version=frame.version,
            by=by,
        )
        actions.draw_frame(**here, picture=HOME, version=frame.version, by=by)
        story.refresh_from_db()
    return story


def read_to(
    by: Viewer, family: Family, story: Story, child_id: object, **changes: object
) -> None:
    """Read it to a child, in the usual way."""
    asked: dict[str, object] = {
        "child_id": child_id,
        "read_on": timezone.localdate(),
        "place": "At Nan Jo's, on the sofa",
        "how": "book",
        "read_by": "Sam Reed",
        "with_whom": "Leanne and Nan Jo",
        "child_words": "So it's not because of me?",
    }
    with as_viewer(by):
        actions.record_reading(
            family_id=family.pk,
            story_id=story.pk,
            details=ReadingDetails(**(asked | changes)),  # type: ignore[arg-type]
            by=by,
        )


def give_to(
    by: Viewer, family: Family, story: Story, child_id: object, **changes: object
) -> None:
    asked: dict[str, object] = {
        "child_id": child_id,
        "form": "book",
        "given_on": timezone.localdate(),
        "kept_where": "In the tin under the bed",
    }
    with as_viewer(by):
        actions.give_copy(
            family_id=family.pk,
            story_id=story.pk,
            details=CopyDetails(**(asked | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_story_rows(by: Viewer, family: Family) -> dict[str, object]:
    """The ids of a story and of a frame of it, for whoever asks every address."""
    story = make_story(by, family)
    with as_viewer(by):
        frame = Frame.objects.filter(story=story).order_by("position")[0]
    return {"story_id": story.pk, "frame_id": frame.pk}
