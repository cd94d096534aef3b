"""Taking in what a file says of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from kinfold.knowledge import policy, selectors
from kinfold.knowledge.actions import Words, add, change
from kinfold.knowledge.models import Item
from kinfold.knowledge.names import People, kept_in, wants_naming
from kinfold.platform.holding import insist
from kinfold.platform.likely_identifiers import Kept, reasons_in
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors.naming import people_called

MOST_TOLD: Final = 5


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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is there already. `own` grows by what is added: a file may say it twice."""

    held: Mapping[UUID, Item]
    own: list[Item]
    people: People


@transaction.atomic
def take_in(*, programme_id: UUID, lines: Sequence[Line], by: Viewer) -> Taken:
    """Add and change what a file says, all of it or nothing.

    A line that says of an item what the item says already leaves it as it is, and so
    does a new one that says what their own place has put in before. What may say who
    somebody is comes in only where it was decided on before: a file asks nothing.

    Raises:
        PermissionDenied, NotFound: as `add`.
        CannotDo: lines cannot be kept; the sentence names them.
    """
    selectors.programme(by, programme_id)
    insist(policy.may_write(by, by.authority_id))
    ids = [one.item_id for one in lines if one.item_id]
    held = selectors.by_ids(by, programme_id, ids)
    if len(set(ids)) < len(ids):
        raise CannotDo("Two rows have the same id. Take one of them out", "file")
    titles = [one.words.title for one in lines if not one.item_id]
    own = selectors.own_standing(by, programme_id, titles)
    texts = [text for one in lines for text in one.words.texts()]
    known = _Known(held, own, people_called(by, texts))
    done, refused = [], []
    for one in lines:
        try:
            done.append(_take_line(programme_id, one, known, by))
        except CannotDo as error:
            refused.append(error.message)
    if refused:
        more = len(refused) - MOST_TOLD
        left = [f"There are {more:,} more like these"] if more > 0 else []
        raise CannotDo(". ".join([*refused[:MOST_TOLD], *left]), "file")
    return Taken(done.count("added"), done.count("changed"), done.count("same"))


def _take_line(programme_id: UUID, line: Line, known: _Known, by: Viewer) -> str:
    try:
        if line.item_id:
            return _change(line, known.held.get(line.item_id), known.people, by)
        return _add(programme_id, line, known, by)
    except StaleVersion:
        raise CannotDo(
            f"Row {line.number}: “{line.words.title}” was changed after this file was "
            "taken away. Take the items away again, and change that file"
        ) from None
    except CannotDo as error:
        raise CannotDo(f"Row {line.number}: {error.message}") from error


def _add(programme_id: UUID, line: Line, known: _Known, by: Viewer) -> str:
    if any(_says(row, line, by) for row in known.own):
        return "same"
    row = add(
        programme_id=programme_id,
        words=line.words,
        kept=_kept(line.words, {}, known.people),
        is_for_us_alone=line.is_for_us_alone,
        people=known.people,
        by=by,
    )
    known.own.append(row)
    return "added"


def _change(line: Line, row: Item | None, people: People, by: Viewer) -> str:
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
        kept=_kept(line.words, reasons_in(row.kept), people),
        seen_version=line.version,
        people=people,
        by=by,
    )
    return "changed"


def _kept(words: Words, before: Mapping[str, str], people: People) -> list[Kept]:
    """What may stay: for a reason that was given before, or as whose it is."""
    named = wants_naming(words.rights, words.attribution, people)
    return kept_in(words.texts(), {**named, **before}, people)


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
