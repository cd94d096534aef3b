"""What every change to a story does: hold it, ask, move its state."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.holding import writer_of
from kinfold.records.errors import CannotDo
from kinfold.records.models import FamilyMember
from kinfold.records.selectors import family_for
from kinfold.voice.models import Frame, Story
from kinfold_core.access import Action
from kinfold_core.practice.story import WRITABLE, FrameDetails, State

ALREADY_READ = (
    "This story was read to a child, so its words stay as they were heard. "
    "Begin its next version to change them"
)


def hold_story(
    by: Viewer,
    family_id: UUID,
    story_id: UUID,
    action: Action = Action.WRITE_EXPLANATION,
) -> Story:
    """The story, held until the end; its family's row is held first.

    Raises:
        NotFound: no such story of this family in the writer's authority.
        RecordRefused: the family is not open to the writer for this.
        PermissionDenied: the account is nobody's who works here.
    """
    writer_of(by)
    family = family_for(by, family_id, action, is_locked=True)
    story = (
        Story.objects.select_for_update(of=("self",))
        .filter(authority_id=family.authority_id, family=family, pk=story_id)
        .first()
    )
    if story is None:
        raise NotFound("story")
    return story


def hold_frame(by: Viewer, family_id: UUID, story_id: UUID, frame_id: UUID) -> Frame:
    """A frame of a held story. Raises as `hold_story` does."""
    story = hold_story(by, family_id, story_id)
    frame = (
        Frame.objects.select_for_update(of=("self",))
        .select_related("changed_by")
        .filter(authority_id=story.authority_id, story=story, pk=frame_id)
        .first()
    )
    if frame is None:
        raise NotFound("frame")
    frame.story = story
    return frame


def check_writable(story: Story) -> None:
    """What the story tells may change until it was read to a child.

    Raises:
        CannotDo: it was read.
    """
    if story.state not in WRITABLE:
        raise CannotDo(ALREADY_READ)


def move_on(story: Story, *, is_told: bool) -> None:
    """What the story tells has changed: agreement was about other words.

    `is_told`: something is in it now, so that it is no longer an idea alone.
    """
    story.words_version += 1
    if story.state == State.AGREED:
        story.state, story.agreed_at, story.agreed_by_id = State.DRAFT, None, None
    elif story.state == State.IDEA and is_told:
        story.state = State.DRAFT
    story.save(update_fields=["words_version", "state", "agreed_at", "agreed_by"])


def child_called(story: Story, child_id: UUID) -> str:
    """What a child of the story is called in it.

    Raises:
        NotFound: the story is not for this child.
    """
    child = story.children.filter(
        authority_id=story.authority_id, child_id=child_id
    ).first()
    if child is None:
        raise NotFound("child")
    return str(child.called)


def check_of_family(story: Story, person_ids: set[UUID]) -> None:
    """Everybody named by key belongs to this family.

    Raises:
        NotFound: somebody of another family, or nobody.
    """
    known = FamilyMember.objects.filter(
        authority_id=story.authority_id,
        family_id=story.family_id,
        person_id__in=person_ids,
    ).values_list("person_id", flat=True)
    if person_ids - set(known):
        raise NotFound("person")


def details_of(frame: Frame) -> FrameDetails:
    """The frame as somebody would have typed it."""
    return FrameDetails(
        section=frame.section,
        words=frame.words,
        alt_text=frame.alt_text,
        drawn_by=frame.drawn_by,
        is_new_to_child=frame.is_new_to_child,
    )
