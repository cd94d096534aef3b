"""What was said with a child's tool, as it is read: a session, its items, the answers.

An item that its reader may not read is in none of these rows, and is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinfold_core.findings import Finding
from kinfold_core.pictures.picture import Picture
from kinfold_core.practice.child_sharing import Choice, Override
from kinfold_core.practice.child_tools import PARTS, Tool, ToolPart
from kinfold_core.practice.child_voice import HeardFacts
from kinfold_core.practice.facts_child import ChildSessionFacts
from kinfold_core.practice.rulebook import check_child_session


@dataclass(frozen=True, slots=True)
class FileRow:
    """`seconds`: how long a recording is, where whoever recorded it counted."""

    id: UUID
    kind: str
    file_id: UUID
    media_type: str
    alt_text: str
    made_on: date
    seconds: int | None


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """`override` as it was decided, and when the child was told of it."""

    id: UUID
    override: Override

    @property
    def is_child_told(self) -> bool:
        return self.override.told_child_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One thing a child said. `choices` are in order, the oldest first.

    `is_told_only`: its reader may not read it, and is told what was decided must be
    told of it (`override_rows`); nothing else of it is here.
    """

    id: UUID
    session_id: UUID
    tool: Tool
    part_key: str
    words: str
    picture: Picture
    position: int
    version: int
    is_taken_out: bool
    is_read_back: bool
    changed_by: str
    changed_at: datetime
    files: tuple[FileRow, ...] = ()
    choices: tuple[Choice, ...] = ()
    override_rows: tuple[OverrideRow, ...] = ()
    is_told_only: bool = False

    @property
    def part(self) -> ToolPart:
        return next(one for one in PARTS[self.tool] if one.key == self.part_key)

    @property
    def overrides(self) -> tuple[Override, ...]:
        return tuple(row.override for row in self.override_rows)

    @property
    def is_asked(self) -> bool:
        """Whether the child was asked who may see it."""
        return bool(self.choices)


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    said: str
    action: str
    told_whom: str
    told_on: date
    strategy: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    shown_on: date
    child_words: str


@dataclass(frozen=True, slots=True)
class ResponseRow:
    id: UUID
    item_id: UUID | None
    answered_by: str
    what_changed: str
    answered_on: date
    showings: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class CopyRow:
    form: str
    kept_where: str
    why_not: str
    given_on: date


@dataclass(frozen=True, slots=True)
class FeedRow:
    item_id: UUID | None
    kind: str
    target_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A time with a child. The parts under `items` are loaded for one session alone."""

    id: UUID
    child_id: UUID
    child_name: str
    tool: Tool
    happened_on: date
    place: str
    people_there: str
    aids: str
    consent: str
    consent_why: str
    part_order: tuple[str, ...]
    prompts: str
    scale: int | None
    scale_0: str
    scale_10: str
    child_question: str
    disclosure: str
    version: int
    worker: str
    worker_id: UUID
    finished_at: datetime | None
    response_due_on: date | None
    may_write: bool
    items: tuple[ItemRow, ...] = ()
    disclosures: tuple[DisclosureRow, ...] = ()
    responses: tuple[ResponseRow, ...] = ()
    copies: tuple[CopyRow, ...] = ()
    feeds: tuple[FeedRow, ...] = ()

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def told(self) -> tuple[ItemRow, ...]:
        """What stands, without what was taken out."""
        return tuple(item for item in self.items if not item.is_taken_out)

    @property
    def answered_on(self) -> date | None:
        return min((one.answered_on for one in self.responses), default=None)

    @property
    def shown_back_on(self) -> date | None:
        shown = [row.shown_on for one in self.responses for row in one.showings]
        return min(shown, default=None)


def findings_of(
    row: SessionRow, *, age: int | None, today: date
) -> tuple[Finding, ...]:
    """Every finding of a session that was read whole."""
    told = row.told
    due = row.response_due_on
    return check_child_session(
        ChildSessionFacts(
            child=row.child_name,
            age=age,
            has_assent=True,
            limits_explained=True,
            consent=row.consent,
            consent_why=row.consent_why,
            disclosure=row.disclosure,
            disclosures=len(row.disclosures),
            item_count=len(told),
            read_back_count=sum(item.is_read_back for item in told),
            asked_count=sum(item.is_asked for item in told),
            is_finished=row.is_finished,
            has_answer=row.answered_on is not None,
            is_shown_back=row.shown_back_on is not None,
            days_overdue=max(0, (today - due).days) if due else 0,
            untold_overrides=sum(
                not one.is_child_told for item in told for one in item.override_rows
            ),
        )
    )


def heard_facts(sessions: Sequence[SessionRow]) -> tuple[HeardFacts, ...]:
    """Those that are finished, as they are counted."""
    return tuple(
        HeardFacts(
            child_id=one.child_id,
            happened_on=one.happened_on,
            due_on=one.response_due_on,
            answered_on=one.answered_on,
            shown_back_on=one.shown_back_on,
        )
        for one in sessions
        if one.is_finished
    )
