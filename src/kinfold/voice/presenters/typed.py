"""What the rules say of a frame as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinfold.vocabulary.reading import reading_age
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.findings import Finding
from kinfold_core.practice.facts_story import FrameFacts, StoryFacts, ToldFacts
from kinfold_core.practice.rulebook import check_story
from kinfold_core.practice.story import Language, Section


def frame_rules(
    typed: Mapping[str, Any], story: StoryRow, frame: FrameRow | None = None
) -> tuple[Finding, ...]:
    """Of its words. A picture that is still to be drawn is not missed yet.

    New words are told to nobody until a manager has decided about them.
    """
    words = typed.get("words") or ""
    is_new = bool(typed.get("is_new_to_child"))
    if not words and not is_new:
        return ()
    is_read = story.language == Language.ENGLISH.value
    is_drawn = frame is not None and not frame.picture.is_empty
    facts = FrameFacts(
        title=_title(typed.get("section"), frame),
        words=words if is_read else "",
        has_picture=True,
        alt_text=(typed.get("alt_text") or "") if is_drawn else "still to be drawn",
        is_new_to_child=is_new,
        reading_age=reading_age(words) if is_read else None,
    )
    children = tuple(ToldFacts(one.called, one.age) for one in story.children)
    return check_story(StoryFacts(frames=(facts,), children=children))


def _title(section: Any, frame: FrameRow | None) -> str:
    if section in set(Section):
        return Section(section).label
    return frame.section.label if frame else "This frame"
