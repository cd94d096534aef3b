"""What somebody of the network said they will do: words, days, and their own yes.

A commitment is one person's. It counts only once they said yes to its words themselves
(R-NW3); new words are asked again. Source: practice design 4.4.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
"""The days of a week; Monday is 0, as Python counts."""
SATURDAY: Final = 5
LEAST_SURE, MOST_SURE = 0, 10


class Part(StrEnum):
    """A part of a day, as a family says it."""

    MORNING = "morning"
    SCHOOL = "school"
    AFTER_SCHOOL = "after_school"
    EVENING = "evening"
    NINE = "nine"
    NIGHT = "night"


PART_WORDS: Final[dict[Part, str]] = {
    Part.MORNING: "Morning",
    Part.SCHOOL: "School hours",
    Part.AFTER_SCHOOL: "After school",
    Part.EVENING: "Evening",
    Part.NINE: "Nine at night",
    Part.NIGHT: "Through the night",
}


class Answer(StrEnum):
    """What somebody said to the words they were asked."""

    YES = "yes"
    OTHER_WORDS = "other_words"
    NO = "no"


class Way(StrEnum):
    """How their answer came: never typed by a worker alone (R-NW3)."""

    LINK = "link"
    TEXT = "text"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDetails:
    """What one person is asked to do, in words they can say yes to.

    Attributes:
        days: of the week, Monday is 0. With `parts` they say when it is drawn.
        until: "until she is 18", "for life"; `until_on` is the day, if there is one.
        backup_id: who of the network comes when this person cannot.
        rule_id: the rule of the family's plan that it carries.
    """

    does: str
    danger_ids: tuple[UUID, ...] = ()
    rule_id: UUID | None = None
    how_often: str = ""
    days: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    from_on: date | None = None
    until: str = ""
    until_on: date | None = None
    backup_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetails:
    """Somebody's own answer, and who saw it when it came on paper."""

    answer: str
    way: str
    answered_on: date
    words: str = ""
    sure: int | None = None
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to one wording, by the person themselves. Never changed."""

    member_id: UUID
    version: int
    answer: str
    way: str
    answered_on: date
    words: str
    sure: int | None
    seen_by: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One time it was kept, or was not, and what happened."""

    is_kept: bool
    on: date
    what: str
    told_by: str


@dataclass(frozen=True, slots=True)
class WordingRow:
    """The words as they were asked once."""

    version: int
    does: str
    why: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class CommitmentRow(CommitmentDetails):
    """A commitment as it stands. `wording_id` is of the words that stand now."""

    id: UUID
    member_id: UUID
    member_name: str
    backup_name: str
    version: int
    wording_id: UUID
    offered_on: date
    wordings: tuple[WordingRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    kept: tuple[KeptRow, ...] = ()
    ended_on: date | None = None
    ended_reason: str = ""

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def askable(self) -> tuple[UUID, ...]:
        """Who is asked: whoever does it, and whoever comes instead."""
        return tuple(key for key in (self.member_id, self.backup_id) if key)

    def answer_of(self, member_id: UUID) -> AnswerRow | None:
        """Their newest answer to the words as they stand now: by the day they gave it,
        then by when it was written down."""
        mine = [
            one
            for one in self.answers
            if one.member_id == member_id and one.version == self.version
        ]
        return max(
            mine, key=lambda one: (one.answered_on, one.recorded_at), default=None
        )

    @property
    def worded_on(self) -> date:
        """The day from which these words can be answered."""
        later = [
            one.written_at.date()
            for one in self.wordings
            if one.version == self.version and one.version > 1
        ]
        return max((self.offered_on, *later))

    def has_yes_of(self, member_id: UUID) -> bool:
        """Whether they said yes themselves to these very words (R-NW3)."""
        said = self.answer_of(member_id)
        return said is not None and said.answer == Answer.YES

    @property
    def is_accepted(self) -> bool:
        return self.has_yes_of(self.member_id)

    def is_on(self, day: date) -> bool:
        """Whether it is meant for this day: begun, not over, not ended."""
        return not (
            self.is_ended
            or (self.from_on is not None and day < self.from_on)
            or (self.until_on is not None and self.until_on < day)
        )

    @property
    def times_kept(self) -> int:
        return sum(one.is_kept for one in self.kept)


def why_not_words(details: CommitmentDetails) -> tuple[str, str]:
    """What is missing before somebody can be asked, and at which question; "" if none.

    Days without a part of the day, or the other way round, cannot be drawn.
    """
    if not details.does.strip():
        return "Write what they will do, in words they would say", "does"
    if details.days and not details.parts:
        return "Choose the part of the day too", "parts"
    if details.parts and not details.days:
        return "Choose the days too", "days"
    if set(details.days) - set(range(7)) or set(details.parts) - set(Part):
        return "Choose days and parts of a day from the list", "days"
    if details.from_on and details.until_on and details.until_on < details.from_on:
        return "It ends before it begins", "until_on"
    return "", ""


def why_not_answer(details: AnswerDetails, *, today: date) -> tuple[str, str]:
    """Why this is nobody's own answer yet, and at which question; "" when it is.

    Whoever says other words says which; a text is written down as it came; a paper was
    seen by somebody. Nobody has to say why not.
    """
    if details.answer not in set(Answer):
        return "Choose what they said", "answer"
    if details.answer == Answer.OTHER_WORDS and not details.words.strip():
        return "Write how they would say it", "words"
    if details.way == Way.TEXT and not details.words.strip():
        return "Copy their reply here, word for word", "words"
    if details.way == Way.PAPER and not details.seen_by.strip():
        return "Say who saw them sign", "seen_by"
    if details.answered_on > today:
        return "This day has not come yet", "answered_on"
    if details.sure is not None and not LEAST_SURE <= details.sure <= MOST_SURE:
        return f"Choose a number from {LEAST_SURE} to {MOST_SURE}", "sure"
    return "", ""


def why_not_that_day(
    row: CommitmentRow, member_id: UUID, answered_on: date
) -> tuple[str, str]:
    """Why nobody answered these words on this day, and at which question; "" if they
    could. An old answer is never written over a newer one."""
    if answered_on < row.worded_on:
        return "They had not been asked in these words on this day", "answered_on"
    said = row.answer_of(member_id)
    if said is not None and answered_on < said.answered_on:
        return "They gave a newer answer after this day, and that one counts", (
            "answered_on"
        )
    return "", ""


def unheard(row: CommitmentDetails, heard: Collection[UUID]) -> tuple[UUID, ...]:
    """The dangers it is about that somebody has not heard (I3)."""
    return tuple(key for key in row.danger_ids if key not in heard)
