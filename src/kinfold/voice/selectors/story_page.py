"""A family's stories, and one of them with everything that hangs on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.people.models import Relationship
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground
from kinfold.records.models import FamilyMember, Person
from kinfold.records.selectors.records import kept_from
from kinfold.voice.models import (
    ChildCopy,
    Frame,
    FrameRevision,
    Story,
    StoryChild,
    StoryDecision,
    StoryReading,
    StorySay,
)
from kinfold.voice.selectors.rows import (
    ChildRow,
    CopyRow,
    DecisionRow,
    FrameRow,
    ReadingRow,
    SayNeeded,
    SayRow,
    StoryRow,
)
from kinfold_core.people.dates import whole_years
from kinfold_core.people.relationships import is_parent
from kinfold_core.practice.story import Section, State


def stories_in(viewer: Viewer, family_id: UUID) -> tuple[Story, ...]:
    """The stories of an authorised family, the newest first. One query."""
    return tuple(
        Story.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id
        ).order_by("-started_at", "-pk")
    )


def story_for(viewer: Viewer, family_id: UUID, story_id: UUID) -> StoryRow:
    """One story of an authorised family. Seven queries, however much is in it.

    Raises:
        NotFound: this family has no such story.
    """
    authority_id = viewer.in_authority()
    story = (
        Story.objects.filter(authority_id=authority_id, family_id=family_id)
        .select_related("agreed_by")
        .filter(pk=story_id)
        .first()
    )
    if story is None:
        raise NotFound("story")
    here = {"authority_id": authority_id, "story": story}
    frames = [
        _frame(row)
        for row in Frame.objects.filter(**here)
        .select_related("changed_by")
        .order_by("position", "pk")
    ]
    return StoryRow(
        id=story.pk,
        family_id=family_id,
        title=story.title,
        purpose=story.purpose,
        language=story.language,
        state=State(story.state),
        number=story.number,
        follows_id=story.follows_id,
        words_version=story.words_version,
        version=story.version,
        look_again_on=story.look_again_on,
        started_at=story.started_at,
        agreed_at=story.agreed_at,
        agreed_by=story.agreed_by.name if story.agreed_by else "",
        frames=tuple(frame for frame in frames if not frame.is_taken_out),
        taken_out=tuple(frame for frame in frames if frame.is_taken_out),
        children=_children(here),
        says=_says(here),
        decisions=_decisions(here),
        readings=_readings(here),
        copies=_copies(here),
    )


def frame_history(viewer: Viewer, frame: FrameRow) -> tuple[FrameRow, ...]:
    """Every wording and picture of an authorised frame, the newest first. One query."""
    revisions = (
        FrameRevision.objects.filter(
            authority_id=viewer.in_authority(), frame_id=frame.id
        )
        .select_related("changed_by")
        .order_by("-version")
    )
    return (frame, *(_frame(row, frame_id=frame.id) for row in revisions))


def says_needed(
    viewer: Viewer, ground: Ground, child_ids: set[UUID]
) -> tuple[SayNeeded, ...]:
    """The grown-ups of the family and the children's parents elsewhere. Three queries
    at most.

    Somebody who has died is not asked. Nobody is named who is known only from a
    restricted record that is closed to the viewer.
    """
    adults: dict[UUID, str] = {
        member.person_id: name.name
        for member, name in zip(ground.facts.members, ground.people, strict=False)
        if member.part == FamilyMember.Part.ADULT and not member.person.is_dead
    }
    ties = Relationship.objects.filter(
        authority_id=viewer.in_authority(),
        other_id__in=child_ids,
        ended_on=None,
        person__merged_into=None,
    ).select_related("person")
    elsewhere: dict[UUID, Person] = {
        tie.person_id: tie.person
        for tie in ties
        if tie.person_id not in adults
        and not tie.person.is_dead
        and (tie.has_parental_responsibility or is_parent(tie.code))
    }
    for pk in kept_from(viewer, elsewhere) if elsewhere else ():
        del elsewhere[pk]
    adults |= {pk: person.short_name for pk, person in elsewhere.items()}
    return tuple(SayNeeded(person_id, name) for person_id, name in adults.items())


def _frame(row: Frame | FrameRevision, *, frame_id: UUID | None = None) -> FrameRow:
    return FrameRow(
        id=frame_id or row.pk,
        section=Section(row.section),
        words=row.words,
        alt_text=row.alt_text,
        drawn_by=row.drawn_by,
        is_new_to_child=row.is_new_to_child,
        is_taken_out=row.is_taken_out,
        sent=row.picture,
        version=row.version,
        changed_by=row.changed_by.name,
        changed_at=row.changed_at,
        reading_age=row.reading_age if isinstance(row, Frame) else None,
    )


def _children(here: dict[str, Any]) -> tuple[ChildRow, ...]:
    today = timezone.localdate()
    rows = StoryChild.objects.filter(**here).select_related("child")
    return tuple(
        ChildRow(
            row.child_id,
            row.called,
            whole_years(min(row.child.born.latest, today), today)
            if row.child.born
            else None,
        )
        for row in rows.order_by("position", "pk")
    )


def _says(here: dict[str, Any]) -> tuple[SayRow, ...]:
    rows = list(
        StorySay.objects.filter(**here)
        .select_related("recorded_by", "person")
        .order_by("recorded_at", "pk")
    )
    latest = {_whose(row): row.pk for row in rows}
    return tuple(
        SayRow(
            person_id=row.person.standing_id if row.person else None,
            name=row.name,
            part=row.part,
            answer=row.answer,
            words=row.words,
            why_not_asked=row.why_not_asked,
            said_on=row.said_on,
            words_version=row.words_version,
            recorded_by=row.recorded_by.name,
            is_latest=latest[_whose(row)] == row.pk,
        )
        for row in reversed(rows)
    )


def _whose(row: StorySay) -> str:
    return str(row.person.standing_id if row.person else row.name.casefold())


def _decisions(here: dict[str, Any]) -> tuple[DecisionRow, ...]:
    rows = StoryDecision.objects.filter(**here).select_related("decided_by")
    return tuple(
        DecisionRow(
            row.decided, row.reason, row.words_version, row.decided_by.name,
            row.decided_at,
        )
        for row in rows.order_by("-decided_at", "-pk")
    )  # fmt: skip


def _readings(here: dict[str, Any]) -> tuple[ReadingRow, ...]:
    rows = StoryReading.objects.filter(**here).order_by("-read_on", "-recorded_at")
    return tuple(
        ReadingRow(
            row.child_id, row.child_name, row.read_on, row.place, row.how, row.read_by,
            row.with_whom, row.child_words, row.child_questions, row.who_answers,
        )
        for row in rows
    )  # fmt: skip


def _copies(here: dict[str, Any]) -> tuple[CopyRow, ...]:
    rows = ChildCopy.objects.filter(**here).order_by("-given_on", "-recorded_at")
    return tuple(
        CopyRow(
            row.child_id, row.child_name, row.form, row.kept_where, row.why_not,
            row.given_on,
        )
        for row in rows
    )  # fmt: skip
