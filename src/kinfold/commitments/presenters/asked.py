"""What somebody was asked, in our words of their language; theirs stay as written."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.our_words import OurWords
from kinfold_core.practice.commitments import (
    LEAST_SURE,
    MOST_SURE,
    Answer,
    CommitmentRow,
    Part,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent of one thing they are asked, as it was typed or ticked.

    `problem`: which of our words says what is wrong with it; "" for nothing.
    """

    answer: str = ""
    words: str = ""
    sure: str = ""
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.answer or self.words or self.sure)


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class AskedWords:
    """One thing they are asked. `said` is their answer as it stands."""

    wording_id: UUID
    does: str
    lines: tuple[tuple[str, str], ...]
    note: str
    answers: tuple[tuple[str, str], ...]
    sure: tuple[str, ...]
    said: str
    said_words: str
    typed: Typed = NOTHING_TYPED
    problem: str = ""


def asked_words(
    row: CommitmentRow, member_id: UUID, our: OurWords, typed: Typed = NOTHING_TYPED
) -> AskedWords:
    """One thing somebody is asked, for their page or their paper. No query."""
    said = row.answer_of(member_id)
    pairs = (
        (our["asked_when"], _when(row, our)),
        (our["asked_until"], row.until or _until(row, our)),
    )
    return AskedWords(
        wording_id=row.wording_id,
        does=row.does,
        lines=tuple((label, words) for label, words in pairs if words),
        note=_note(row, member_id, our),
        answers=tuple((one.value, our[f"asked_{one.value}"]) for one in Answer),
        sure=tuple(str(number) for number in range(LEAST_SURE, MOST_SURE + 1)),
        said=our[f"asked_{said.answer}"] if said else "",
        said_words=said.words if said else "",
        typed=typed,
        problem=our[typed.problem] if typed.problem else "",
    )


def _when(row: CommitmentRow, our: OurWords) -> str:
    if not row.days:
        return row.how_often
    days = our.listed([our.weekdays[day] for day in row.days])
    parts = our.listed([our[f"part_{part}"] for part in Part if part in row.parts])
    return ". ".join(part for part in (f"{days}, {parts}", row.how_often) if part)


def _until(row: CommitmentRow, our: OurWords) -> str:
    return our.date(row.until_on) if row.until_on else ""


def _note(row: CommitmentRow, member_id: UUID, our: OurWords) -> str:
    if member_id != row.member_id:
        return our.say("asked_instead", name=row.member_name)
    return our.say("asked_behind", name=row.backup_name) if row.backup_name else ""
