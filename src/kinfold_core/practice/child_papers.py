"""What a child lets one reader see, as a paper for that reader alone holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kinfold_core.access.matrix import Audience as Column
from kinfold_core.access.sharing import Apart
from kinfold_core.practice.child_rows import ItemRow, SessionRow
from kinfold_core.practice.child_sharing import Audience, Reader, may_show, told_to


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReader:
    """Somebody who can be given a paper, and as whom they read it (11.3).

    `apart`: what was decided between them and the child.
    """

    key: str
    reader: Reader
    column: Column
    apart: frozenset[Apart] = frozenset()

    @property
    def name(self) -> str:
        return self.reader.name

    @property
    def is_as_parent(self) -> bool:
        """Nobody but the worker knows whom the child means by "my parents"."""
        return Audience.PARENTS in self.reader.groups


@dataclass(frozen=True, slots=True)
class OnPaper:
    """One thing on a paper: whole as `item`, or only what was decided to be told."""

    item_id: UUID
    item: ItemRow | None
    told: tuple[str, ...] = ()


def paper_for(
    sessions: Iterable[SessionRow], child_id: UUID, one: PaperReader
) -> tuple[OnPaper, ...]:
    """All that this child lets this reader see, and nothing that tells of the rest."""
    items = (
        item
        for session in sessions
        if session.child_id == child_id and session.is_finished and session.may_write
        for item in session.told
    )
    return tuple(found for item in items if (found := _on_paper(item, one)))


def _on_paper(item: ItemRow, one: PaperReader) -> OnPaper | None:
    if may_show(item.choices, one.reader, one.column, apart=one.apart):
        return OnPaper(item.id, item)
    told = told_to(item.overrides, one.reader, one.column, apart=one.apart)
    if not told:
        return None
    return OnPaper(item.id, None, tuple(row.what for row in told))
