"""Every draft of a frame, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from kinfold.practice.presenters.words import moment
from kinfold.voice.presenters.drawn import drawn, told
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import capital, listed
from kinfold_core.practice.story import Language, Purpose, StoryDetails

WORDS = {
    "section": "the section", "words": "the words", "sent": "the picture",
    "alt_text": "how the picture is told", "drawn_by": "who drew it",
    "is_new_to_child": "whether it is new to the child",
    "is_taken_out": "whether it is in the story",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft: who made it so and when, and what of it was new."""

    row: FrameRow
    by: str
    when: str
    changed: str
    picture: SafeString


def drafts(history: tuple[FrameRow, ...], *, now: datetime) -> tuple[Draft, ...]:
    """The drafts, the newest first."""
    older = (*history[1:], None)
    return tuple(
        draft(row, before, now=now) for row, before in zip(history, older, strict=True)
    )


def draft(row: FrameRow, before: FrameRow | None, *, now: datetime) -> Draft:
    """One draft, and what differs from the one before it."""
    return Draft(
        row=row,
        by=row.changed_by,
        when=moment(row.changed_at, now=now),
        changed=_changed(row, before),
        picture=drawn(row.picture, said=told(row)),
    )


def _changed(row: FrameRow, before: FrameRow | None) -> str:
    if before is None:
        return "Begun"
    names = [
        said
        for name, said in WORDS.items()
        if getattr(row, name) != getattr(before, name)
    ]
    return f"Changed {listed(names)}" if names else "Nothing changed"


def differences(theirs: FrameRow, typed: object) -> list[tuple[str, str, str]]:
    """What stands and what was typed, question by question, where they differ."""
    return [
        (capital(said), _said(getattr(theirs, name)), _said(getattr(typed, name)))
        for name, said in WORDS.items()
        if hasattr(typed, name) and getattr(theirs, name) != getattr(typed, name)
    ]


def story_differences(now: StoryRow, typed: StoryDetails) -> list[tuple[str, str, str]]:
    """What a story is called and for whom: as it stands, and as it was typed."""
    called = listed([child.called for child in now.children])
    return [
        ("What is the story called?", now.title, typed.title),
        (
            "What does it explain?",
            Purpose(now.purpose).label,
            Purpose(typed.purpose).label,
        ),
        (
            "Which children is it for?",
            called,
            listed([name for _, name in typed.children]),
        ),
        (
            "In which language is it written?",
            Language(now.language).label,
            Language(typed.language).label,
        ),
        (
            "When will you look at it again?",
            day_in_words(now.look_again_on) if now.look_again_on else "",
            day_in_words(typed.look_again_on) if typed.look_again_on else "",
        ),
    ]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(getattr(value, "label", value)) or "nothing"
