"""Taking back what is on the map, because whoever said it no longer wants it read.

The rows stay, and nobody is shown them: not on the map, not in its past, not in a
version of then. Nobody puts them back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.holding import hold_map, writer_of
from kinfold.practice.models import DangerStatement, Mapping, TakenBack
from kinfold.practice.row_making import (
    danger_row,
    danger_rows,
    entry_details,
    entry_rows,
)
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.taken_back import without
from kinfold_core.practice.written import (
    GOAL_WORDS,
    SCALE_WORDS,
    STATEMENT_WORDS,
    Showing,
)

ALL_TAKEN = "All its words were a child's, who took them back"
WORDS = (*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS, "observable_signs")


@transaction.atomic
def take_back_entry(
    *, family_id: UUID, entry_id: UUID, reason: str, showing: Showing, by: Viewer
) -> None:
    """Take an entry off for good. `showing` is why the family is not shown it.

    Raises:
        NotFound: no such entry on this family's map, or it was taken back already.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    entry = entry_rows(mapping.authority_id, mapping.pk).filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("entry")
    if not entry.is_withdrawn:
        key: dict[str, Any] = {"family_id": family_id, "entry_id": entry_id, "by": by}
        details = replace(entry_details(entry), showing=showing)
        kept = practice.change_entry(**key, details=details, version=entry.version)
        practice.withdraw_entry(**key, reason=reason, version=kept.version)
    _mark(mapping, by, entry_id=entry_id, words=entry.text)


@transaction.atomic
def take_back_from_danger_set(
    *,
    family_id: UUID,
    danger_id: UUID,
    texts: Collection[str],
    showing: Showing,
    by: Viewer,
) -> None:
    """Cut words out of a set. The wordings it had stay, and are shown without them.

    When they are not found there, somebody may have put them in other words: then the
    family is not shown the set, as `showing` says, until a worker shows it again.

    Raises:
        NotFound: no such set on this family's map.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    row = _set(mapping, danger_id)
    details = replace(
        row.details,
        **{name: without(getattr(row, name), texts) for name in WORDS},
        impacts=tuple(
            replace(one, text=without(one.text, texts)) for one in row.impacts
        ),
    )
    key: dict[str, Any] = {"family_id": family_id, "danger_id": danger_id, "by": by}
    reason = row.withdrawn_reason if row.withdrawn_at is not None else ""
    if details.is_empty:  # nothing but their words was in it: it cannot stand
        details, reason = replace(details, worried_about=ALL_TAKEN), reason or ALL_TAKEN
    is_new = not _is_marked(mapping, danger_id, texts)
    if is_new and details == row.details and details.showing.is_visible:
        details = replace(details, showing=showing)
    if details != row.details:
        version = practice.put_back_danger_set(**key).version
        version = practice.change_danger_set(
            **key, details=details, version=version
        ).version
        if reason:
            practice.withdraw_danger_set(**key, reason=reason, version=version)
    for text in texts:
        _mark(mapping, by, danger_id=danger_id, words=text)


@transaction.atomic
def let_stand_in_danger_set(
    *, family_id: UUID, danger_id: UUID, texts: Collection[str], by: Viewer
) -> None:
    """Whoever took these words back lets them be read in this set again."""
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    TakenBack.objects.filter(
        authority_id=mapping.authority_id,
        mapping=mapping,
        danger_id=danger_id,
        words__in=texts,
        lifted_at=None,
    ).update(lifted_at=timezone.now())


@transaction.atomic
def take_back_above(*, family_id: UUID, thing_id: UUID, by: Viewer) -> None:
    """Something of a room above the map, whose manager is `Standing`."""
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    _mark(mapping, by, above=thing_id)


def _set(mapping: Mapping, danger_id: UUID) -> DangerRow:
    here = danger_rows(mapping.authority_id, mapping.pk)
    danger: DangerStatement | None = here.filter(pk=danger_id).first()
    if danger is None:
        raise NotFound("danger")
    return danger_row(danger)


def _is_marked(mapping: Mapping, danger_id: UUID, texts: Collection[str]) -> bool:
    return TakenBack.objects.filter(
        authority_id=mapping.authority_id,
        danger_id=danger_id,
        words__in=texts,
        lifted_at=None,
    ).exists()


def _mark(mapping: Mapping, by: Viewer, **thing: UUID | str) -> None:
    TakenBack.objects.get_or_create(
        authority_id=mapping.authority_id,
        mapping=mapping,
        lifted_at=None,
        **thing,
        defaults={"recorded_by_id": writer_of(by)},
    )
