"""What other rooms ask of a family's story: where it stands, in few words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.voice.models import Story, StoryChild, StoryReading, StorySay
from kinfold_core.practice.story import Answer, State

_HEARD = (State.READ, State.IN_USE)


@dataclass(frozen=True, slots=True)
class ReadTo:
    child_id: UUID
    name: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary:
    """The story that a family lives with now.

    That is the newest one that was read; while none was, the newest one there is.
    `read_to`: the first time each child heard it. `agreed_by`: who said they agree with
    the words as they are. `is_next_begun`: a newer version is being written.
    """

    id: UUID
    title: str
    state: State
    children: tuple[str, ...]
    agreed_by: tuple[str, ...]
    agreed_on: date | None
    read_to: tuple[ReadTo, ...]
    look_again_on: date | None
    is_next_begun: bool

    @property
    def read_on(self) -> date | None:
        """When it was first read to any child."""
        return min((one.read_on for one in self.read_to), default=None)

    @property
    def is_read_to_every_child(self) -> bool:
        return bool(self.children) and len(self.read_to) >= len(self.children)


def story_of(viewer: Viewer, family_id: UUID) -> StorySummary | None:
    """The story of an authorised family, or None when none was begun. Four queries."""
    return stories_of(viewer, [family_id]).get(family_id)


def stories_of(viewer: Viewer, family_ids: Iterable[UUID]) -> dict[UUID, StorySummary]:
    """The story of each authorised family that has one. Four queries for any number."""
    here = {"authority_id": viewer.in_authority()}
    newest: dict[UUID, list[Story]] = defaultdict(list)
    for story in Story.objects.filter(**here, family_id__in=list(family_ids)).order_by(
        "-started_at", "-pk"
    ):
        newest[story.family_id].append(story)
    chosen = {family: _chosen(stories) for family, stories in newest.items()}
    ids = [story.pk for story in chosen.values()]
    children, says, readings = _parts(here["authority_id"], ids)
    return {
        family: StorySummary(
            id=story.pk,
            title=story.title,
            state=State(story.state),
            children=tuple(children[story.pk]),
            agreed_by=_agreed(story, says[story.pk]),
            agreed_on=story.agreed_at.date() if story.agreed_at else None,
            read_to=tuple(readings[story.pk].values()),
            look_again_on=story.look_again_on,
            is_next_begun=newest[family][0] is not story,
        )
        for family, story in chosen.items()
    }


def _chosen(stories: list[Story]) -> Story:
    return next((s for s in stories if s.state in _HEARD), stories[0])


def _parts(
    authority_id: UUID, ids: list[UUID]
) -> tuple[
    dict[UUID, list[str]], dict[UUID, list[StorySay]], dict[UUID, dict[UUID, ReadTo]]
]:
    here = {"authority_id": authority_id, "story_id__in": ids}
    children: dict[UUID, list[str]] = defaultdict(list)
    for child in StoryChild.objects.filter(**here).order_by("position", "pk"):
        children[child.story_id].append(child.called)
    says: dict[UUID, list[StorySay]] = defaultdict(list)
    for say in StorySay.objects.filter(**here).order_by("recorded_at", "pk"):
        says[say.story_id].append(say)
    readings: dict[UUID, dict[UUID, ReadTo]] = defaultdict(dict)
    for row in StoryReading.objects.filter(**here).order_by("read_on", "recorded_at"):
        readings[row.story_id].setdefault(
            row.child_id, ReadTo(row.child_id, row.child_name, row.read_on)
        )
    return children, says, readings


def _agreed(story: Story, says: list[StorySay]) -> tuple[str, ...]:
    latest = {str(say.person_id or say.name.casefold()): say for say in says}
    return tuple(
        say.name
        for say in latest.values()
        if say.answer == Answer.AGREE and say.words_version == story.words_version
    )
