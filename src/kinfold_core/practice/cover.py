"""Who would be there at nine on a Saturday night: a week of a family, danger by danger.

Only what somebody said yes to themselves counts (R-NW3), only from those who have
heard the worry (I3), who are there to keep the children safe and were not asked to
leave that to others (R-NW6), and never from the person the worry is about (R-SP5),
from somebody who is kept apart from a child or who is not safe to contact. Whoever does
not count is shown with the reason, and an hour with nobody as that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from kinfold_core.phrases import listed
from kinfold_core.practice.commitments import (
    DAYS,
    PART_WORDS,
    SATURDAY,
    Answer,
    CommitmentRow,
    Part,
)

SAFETY: Final = "safety"
KEPT_APART: Final = "kept apart from a child"
NOT_SAFE: Final = "marked not safe to contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What is known of somebody of the network who could be there.

    Attributes:
        heard: the dangers they have heard, as somebody who counts (R-NW1).
        source_of: the dangers that are about what they do.
        not_for: roles that are closed to them for now.
        is_kept_apart: it was decided that they and a child are kept apart.
        is_not_safe: they are marked not safe to contact.
    """

    name: str
    is_here: bool = True
    roles: Collection[str] = ()
    heard: Collection[UUID] = ()
    source_of: Collection[UUID] = ()
    not_for: Collection[str] = ()
    is_kept_apart: bool = False
    is_not_safe: bool = False


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Somebody who would be there and does not count, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of one day for one danger."""

    day: int
    part: Part
    there: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    waiting: tuple[NotCounted, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody who counts is there."""
        return not self.there

    @property
    def said(self) -> str:
        """The day and the part: "Saturday, nine at night"."""
        return f"{DAYS[self.day]}, {PART_WORDS[self.part].lower()}"


@dataclass(frozen=True, slots=True)
class DangerWeek:
    """A week of one danger, Monday morning first."""

    danger_id: UUID
    cells: tuple[Cell, ...] = field(default=())

    def at(self, day: int, part: Part) -> Cell:
        return next(one for one in self.cells if (one.day, one.part) == (day, part))

    @property
    def empty(self) -> tuple[Cell, ...]:
        return tuple(one for one in self.cells if one.is_empty)


def why_not_counted(
    row: CommitmentRow,
    member_id: UUID,
    guard: Guard | None,
    danger_id: UUID,
) -> str:
    """Why somebody's part in a commitment does not count; "" when it does."""
    if guard is None or not guard.is_here:
        return "stepped back"
    if guard.is_kept_apart:
        return KEPT_APART
    if guard.is_not_safe:
        return NOT_SAFE
    if danger_id in guard.source_of:
        return "the worry is about what they do"
    if SAFETY in guard.not_for:
        return "does not keep the children safe for now"
    if SAFETY not in guard.roles:
        return "is there to help, not to keep the children safe"
    if danger_id not in guard.heard:
        return "has not heard this worry"
    return _why_no_yes(row, member_id)


def _why_no_yes(row: CommitmentRow, member_id: UUID) -> str:
    said = row.answer_of(member_id)
    if said is None:
        return "has not said yes yet"
    if said.answer == Answer.NO:
        return "said no"
    if said.answer == Answer.OTHER_WORDS:
        return "asked for other words"
    return ""


def cover(
    rows: Iterable[CommitmentRow],
    *,
    dangers: Sequence[UUID],
    people: Mapping[UUID, Guard],
    on: date,
) -> tuple[DangerWeek, ...]:
    """The week around `on`, for each danger in their order. Every hour is there."""
    standing = [row for row in rows if row.is_on(on)]
    return tuple(
        DangerWeek(
            danger_id,
            tuple(
                _cell(standing, people, danger_id, day, part)
                for day in range(len(DAYS))
                for part in Part
            ),
        )
        for danger_id in dangers
    )


def _cell(
    rows: Iterable[CommitmentRow],
    people: Mapping[UUID, Guard],
    danger_id: UUID,
    day: int,
    part: Part,
) -> Cell:
    there: dict[str, None] = {}
    backups: dict[str, None] = {}
    waiting: dict[NotCounted, None] = {}
    for row in rows:
        is_now = day in row.days and part in row.parts
        if not is_now or danger_id not in row.danger_ids:
            continue
        named = [(row.member_id, row.member_name, there)]
        if row.backup_id:
            named.append((row.backup_id, row.backup_name, backups))
        for member_id, name, place in named:
            why = why_not_counted(row, member_id, people.get(member_id), danger_id)
            if why:
                waiting[NotCounted(name, why)] = None
            else:
                place[name] = None
    return Cell(day, part, tuple(there), tuple(backups), tuple(waiting))


def saturday_at_nine(weeks: Iterable[tuple[str, DangerWeek]]) -> str:
    """The one sentence, from each danger's name and its week.

    "On a Saturday at nine nobody is there for danger 2." or who is, for each; and who
    said yes and can never count as things stand.
    """
    cells = [(label, week.at(SATURDAY, Part.NINE)) for label, week in weeks]
    if not cells:
        return ""
    missing = [label for label, cell in cells if cell.is_empty]
    parts = [
        f"On a Saturday at nine {listed(cell.there)} {_is(cell.there)} there for "
        f"{label}{_behind(cell)}."
        for label, cell in cells
        if not cell.is_empty
    ]
    if missing:
        parts.insert(0, f"On a Saturday at nine nobody is there for {listed(missing)}.")
    parts += dict.fromkeys(
        f"{one.name} does not count: {one.why}."
        for _, cell in cells
        for one in cell.waiting
        if one.why in {KEPT_APART, NOT_SAFE}
    )
    return " ".join(parts)


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _behind(cell: Cell) -> str:
    return f", and {listed(cell.backups)} would come instead" if cell.backups else ""
