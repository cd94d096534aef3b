"""Words and Pictures as plain values: its sections, its states, who said what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self
from uuid import UUID

LONGEST_WORDS: Final = 1_200
"""What fits under a picture in a small book, in type a child can read."""


class _Said(StrEnum):
    """A key with the words for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        one = str.__new__(cls, value)
        one._value_ = value
        one.label = label
        return one


class Purpose(_Said):
    """What the story explains."""

    WORRIES = "worries", "Why people are worried, and why we visit"
    NOT_AT_HOME = "not_at_home", "Why you do not live at home now"
    SAFETY_PLAN = "safety_plan", "Our plan to keep you safe"
    FAMILY_TIME = "family_time", "Time with your family"
    LIFE_STORY = "life_story", "Your life until now"


class Section(_Said):
    """What a frame tells. In the order of the story."""

    WHO_WE_ARE = "who_we_are", "Who we are"
    WHO_IS_WORRIED = "who_is_worried", "Who is worried"
    WHAT_ABOUT = "what_about", "What are they worried about?"
    WHAT_HAPPENED = "what_happened", "What happened?"
    WHAT_WE_ARE_DOING = "what_we_are_doing", "What are we doing about it?"
    WHAT_YOU_CAN_DO = "what_you_can_do", "What can you do?"


class State(_Said):
    """Where a story stands; it moves by what was done, and is never typed."""

    IDEA = "idea", "An idea"
    DRAFT = "draft", "A draft"
    AGREED = "agreed", "Agreed"
    READ = "read", "Read"
    IN_USE = "in_use", "In use"
    UPDATED = "updated", "Followed by a newer one"


WRITABLE: Final = frozenset({State.IDEA, State.DRAFT, State.AGREED})
"""States in which what the story tells may still change."""


class Part(_Said):
    """Who somebody is to the child."""

    PARENT = "parent", "A parent, or somebody who acts as one"
    FAMILY = "family", "Grandparent or somebody else of the family"
    NETWORK = "network", "Somebody else close to the child"


class Answer(_Said):
    """What somebody says of the story."""

    AGREE = "agree", "Agrees with every word"
    CHANGES = "changes", "Asks for something to be changed"
    NO = "no", "Does not agree"
    SEEN = "seen", "Has seen it"
    NOT_SAFE = "not_safe", "Not asked: it would not be safe"
    NOT_REACHED = "not_reached", "Not asked: could not be reached"


NEEDS_WORDS: Final = frozenset({Answer.CHANGES, Answer.NO})
NEEDS_REASON: Final = frozenset({Answer.NOT_SAFE, Answer.NOT_REACHED})


class Decided(_Said):
    """What a manager may decide."""

    MAY_TELL = "may_tell", "The child may be told what is new to them"
    NOT_YET = "not_yet", "The child should not be told this yet"
    APPROVED = "approved", "Read it, and it is right"


class How(_Said):
    """How a story was read."""

    PAPER = "paper", "From paper, together"
    BOOK = "book", "From the small book"
    SCREEN = "screen", "From a screen, together"
    INTERPRETER = "interpreter", "With an interpreter"
    SIGNED = "signed", "In sign language, or with signs and objects"


class CopyForm(_Said):
    """What the child was given."""

    BOOK = "book", "The small book"
    PAGES = "pages", "The large pages"
    SCREEN = "screen", "On a screen they use"
    NOT_YET = "not_yet", "Nothing yet"


class Language(_Said):
    """The language of a story's own words. Nothing is translated by machine."""

    ENGLISH = "en", "English"
    WELSH = "cy", "Welsh"
    POLISH = "pl", "Polish"
    ROMANIAN = "ro", "Romanian"
    PORTUGUESE = "pt", "Portuguese"
    LITHUANIAN = "lt", "Lithuanian"
    UKRAINIAN = "uk", "Ukrainian"
    BENGALI = "bn", "Bengali"
    PUNJABI = "pa", "Punjabi"
    URDU = "ur", "Urdu"
    ARABIC = "ar", "Arabic"
    SOMALI = "so", "Somali"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDetails:
    """What is asked when a story is begun. `children`: each with what it is called."""

    title: str
    purpose: str
    children: tuple[tuple[UUID, str], ...]
    language: str = Language.ENGLISH.value
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameDetails:
    """What somebody writes in a frame. The picture is saved apart, as it is drawn."""

    section: str
    words: str = ""
    alt_text: str = ""
    drawn_by: str = ""
    is_new_to_child: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SayDetails:
    """What somebody said of the story."""

    name: str
    part: str
    answer: str
    said_on: date
    words: str = ""
    why_not_asked: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDetails:
    """How a child was told."""

    child_id: UUID
    read_on: date
    place: str
    how: str
    read_by: str
    with_whom: str = ""
    child_words: str = ""
    child_questions: str = ""
    who_answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDetails:
    """What the child was given, and where they keep it; or why nothing yet."""

    child_id: UUID
    form: str
    given_on: date
    kept_where: str = ""
    why_not: str = ""
