"""Taking back one's own last change, as a new revision: nothing is erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions, holding
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import (
    DangerSetRevision,
    MapEntryRevision,
    Mapping,
    TakenBack,
)
from kinfold_core.access import Action
from kinfold_core.practice.kept_words import entry_from, set_from
from kinfold_core.practice.taken_back import without

WHY = "Taken back by the writer at once"
Change = MapEntryRevision.Change


@dataclass(frozen=True, slots=True)
class _Thing:
    """How an entry or a set is changed, taken off and put back."""

    revisions: Any
    key: str
    words_from: Callable[[Any], Any]
    change: Callable[..., object]
    withdraw: Callable[..., object]
    put_back: Callable[..., object]


_ENTRY = _Thing(
    MapEntryRevision.objects, "entry_id", entry_from,
    actions.change_entry, actions.withdraw_entry, actions.put_back_entry,
)  # fmt: skip
_SET = _Thing(
    DangerSetRevision.objects, "danger_id", set_from,
    actions.change_danger_set, actions.withdraw_danger_set,
    actions.put_back_danger_set,
)  # fmt: skip


@transaction.atomic
def undo_entry(*, family_id: UUID, entry_id: UUID, version: int, by: Viewer) -> None:
    """Let an entry say again what it said before the writer's own change `version`.

    What was new is taken off the map, and what was taken off is put back.

    Raises:
        NotFound: no such entry on this family's map.
        Conflict: it is not the last change, or somebody else's, or of a kind that is
            not taken back like this.
    """
    _undo(_ENTRY, family_id, entry_id, version, by)


@transaction.atomic
def undo_danger_set(
    *, family_id: UUID, danger_id: UUID, version: int, by: Viewer
) -> None:
    """The same of a set."""
    _undo(_SET, family_id, danger_id, version, by)


def _undo(
    thing: _Thing, family_id: UUID, thing_id: UUID, version: int, by: Viewer
) -> None:
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    here = {"authority_id": mapping.authority_id, thing.key: thing_id}
    newest = list(thing.revisions.filter(**here).order_by("-version")[:2])
    if not newest:
        raise NotFound(thing.key)
    last = newest[0]
    if last.version != version or last.changed_by_id != by.worker_id:
        raise Conflict(
            "This was changed again since, so it is not taken back by itself. "
            "Open it to see every wording it has had."
        )
    of = {"family_id": family_id, thing.key: thing_id, "by": by}
    if last.change == Change.WRITTEN:
        thing.withdraw(**of, reason=WHY, version=version)
    elif last.change == Change.WITHDRAWN:
        thing.put_back(**of)
    elif last.change == Change.CHANGED:
        # as it was offered, not as it was kept: saving decides that again
        gone = _words_gone(mapping)
        words = thing.words_from(without({**newest[-1].words, "kept_as": ""}, gone))
        try:
            thing.change(**of, details=words, version=version)
        except CannotDo as error:
            raise Conflict(f"It could not be taken back: {error}") from error
    else:
        raise Conflict("This kind of change is not taken back like this.")


def _words_gone(mapping: Mapping) -> frozenset[str]:
    """All words on a family's map that were taken back. One query."""
    rows = TakenBack.objects.filter(
        authority_id=mapping.authority_id, mapping=mapping, lifted_at=None
    )
    return frozenset(rows.exclude(words="").values_list("words", flat=True))
