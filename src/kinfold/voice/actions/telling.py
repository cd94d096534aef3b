"""Reading the story to a child, and giving the child the copy that is theirs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.holding import writer_of
from kinfold.records.errors import CannotDo
from kinfold.voice import holding
from kinfold.voice.models import ChildCopy, Story, StoryReading
from kinfold_core.practice.story import CopyDetails, CopyForm, ReadingDetails, State


@transaction.atomic
def record_reading(
    *, family_id: UUID, story_id: UUID, details: ReadingDetails, by: Viewer
) -> StoryReading:
    """Write down that the story was read to a child, and what the child said.

    From now on its words stay; a story that it follows is no longer the child's newest.
    The same reading written down twice is kept once.

    Raises:
        CannotDo: the parents' say is not complete yet, or a day that has not come.
        NotFound: no such story, or it is not for this child.
    """
    story = holding.hold_story(by, family_id, story_id)
    _check_reading(story, details)
    name = holding.child_called(story, details.child_id)
    kept, is_new = StoryReading.objects.get_or_create(
        authority_id=story.authority_id,
        story=story,
        child_id=details.child_id,
        read_on=details.read_on,
        place=details.place,
        read_by=details.read_by,
        child_words=details.child_words,
        child_questions=details.child_questions,
        defaults={
            "child_name": name,
            "how": details.how,
            "with_whom": details.with_whom,
            "who_answers": details.who_answers,
            "recorded_by_id": writer_of(by),
        },
    )
    if is_new:
        Story.objects.filter(
            authority_id=story.authority_id, pk__in=[story.follows_id]
        ).update(state=State.UPDATED)
        _settle(story)
        audit.record(
            by=by,
            action="story.read_to_child",
            target=kept,
            changes={"child": name, "on": details.read_on.isoformat()},
            family_id=family_id,
            person_id=details.child_id,
        )
    return kept


@transaction.atomic
def give_copy(
    *, family_id: UUID, story_id: UUID, details: CopyDetails, by: Viewer
) -> ChildCopy:
    """Write down what the child was given to keep, or why nothing yet (R-WP5).

    Raises:
        CannotDo: it was not read to this child yet, or nothing without a reason.
        NotFound: no such story, or it is not for this child.
    """
    story = holding.hold_story(by, family_id, story_id)
    name = holding.child_called(story, details.child_id)
    _check_day(details.given_on, "given_on")
    if not story.readings.filter(
        authority_id=story.authority_id, child_id=details.child_id
    ).exists():
        raise CannotDo(
            f"The story was not read to {name} yet. Read it together first, then "
            "leave the copy",
            "child",
        )
    if details.form == CopyForm.NOT_YET and not details.why_not.strip():
        raise CannotDo("Say why there is no copy yet", "why_not")
    kept, is_new = ChildCopy.objects.get_or_create(
        authority_id=story.authority_id,
        story=story,
        child_id=details.child_id,
        form=details.form,
        given_on=details.given_on,
        kept_where=details.kept_where,
        why_not=details.why_not,
        defaults={"child_name": name, "recorded_by_id": writer_of(by)},
    )
    if is_new:
        _settle(story)
        audit.record(
            by=by,
            action="story.copy_given",
            target=kept,
            changes={"child": name, "form": str(details.form)},
            family_id=family_id,
            person_id=details.child_id,
        )
    return kept


def _check_reading(story: Story, details: ReadingDetails) -> None:
    if story.state in (State.IDEA, State.DRAFT):
        raise CannotDo(
            "This story is still a draft. Write down what each parent says and agree "
            "it, before it is read to a child"
        )
    _check_day(details.read_on, "read_on")
    if details.child_questions and not details.who_answers.strip():
        raise CannotDo("Say who will answer the child, and when", "who_answers")


def _check_day(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", field)


def _settle(story: Story) -> None:
    """Read, or in use once every child has heard it and has it."""
    if story.state == State.UPDATED:
        return
    here = {"authority_id": story.authority_id, "story": story}
    children = set(story.children.filter(**here).values_list("child_id", flat=True))
    heard = set(StoryReading.objects.filter(**here).values_list("child_id", flat=True))
    given = set(
        ChildCopy.objects.filter(**here)
        .exclude(form=CopyForm.NOT_YET)
        .values_list("child_id", flat=True)
    )
    is_in_use = children <= heard and children <= given
    story.state = State.IN_USE if is_in_use else State.READ
    story.save(update_fields=["state"])
