"""Taking in what a file says of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.knowledge import policy, selectors
from kinfold.knowledge.actions import Words, add, change
from kinfold.knowledge.models import Item
from kinfold.platform.holding import insist
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@dataclass(frozen=True, slots=True)
class Line:
    """An item as a row of a file says it; of a new one there is no id."""

    number: int
    item_id: UUID | None
    version: int
    is_for_us_alone: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Taken:
    """How many items a file added, changed and left as they were."""

    added: int
    changed: int
    same: int


@transaction.atomic
def take_in(*, programme_id: UUID, lines: Sequence[Line], by: Viewer) -> Taken:
    """Add and change what a file says, all of it or nothing.

    A line that says of an item what the item says already leaves it as it is, and so
    does a new one that says what their own place has put in before.

    Raises:
        PermissionDenied, NotFound: as `add`.
        CannotDo: a line cannot be kept; the sentence names it.
    """
    selectors.programme(by, programme_id)
    insist(policy.may_write(by, by.authority_id))
    ids = [one.item_id for one in lines if one.item_id]
    held = selectors.by_ids(by, programme_id, ids)
    if len(set(ids)) < len(ids):
        raise CannotDo("Two rows have the same id. Take one of them out", "file")
    titles = [one.words.title for one in lines if not one.item_id]
    own = selectors.own_standing(by, programme_id, titles)
    done = [_take_line(programme_id, one, held, own, by) for one in lines]
    return Taken(done.count("added"), done.count("changed"), done.count("same"))


def _take_line(
    programme_id: UUID,
    line: Line,
    held: Mapping[UUID, Item],
    own: list[Item],
    by: Viewer,
) -> str:
    try:
        if line.item_id:
            return _change(line, held.get(line.item_id), by)
        return _add(programme_id, line, own, by)
    except StaleVersion:
        raise CannotDo(
            f"Row {line.number}: “{line.words.title}” was changed after this file was "
            "taken away. Take the items away again, and change that file",
            "file",
        ) from None
    except CannotDo as error:
        raise CannotDo(f"Row {line.number}: {error.message}", "file") from error


def _add(programme_id: UUID, line: Line, own: list[Item], by: Viewer) -> str:
    """`own` grows by what is added: a file may say the same twice."""
    if any(_says(row, line, by) for row in own):
        return "same"
    row = add(
        programme_id=programme_id,
        words=line.words,
        is_for_us_alone=line.is_for_us_alone,
        by=by,
    )
    own.append(row)
    return "added"


def _change(line: Line, row: Item | None, by: Viewer) -> str:
    if row is None:
        raise CannotDo(
            "there is no item with this id here. Leave the id empty to add it"
        )
    if (row.only_for_id is not None) != line.is_for_us_alone:
        raise CannotDo("who sees it stays as it is once an item is there")
    if _says(row, line, by):
        return "same"
    if not (decision := policy.may_write(by, row.authority_id)):
        raise CannotDo(decision.reason)
    change(
        item_id=row.pk,
        words=line.words,
        why="Changed in a file",
        seen_version=line.version,
        by=by,
    )
    return "changed"


def _says(row: Item, line: Line, by: Viewer) -> bool:
    """Whether an item is what the line says it is, as the writer of the line reads it:
    a form takes the space around words away."""
    said: dict[str, Any] = {name: getattr(row, name) for name in Words.__slots__}
    said["body"] = selectors.text_of(by, row)
    plain = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in said.items()
    }
    is_alone = row.only_for_id is not None
    return is_alone == line.is_for_us_alone and plain == line.words.columns()
