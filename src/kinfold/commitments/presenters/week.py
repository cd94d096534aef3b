"""The week of a family, danger by danger: the table is the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.commitments.presenters.page import when_of
from kinfold_core import phrases
from kinfold_core.people.private_words import LEFT_OUT, says
from kinfold_core.practice.commitments import DAYS, PART_WORDS, CommitmentRow, Part
from kinfold_core.practice.cover import (
    Cell,
    DangerWeek,
    Guard,
    NotCounted,
    cover,
    saturday_at_nine,
)
from kinfold_core.practice.family_plan import PlanInForce, ToAnswer


@dataclass(frozen=True, slots=True)
class Hour:
    """One cell of the table; `part` names it where no head of the table is seen."""

    part: str
    names: tuple[str, ...]
    backup_names: tuple[str, ...]
    waiting: tuple[NotCounted, ...]

    @property
    def there(self) -> str:
        return phrases.listed(self.names)

    @property
    def backups(self) -> str:
        return phrases.listed(self.backup_names)


@dataclass(frozen=True, slots=True)
class DayLine:
    day: str
    hours: tuple[Hour, ...]
    said: str


@dataclass(frozen=True, slots=True)
class WeekTable:
    """One danger: its days, and how much of its week is empty."""

    label: str
    text: str
    days: tuple[DayLine, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class CoverPage:
    saturday: str
    parts: tuple[str, ...]
    weeks: tuple[WeekTable, ...]
    not_counted: tuple[NotCounted, ...]
    undrawn: tuple[str, ...]
    unsaid: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.weeks


def cover_page(
    rows: Sequence[CommitmentRow],
    guards: Mapping[UUID, Guard],
    dangers: Sequence[ToAnswer],
    plan: PlanInForce | None,
    *,
    today: date,
) -> CoverPage:
    """What `cover` found, in words. Nothing that is empty is left out."""
    keys = [one.id for one in dangers]
    weeks = cover(rows, dangers=keys, people=guards, on=today)
    named = list(zip(dangers, weeks, strict=True))
    reasons = {
        one: None for week in weeks for cell in week.cells for one in cell.waiting
    }
    return CoverPage(
        saturday=saturday_at_nine((one.label, week) for one, week in named),
        parts=tuple(PART_WORDS.values()),
        weeks=tuple(_week(one, week) for one, week in named),
        not_counted=tuple(reasons),
        undrawn=_undrawn(rows, today),
        unsaid=_unsaid(rows, plan, today),
    )


def _week(danger: ToAnswer, week: DangerWeek) -> WeekTable:
    count = len(week.empty)
    empty = "Somebody is there at every hour."
    if count == len(week.cells):
        empty = "Nobody is there yet at any hour of the week."
    elif count:
        empty = f"{count} of {len(week.cells)} parts of the week have nobody."
    return WeekTable(
        label=phrases.capital(danger.label),
        text=danger.text,
        days=tuple(_day(day, week) for day in range(len(DAYS))),
        empty=empty,
    )


def _day(day: int, week: DangerWeek) -> DayLine:
    cells = [week.at(day, part) for part in Part]
    there = [cell for cell in cells if not cell.is_empty]
    said = "Nobody yet"
    if there:
        said = f"Somebody at {len(there)} of {len(cells)} parts of the day"
    return DayLine(DAYS[day], tuple(_hour(cell) for cell in cells), said)


def _hour(cell: Cell) -> Hour:
    return Hour(
        part=PART_WORDS[cell.part],
        names=cell.there,
        backup_names=tuple(one for one in cell.backups if one not in cell.there),
        waiting=cell.waiting,
    )


def _undrawn(rows: Sequence[CommitmentRow], today: date) -> tuple[str, ...]:
    """What somebody said yes to and has no day, or is about no danger."""
    return tuple(
        f"{row.member_name}: {phrases.as_sentence(row.does)} {when_of(row)}".strip()
        for row in rows
        if row.is_on(today) and row.is_accepted and not (row.days and row.danger_ids)
    )


def _unsaid(
    rows: Sequence[CommitmentRow], plan: PlanInForce | None, today: date
) -> tuple[str, ...]:
    """Rules the family lives by that nobody said yes to: no hour is known for them."""
    if plan is None:
        return ()
    said = {row.rule_id for row in rows if row.is_on(today) and row.is_accepted}
    return tuple(
        f"{phrases.listed([who.name for who in rule.carriers])}: "
        f"{phrases.as_sentence(rule.text)}"
        for key, rule in zip(plan.rule_ids, plan.rules, strict=True)
        if rule.carriers and key not in said
    )


@dataclass(frozen=True, slots=True)
class FridgeHour:
    """One part of a day on the paper for the wall."""

    part: str
    said: str
    is_empty: bool


def fridge(
    page: CoverPage, marks: frozenset[str] = frozenset()
) -> tuple[tuple[str, tuple[FridgeHour, ...]], ...]:
    """Each day with who is there, for a kitchen wall: no worry is named,
    and nobody under a name that says any of `marks`.

    An hour counts only when somebody is there for every worry; and whoever comes
    instead of another is not there before somebody is.
    """
    return tuple(
        (
            day,
            tuple(
                _fridge_hour(
                    part, [week.days[number].hours[index] for week in page.weeks], marks
                )
                for index, part in enumerate(page.parts)
            ),
        )
        for number, day in enumerate(DAYS)
    )


def _fridge_hour(part: str, hours: Sequence[Hour], marks: frozenset[str]) -> FridgeHour:
    said, is_empty = _fridge_said(hours)
    return FridgeHour(part, LEFT_OUT if says(said, marks) else said, is_empty)


def _fridge_said(hours: Sequence[Hour]) -> tuple[str, bool]:
    """What stands in an hour, and whether it counts as empty."""
    there = dict.fromkeys(name for one in hours for name in one.names)
    behind = dict.fromkeys(name for one in hours for name in one.backup_names)
    others = [name for name in behind if name not in there]
    if hours and all(one.names for one in hours):
        # instead of everybody comes only who would come for every worry
        instead = [
            name for name in others if all(name in one.backup_names for one in hours)
        ]
        said = phrases.listed(list(there))
        if instead:
            said += f", or {phrases.listed(instead)}"
        return said, False
    said = "nobody yet"
    if there:
        said = f"not enough yet: {phrases.listed(list(there))}, and nobody for the rest"
    if others:
        said += f"; {phrases.listed(others)} would come if somebody were there first"
    return said, True
