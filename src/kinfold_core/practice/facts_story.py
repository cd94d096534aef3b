"""What the rules of Words and Pictures look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """One frame. `reading_age`: worked out when it was saved; None: too few words."""

    title: str = ""
    words: str = ""
    has_picture: bool = False
    alt_text: str = ""
    is_new_to_child: bool = False
    reading_age: float | None = None


@dataclass(frozen=True, slots=True)
class SayFacts:
    """Somebody whose say is needed. `answer` is empty when it is not written down.

    `is_of_these_words`: what they said was about the story as it stands.
    """

    name: str
    answer: str = ""
    words: str = ""
    why_not_asked: str = ""
    is_of_these_words: bool = True


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """One child of the story. `why_no_copy` is what was written when there is none."""

    name: str
    age: int | None = None
    is_read_to: bool = False
    has_copy: bool = False
    why_no_copy: str = ""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story with everybody it needs. `may_tell`: a manager decided so."""

    frames: tuple[FrameFacts, ...] = ()
    children: tuple[ToldFacts, ...] = ()
    parents: tuple[SayFacts, ...] = ()
    may_tell: bool = False
