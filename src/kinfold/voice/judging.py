"""What the rules of Words and Pictures say of a story as it stands."""

from __future__ import annotations

from kinfold.voice.selectors.rows import SayNeeded, StoryRow
from kinfold_core.findings import Finding
from kinfold_core.practice.facts_story import (
    FrameFacts,
    SayFacts,
    StoryFacts,
    ToldFacts,
)
from kinfold_core.practice.rulebook import check_story
from kinfold_core.practice.story import CopyForm, Decided


def findings_of(story: StoryRow, parents: tuple[SayNeeded, ...]) -> tuple[Finding, ...]:
    """Every finding; those of level "block" stand between the story and the child."""
    return check_story(facts_of(story, parents))


def facts_of(story: StoryRow, parents: tuple[SayNeeded, ...]) -> StoryFacts:
    """The story as the rules look at it."""
    return StoryFacts(
        frames=tuple(
            FrameFacts(
                title=frame.section.label,
                words=frame.words if story.language == "en" else "",
                has_picture=not frame.picture.is_empty,
                alt_text=frame.alt_text,
                is_new_to_child=frame.is_new_to_child,
                reading_age=frame.reading_age if story.language == "en" else None,
            )
            for frame in story.told
        ),
        children=tuple(_told(story, child.child_id) for child in story.children),
        parents=tuple(_say(story, parent) for parent in parents),
        may_tell=_may_tell(story),
    )


def _told(story: StoryRow, child_id: object) -> ToldFacts:
    child = next(c for c in story.children if c.child_id == child_id)
    copy = next((c for c in story.copies if c.child_id == child_id), None)
    return ToldFacts(
        name=child.called,
        age=child.age,
        is_read_to=any(r.child_id == child_id for r in story.readings),
        has_copy=copy is not None and copy.form != CopyForm.NOT_YET,
        why_no_copy=copy.why_not if copy else "",
    )


def _say(story: StoryRow, parent: SayNeeded) -> SayFacts:
    say = next(
        (s for s in story.says if s.is_latest and s.person_id == parent.person_id), None
    )
    if say is None:
        return SayFacts(parent.name)
    return SayFacts(
        name=parent.name,
        answer=say.answer,
        words=say.words,
        why_not_asked=say.why_not_asked,
        is_of_these_words=say.words_version == story.words_version
        or bool(say.why_not_asked),
    )


def _may_tell(story: StoryRow) -> bool:
    """The newest decision on it, about the words as they are."""
    decided = [d for d in story.decisions if d.decided != Decided.APPROVED]
    return bool(
        decided
        and decided[0].decided == Decided.MAY_TELL
        and decided[0].words_version == story.words_version
    )
