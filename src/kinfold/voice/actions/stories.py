"""Beginning a story, agreeing on it, and beginning its next version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.holding import writer_of
from kinfold.practice.selectors import ground_of
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors import family_for
from kinfold.voice import holding
from kinfold.voice.errors import CannotAgree
from kinfold.voice.judging import findings_of
from kinfold.voice.models import Frame, Story, StoryChild
from kinfold.voice.selectors import says_needed, story_for
from kinfold_core.access import Action
from kinfold_core.practice.story import Section, State, StoryDetails


@transaction.atomic
def begin_story(*, family_id: UUID, details: StoryDetails, by: Viewer) -> Story:
    """Begin a story for children of this family, with an empty frame for each section.

    The same story begun twice by a double press is one story.

    Raises:
        CannotDo: no child, or no title.
        NotFound: a child of another family.
    """
    worker_id = writer_of(by)
    family = family_for(by, family_id, Action.WRITE_EXPLANATION, is_locked=True)
    twin = _begun_already(family.pk, details, by)
    if twin is not None:
        return twin
    story = Story(
        authority_id=family.authority_id, family=family, started_by_id=worker_id
    )
    _write(story, details)
    story.save(force_insert=True)
    _write_children(story, details)
    Frame.objects.bulk_create(
        Frame(
            authority_id=story.authority_id,
            story=story,
            section=section.value,
            position=place,
            changed_by_id=worker_id,
        )
        for place, section in enumerate(Section)
    )
    _note(story, "story.begun", {"title": story.title}, by)
    return story


@transaction.atomic
def change_story(
    *, family_id: UUID, story_id: UUID, details: StoryDetails, version: int, by: Viewer
) -> Story:
    """Change what the story is called, for whom it is, and when to look again.

    Saving what stands already changes nothing.

    Raises:
        StaleVersion: somebody changed it since `version`; holds the story.
        CannotDo: it was read to a child, no child, or no title.
        NotFound: no such story, or a child of another family.
    """
    story = holding.hold_story(by, family_id, story_id)
    holding.check_writable(story)
    if _stands(story) == details:
        return story
    if story.version != version:
        raise StaleVersion(story)
    before = {"title": story.title, "look_again_on": str(story.look_again_on or "")}
    is_for_others = {child for child, _ in details.children} != set(
        story.children.filter(authority_id=story.authority_id).values_list(
            "child_id", flat=True
        )
    )
    _write(story, details)
    story.version += 1
    story.save()
    _write_children(story, details)
    if is_for_others:
        holding.move_on(story, is_told=False)
    now = {"title": story.title, "look_again_on": str(story.look_again_on or "")}
    changes = {key: [before[key], now[key]] for key in now if before[key] != now[key]}
    _note(story, "story.changed", changes, by)
    return story


@transaction.atomic
def agree_story(*, family_id: UUID, story_id: UUID, by: Viewer) -> Story:
    """The story is as it will be read: every parent's say is written down.

    Raises:
        CannotAgree: rules of level "block" have something to say; holds what.
        CannotDo: there is nothing in it, or it was read already.
    """
    story = holding.hold_story(by, family_id, story_id)
    if story.state == State.AGREED:
        return story
    holding.check_writable(story)
    row = story_for(by, family_id, story_id)
    if not any(frame.words for frame in row.told):
        raise CannotDo("Write the words of at least one frame first")
    ground = ground_of(by, family_id, Action.WRITE_EXPLANATION)
    parents = says_needed(by, ground, {child.child_id for child in row.children})
    blocking = tuple(f for f in findings_of(row, parents) if f.is_blocking)
    if blocking:
        raise CannotAgree(blocking)
    story.state, story.agreed_at = State.AGREED, timezone.now()
    story.agreed_by_id = writer_of(by)
    story.save(update_fields=["state", "agreed_at", "agreed_by"])
    _note(story, "story.agreed", {"words_version": story.words_version}, by)
    return story


@transaction.atomic
def begin_next_version(*, family_id: UUID, story_id: UUID, by: Viewer) -> Story:
    """A draft that begins as this story is. This one stays in use until it is read.

    Asked again, it gives the version that was begun already.

    Raises:
        CannotDo: this one was not read to anybody: change it instead.
    """
    story = holding.hold_story(by, family_id, story_id)
    worker_id = writer_of(by)
    begun = Story.objects.filter(authority_id=story.authority_id, follows=story).first()
    if begun is not None:
        return begun
    if story.state in (State.IDEA, State.DRAFT, State.AGREED):
        raise CannotDo("Nobody has heard this story yet, so it can still be changed")
    begun = Story.objects.create(
        authority_id=story.authority_id,
        family_id=story.family_id,
        title=story.title,
        purpose=story.purpose,
        language=story.language,
        state=State.DRAFT,
        number=story.number + 1,
        follows=story,
        started_by_id=worker_id,
    )
    here = {"authority_id": story.authority_id, "story": story}
    for child in StoryChild.objects.filter(**here):
        StoryChild.objects.create(
            authority_id=story.authority_id,
            story=begun,
            child_id=child.child_id,
            called=child.called,
            position=child.position,
        )
    for frame in Frame.objects.filter(**here, is_taken_out=False):
        Frame.objects.create(
            authority_id=story.authority_id,
            story=begun,
            section=frame.section,
            words=frame.words,
            alt_text=frame.alt_text,
            drawn_by=frame.drawn_by,
            picture=frame.picture,
            position=frame.position,
            reading_age=frame.reading_age,
            changed_by_id=worker_id,
        )
    _note(begun, "story.next_begun", {"number": begun.number}, by)
    return begun


def _begun_already(family_id: UUID, details: StoryDetails, by: Viewer) -> Story | None:
    """The same idea for the same children, in which nothing was written yet."""
    ideas = Story.objects.filter(
        authority_id=by.in_authority(), family_id=family_id, state=State.IDEA,
        title=details.title, purpose=details.purpose, language=details.language,
    ).prefetch_related("children")  # fmt: skip
    wanted = {child for child, _ in details.children}
    return next(
        (s for s in ideas if {c.child_id for c in s.children.all()} == wanted), None
    )


def _stands(story: Story) -> StoryDetails:
    """The story as somebody would have asked for it."""
    children = story.children.filter(authority_id=story.authority_id)
    return StoryDetails(
        title=story.title,
        purpose=story.purpose,
        language=story.language,
        look_again_on=story.look_again_on,
        children=tuple(children.order_by("position").values_list("child_id", "called")),
    )


def _write(story: Story, details: StoryDetails) -> None:
    if not details.title.strip():
        raise CannotDo("Give the story a name", "title")
    if not details.children:
        raise CannotDo("Choose at least one child it is for", "children")
    story.title, story.purpose = details.title, details.purpose
    story.language = details.language
    story.look_again_on = details.look_again_on


def _write_children(story: Story, details: StoryDetails) -> None:
    holding.check_of_family(story, {child for child, _ in details.children})
    here: dict[str, Any] = {"authority_id": story.authority_id, "story": story}
    StoryChild.objects.filter(**here).exclude(
        child_id__in=[child for child, _ in details.children]
    ).delete()
    for place, (child_id, called) in enumerate(details.children):
        StoryChild.objects.update_or_create(
            **here, child_id=child_id, defaults={"called": called, "position": place}
        )


def _note(story: Story, action: str, changes: dict[str, Any], by: Viewer) -> None:
    audit.record(
        by=by, action=action, target=story, changes=changes, family_id=story.family_id
    )
