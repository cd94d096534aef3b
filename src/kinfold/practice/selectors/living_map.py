"""The whole of a family's map in three queries, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from kinfold.platform.kept_queries import kept
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, Mapping
from kinfold.practice.row_making import danger_row, danger_rows, entry_row, entry_rows
from kinfold.vocabulary.in_force import family_word_columns, pack_in
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.practice.living_map import DangerRow, LivingMap, SharingRow
from kinfold_core.practice.vocabulary import Pack


def living_map(viewer: Viewer, family_id: UUID) -> LivingMap:
    """Everything on the map of a family that the caller has been authorised for.

    What was taken off it comes apart. Three queries; two when nothing is written yet.
    """
    authority_id = viewer.in_authority()
    found = _standing(authority_id=authority_id, family_id=family_id)
    if not found:
        return _nothing_yet(family_id, pack_of_family(viewer, family_id))
    mapping = found[0]
    here = {"authority_id": authority_id, "mapping_id": mapping.pk}
    entries = [entry_row(row) for row in _entries(**here)]
    dangers = _numbered(_dangers(**here))
    return LivingMap(
        id=mapping.pk,
        family_id=family_id,
        purpose=mapping.purpose,
        vocabulary=pack_in(mapping.__dict__),
        status=mapping.status,
        version=mapping.version,
        entries=tuple(e for e in entries if e.withdrawn_at is None),
        withdrawn_entries=tuple(e for e in entries if e.withdrawn_at),
        dangers=tuple(d for d in dangers if d.withdrawn_at is None),
        withdrawn_dangers=tuple(d for d in dangers if d.withdrawn_at),
        last_shared=_last_shared(mapping),
        current_version=mapping.current_version,
    )


def dangers_of(viewer: Viewer, family_id: UUID) -> tuple[tuple[DangerRow, ...], Pack]:
    """The danger statements that stand, and the family's words for them.

    For a page that shows nothing else of the map. Two queries.
    """
    authority_id = viewer.in_authority()
    found = _standing(authority_id=authority_id, family_id=family_id)
    if not found:
        return (), pack_of_family(viewer, family_id)
    rows = _dangers(authority_id=authority_id, mapping_id=found[0].pk)
    standing = (one for one in _numbered(rows) if one.withdrawn_at is None)
    return tuple(standing), pack_in(found[0].__dict__)


@kept
def _standing(*, authority_id: UUID, family_id: UUID) -> QuerySet[Mapping]:
    return (
        Mapping.objects.filter(authority_id=authority_id, family_id=family_id)
        .exclude(status=Mapping.Status.SUPERSEDED)
        .select_related("shared_with_family_by")
        .annotate(**family_word_columns(authority_id, "family_id"))
        .order_by("pk")[:1]
    )


@kept
def _entries(*, authority_id: UUID, mapping_id: UUID) -> QuerySet[MapEntry]:
    return entry_rows(authority_id, mapping_id)


@kept
def _dangers(*, authority_id: UUID, mapping_id: UUID) -> QuerySet[DangerStatement]:
    return danger_rows(authority_id, mapping_id)


def _nothing_yet(family_id: UUID, words: Pack) -> LivingMap:
    return LivingMap(
        id=None,
        family_id=family_id,
        purpose=Mapping.Purpose.FIRST_CONTACT,
        vocabulary=words,
        status=Mapping.Status.DRAFT,
        version=1,
        entries=(),
        withdrawn_entries=(),
        dangers=(),
        withdrawn_dangers=(),
        last_shared=None,
    )


def _last_shared(mapping: Mapping) -> SharingRow | None:
    by = mapping.shared_with_family_by
    if by is None or mapping.shared_version is None or mapping.shared_on is None:
        return None
    return SharingRow(
        version=mapping.shared_version,
        format=mapping.shared_format,
        with_whom=mapping.shared_with_whom,
        shared_on=mapping.shared_on,
        shared_by=by.name,
    )


def _numbered(rows: Iterable[DangerStatement]) -> list[DangerRow]:
    """Sets numbered as people say them: the first that stands is danger 1."""
    numbered, number = [], 0
    for row in rows:
        number += 0 if row.is_withdrawn else 1
        numbered.append(danger_row(row, number=number))
    return numbered
