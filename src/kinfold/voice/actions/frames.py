"""Writing and drawing frames. Every wording and every sitting at a picture is kept."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import StaleWords, Standing
from kinfold.practice.holding import writer_of
from kinfold.records.errors import CannotDo
from kinfold.vocabulary.reading import reading_age
from kinfold.voice import holding
from kinfold.voice.models import Frame, FrameRevision
from kinfold_core.pictures.picture import Picture, as_json, read_picture
from kinfold_core.practice.story import FrameDetails, State

FRAMES_MOST: Final = 40
SITTING: Final = timedelta(minutes=10)
"""A drawing that the same hand goes on with within this time is one sitting."""
_KEPT: Final = (
    "section", "words", "alt_text", "drawn_by", "is_new_to_child", "picture",
    "version", "is_taken_out", "changed_by_id", "changed_at",
)  # fmt: skip
_TOLD: Final = ("section", "words", "is_new_to_child")
"""What an agreement is about. Telling a picture better leaves it standing."""


@transaction.atomic
def add_frame(
    *, family_id: UUID, story_id: UUID, details: FrameDetails, by: Viewer
) -> Frame:
    """One more frame, after the last of its section.

    Raises:
        CannotDo: it was read to a child, or has as many frames as a book can hold.
    """
    story = holding.hold_story(by, family_id, story_id)
    holding.check_writable(story)
    here = {"authority_id": story.authority_id, "story": story}
    frames = Frame.objects.filter(**here)
    if frames.filter(is_taken_out=False).count() >= FRAMES_MOST:
        raise CannotDo(f"A story has {FRAMES_MOST} frames at most. Take one out first")
    last = frames.filter(section=details.section).aggregate(at=Max("position"))["at"]
    if last is None:
        last = frames.aggregate(at=Max("position"))["at"] or 0
    for later in frames.filter(position__gt=last):
        later.position += 1
        later.save(update_fields=["position"])
    frame = Frame(**here, position=last + 1, changed_by_id=writer_of(by))
    _write(frame, details)
    frame.changed_at = timezone.now()
    frame.save(force_insert=True)
    holding.move_on(story, is_told=bool(details.words))
    _note(frame, "story_frame.added", {}, by)  # its words may be a child's
    return frame


@transaction.atomic
def change_frame(
    *,
    family_id: UUID,
    story_id: UUID,
    frame_id: UUID,
    details: FrameDetails,
    version: int,
    by: Viewer,
) -> Frame:
    """Change the words of a frame that the writer saw in `version`.

    Saving what stands already changes nothing, however old the version.

    Raises:
        StaleWords: somebody saved other words meanwhile; holds theirs.
        CannotDo: the story was read, or the frame was taken out.
    """
    frame = holding.hold_frame(by, family_id, story_id, frame_id)
    before = holding.details_of(frame)
    if details == before:
        return frame
    holding.check_writable(frame.story)
    _check_in(frame)
    if version < frame.words_since:
        raise StaleWords(_standing(frame, before))
    _keep(frame)
    _write(frame, details)
    _sign(frame, by)
    if any(getattr(before, name) != getattr(details, name) for name in _TOLD):
        holding.move_on(frame.story, is_told=bool(details.words))
    was, now = asdict(before), asdict(details)
    fields = [key for key in now if was[key] != now[key]]
    _note(frame, "story_frame.changed", {"fields": fields}, by)
    return frame


@transaction.atomic
def draw_frame(
    *,
    family_id: UUID,
    story_id: UUID,
    frame_id: UUID,
    picture: Picture,
    version: int,
    by: Viewer,
) -> Frame:
    """Save the picture of a frame, as it is being drawn.

    Also a story that was read may be drawn on, because children add to their pictures;
    not one that a newer version follows.

    Raises:
        StaleWords: somebody drew or wrote meanwhile; holds their picture.
        CannotDo: a newer version follows, or the frame was taken out.
    """
    frame = holding.hold_frame(by, family_id, story_id, frame_id)
    sent = as_json(picture)
    standing = read_picture(frame.picture)
    if picture == standing:
        return frame
    if frame.story.state == State.UPDATED:
        raise CannotDo("A newer version follows this story. Draw in that one")
    _check_in(frame)
    if version < frame.picture_since:
        raise StaleWords(_standing(frame, standing))
    if not _is_same_sitting(frame, by):
        _keep(frame)
        _note(frame, "story_frame.drawn", {}, by)
    frame.picture = sent
    _sign(frame, by, is_drawing=True)
    if frame.story.state in (State.IDEA, State.DRAFT, State.AGREED):
        holding.move_on(frame.story, is_told=True)
    return frame


@transaction.atomic
def move_frame(
    *, family_id: UUID, story_id: UUID, frame_id: UUID, is_up: bool, by: Viewer
) -> Frame:
    """One place earlier or later in the story; at an end it stays.

    Raises:
        CannotDo: the story was read.
    """
    frame = holding.hold_frame(by, family_id, story_id, frame_id)
    holding.check_writable(frame.story)
    order = list(
        Frame.objects.filter(
            authority_id=frame.authority_id, story=frame.story, is_taken_out=False
        ).order_by("position", "pk")
    )
    at = next((n for n, one in enumerate(order) if one.pk == frame.pk), None)
    to = None if at is None else at + (-1 if is_up else 1)
    if at is None or to is None or not 0 <= to < len(order):
        return frame
    order[at], order[to] = order[to], order[at]
    for position, one in enumerate(order):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    holding.move_on(frame.story, is_told=False)
    _note(frame, "story_frame.moved", {"to": to + 1}, by)
    return frame


@transaction.atomic
def take_out_frame(
    *, family_id: UUID, story_id: UUID, frame_id: UUID, by: Viewer
) -> Frame:
    """Leave a frame out of the story. It stays readable and can be put back."""
    return _put(family_id, story_id, frame_id, by, is_out=True)


@transaction.atomic
def put_back_frame(
    *, family_id: UUID, story_id: UUID, frame_id: UUID, by: Viewer
) -> Frame:
    """Put a frame that was taken out where it was."""
    return _put(family_id, story_id, frame_id, by, is_out=False)


def _put(
    family_id: UUID, story_id: UUID, frame_id: UUID, by: Viewer, *, is_out: bool
) -> Frame:
    frame = holding.hold_frame(by, family_id, story_id, frame_id)
    holding.check_writable(frame.story)
    if frame.is_taken_out == is_out:
        return frame
    _keep(frame)
    frame.is_taken_out = is_out
    _sign(frame, by)
    holding.move_on(frame.story, is_told=False)
    _note(frame, "story_frame.taken_out" if is_out else "story_frame.put_back", {}, by)
    return frame


def _write(frame: Frame, details: FrameDetails) -> None:
    for name, value in asdict(details).items():
        setattr(frame, name, value)
    frame.reading_age = reading_age(details.words)


def _check_in(frame: Frame) -> None:
    if frame.is_taken_out:
        raise CannotDo("This frame was taken out. Put it back before changing it")


def _sign(frame: Frame, by: Viewer, *, is_drawing: bool = False) -> None:
    frame.version += 1
    if is_drawing:
        frame.picture_since = frame.version
    else:
        frame.words_since = frame.version
    frame.changed_by_id, frame.changed_at = writer_of(by), timezone.now()
    frame.save()


def _keep(frame: Frame) -> None:
    """What stands goes into the history, with who made it so and when."""
    FrameRevision.objects.create(
        authority_id=frame.authority_id,
        frame=frame,
        **{name: getattr(frame, name) for name in _KEPT},
    )


def _is_same_sitting(frame: Frame, by: Viewer) -> bool:
    return (
        frame.picture_since == frame.version > 1
        and frame.changed_by_id == by.worker_id
        and timezone.now() - frame.changed_at < SITTING
    )


def _standing(frame: Frame, details: Any) -> Standing[Any]:
    return Standing(details, frame.version, frame.changed_by.name, frame.changed_at)


def _note(frame: Frame, action: str, changes: dict[str, Any], by: Viewer) -> None:
    audit.record(
        by=by,
        action=action,
        target=frame,
        changes=changes,
        family_id=frame.story.family_id,
    )
