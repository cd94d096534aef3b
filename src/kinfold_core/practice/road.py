"""The road to closing: what must be in place, by when, and what holds until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinfold_core.practice.written import NOBODY, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class BottomLineDetails:
    """What must be in place, as somebody typed it: what, never how."""

    text: str
    why: str = ""
    danger_id: UUID | None = None
    set_by: Named = NOBODY
    set_as: str = ""
    force: str = ""
    set_on: date


@dataclass(frozen=True, slots=True)
class AnswerRow:
    words: str
    by: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Something the family asked, and what they were answered, oldest first."""

    id: UUID
    bottom_line_id: UUID | None
    asked_by: str
    words: str
    asked_on: date
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of a bottom line, with the words that stood from then on."""

    version: int
    change: str
    reason: str
    words: dict[str, object]
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class BottomLineRow(BottomLineDetails):
    """A bottom line with its past, newest change first."""

    id: UUID
    number: int
    state: str
    state_on: date
    explained_on: date | None
    explained_to: str
    shown_by: str
    version: int
    changed_by: str
    changed_at: datetime
    changes: tuple[ChangeRow, ...]
    questions: tuple[QuestionRow, ...]

    @property
    def stands(self) -> bool:
        """Not lifted: it must still be in place."""
        return self.state != "lifted"

    @property
    def last_rewording(self) -> ChangeRow | None:
        """The newest change of its words, if they were ever changed."""
        return next((one for one in self.changes if one.change == "changed"), None)
