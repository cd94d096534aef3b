"""One story with everything that hangs on it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from kinfold_core.pictures.picture import Picture, read_picture
from kinfold_core.practice.story import WRITABLE, Section, State


@dataclass(frozen=True, kw_only=True)
class FrameRow:
    """A frame as it stands, or as it stood in `version`."""

    id: UUID
    section: Section
    words: str
    alt_text: str
    drawn_by: str
    is_new_to_child: bool
    is_taken_out: bool
    sent: dict[str, Any]
    version: int
    changed_by: str
    changed_at: datetime
    reading_age: float | None = None

    @cached_property
    def picture(self) -> Picture:
        return read_picture(self.sent)

    @property
    def is_told(self) -> bool:
        return bool(self.words) or not self.picture.is_empty


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child of the story. `age` in whole years, when it is known."""

    child_id: UUID
    called: str
    age: int | None


@dataclass(frozen=True, slots=True)
class SayRow:
    """What somebody said. `is_latest`: nothing newer of theirs is written down."""

    person_id: UUID | None
    name: str
    part: str
    answer: str
    words: str
    why_not_asked: str
    said_on: date
    words_version: int
    recorded_by: str
    is_latest: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    decided: str
    reason: str
    words_version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadingRow:
    child_id: UUID
    child_name: str
    read_on: date
    place: str
    how: str
    read_by: str
    with_whom: str
    child_words: str
    child_questions: str
    who_answers: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    child_id: UUID
    child_name: str
    form: str
    kept_where: str
    why_not: str
    given_on: date


@dataclass(frozen=True, slots=True)
class SayNeeded:
    """Somebody whose say the story needs: a parent of its children."""

    person_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class StoryRow:
    """A story. `frames` are those that stand; what was taken out comes apart."""

    id: UUID
    family_id: UUID
    title: str
    purpose: str
    language: str
    state: State
    number: int
    follows_id: UUID | None
    words_version: int
    version: int
    look_again_on: date | None
    started_at: datetime
    agreed_at: datetime | None
    agreed_by: str
    children: tuple[ChildRow, ...]
    frames: tuple[FrameRow, ...]
    taken_out: tuple[FrameRow, ...]
    says: tuple[SayRow, ...]
    decisions: tuple[DecisionRow, ...]
    readings: tuple[ReadingRow, ...]
    copies: tuple[CopyRow, ...]

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def told(self) -> tuple[FrameRow, ...]:
        """The frames that say or show something, in the order of the story."""
        return tuple(frame for frame in self.frames if frame.is_told)
