"""What each parent says of a story, who else saw it, what a manager decides."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.holding import writer_of
from kinfold.records.errors import CannotDo
from kinfold.voice import holding
from kinfold.voice.models import StoryDecision, StorySay
from kinfold_core.access import Action
from kinfold_core.practice.story import (
    NEEDS_REASON,
    NEEDS_WORDS,
    Decided,
    SayDetails,
    State,
)


@transaction.atomic
def say(
    *, family_id: UUID, story_id: UUID, details: SayDetails, by: Viewer
) -> StorySay:
    """Write down what somebody said of the story as it stands now.

    The same answer about the same words on the same day, given again with nothing else
    said between, is kept once.

    Raises:
        CannotDo: nobody named, a day not come, or no words where they are needed.
        NotFound: no such story, or somebody who is not near this family.
    """
    story = holding.hold_story(by, family_id, story_id)
    _check(details)
    if story.state == State.UPDATED:
        raise CannotDo("A newer version follows this story. Ask about that one")
    said = asdict(details) | {"words_version": story.words_version}
    here = {"authority_id": story.authority_id, "story": story}
    whose = {"person_id": details.person_id} if details.person_id else {
        "person_id": None, "name__iexact": details.name,
    }  # fmt: skip
    last = StorySay.objects.filter(**here, **whose).order_by("recorded_at", "pk").last()
    if last is not None and _is_same(last, said):
        return last
    kept = StorySay.objects.create(**here, **said, recorded_by_id=writer_of(by))
    audit.record(
        by=by,
        action="story.said",
        target=kept,
        changes={"name": details.name, "answer": str(details.answer)},
        family_id=family_id,
        person_id=details.person_id,
    )
    return kept


@transaction.atomic
def decide(
    *, family_id: UUID, story_id: UUID, decided: str, reason: str, by: Viewer
) -> StoryDecision:
    """Write down what a manager decides about the story as it stands now.

    Raises:
        CannotDo: no reason is given.
        NotFound: no such story.
        RecordRefused: this is not the asker's to decide.
    """
    story = holding.hold_story(by, family_id, story_id, Action.APPROVE_EXPLANATION)
    if not reason.strip():
        raise CannotDo("Say why, so that it can be understood later", "reason")
    here = {"authority_id": story.authority_id, "story": story}
    said = {
        "decided": Decided(decided).value,
        "reason": reason,
        "words_version": story.words_version,
        "decided_by_id": writer_of(by),
    }
    last = StoryDecision.objects.filter(**here).order_by("decided_at", "pk").last()
    if last is not None and _is_same(last, said):
        return last
    kept = StoryDecision.objects.create(**here, **said)
    audit.record(
        by=by,
        action="story.decided",
        target=kept,
        changes={"decided": kept.decided},
        family_id=family_id,
    )
    return kept


def _is_same(row: StorySay | StoryDecision, said: dict[str, Any]) -> bool:
    """Whether it was posted twice. What was said since is not undone by an old twin."""
    return all(getattr(row, name) == value for name, value in said.items())


def _check(details: SayDetails) -> None:
    if not details.name.strip():
        raise CannotDo("Say whose answer this is", "who")
    if details.said_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "said_on")
    if details.answer in NEEDS_WORDS and not details.words.strip():
        raise CannotDo("Write what they say, in their own words", "words")
    if details.answer in NEEDS_REASON and not details.why_not_asked.strip():
        raise CannotDo(
            "Say why they were not asked: what would happen, or what was tried",
            "why_not_asked",
        )
