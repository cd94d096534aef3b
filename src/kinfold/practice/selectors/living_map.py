"""The whole of a family's map in three queries, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, Mapping, MapSharing
from kinfold.practice.row_making import danger_row, danger_rows, entry_row, entry_rows
from kinfold.practice.rows import DangerRow, LivingMap, SharingRow


def living_map(viewer: Viewer, family_id: UUID) -> LivingMap:
    """Everything on the map of a family that the caller has been authorised for.

    What was taken off it comes apart. Three queries; one when nothing is written yet.
    """
    authority_id = viewer.in_authority()
    mapping = (
        Mapping.objects.filter(authority_id=authority_id, family_id=family_id)
        .exclude(status=Mapping.Status.SUPERSEDED)
        .annotate(sharing=_last_sharing(authority_id))
        .first()
    )
    if mapping is None:
        return _nothing_yet(family_id)
    entries = [entry_row(row) for row in entry_rows(authority_id, mapping.pk)]
    dangers = _numbered(danger_rows(authority_id, mapping.pk))
    return LivingMap(
        id=mapping.pk,
        family_id=family_id,
        purpose=mapping.purpose,
        vocabulary=mapping.vocabulary,
        status=mapping.status,
        version=mapping.version,
        entries=tuple(e for e in entries if e.withdrawn_at is None),
        withdrawn_entries=tuple(e for e in entries if e.withdrawn_at),
        dangers=tuple(d for d in dangers if d.withdrawn_at is None),
        withdrawn_dangers=tuple(d for d in dangers if d.withdrawn_at),
        last_shared=_sharing(mapping.sharing),
    )


def _nothing_yet(family_id: UUID) -> LivingMap:
    return LivingMap(
        id=None,
        family_id=family_id,
        purpose=Mapping.Purpose.FIRST_CONTACT,
        vocabulary="safety",
        status=Mapping.Status.DRAFT,
        version=1,
        entries=(),
        withdrawn_entries=(),
        dangers=(),
        withdrawn_dangers=(),
        last_shared=None,
    )


def _last_sharing(authority_id: UUID) -> ArraySubquery:
    sharings = MapSharing.objects.filter(
        authority_id=authority_id, mapping=OuterRef("pk")
    ).order_by("-recorded_at")
    fields = JSONObject(
        version="version", format="format", with_whom="with_whom",
        shared_on="shared_on", shared_by="shared_by__name",
    )  # fmt: skip
    return ArraySubquery(sharings.values(json=fields)[:1])


def _sharing(rows: list[dict[str, Any]]) -> SharingRow | None:
    if not rows:
        return None
    row = rows[0]
    return SharingRow(**{**row, "shared_on": date.fromisoformat(row["shared_on"])})


def _numbered(rows: Iterable[DangerStatement]) -> list[DangerRow]:
    """Sets numbered as people say them: the first that stands is danger 1."""
    numbered, number = [], 0
    for row in rows:
        number += 0 if row.is_withdrawn else 1
        numbered.append(danger_row(row, number=number))
    return numbered
