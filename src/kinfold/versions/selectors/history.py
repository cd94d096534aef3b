"""Every wording an entry or a set has had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerSetRevision, MapEntryRevision
from kinfold.practice.taken_back import stands, words_gone
from kinfold.versions.models import Lineage
from kinfold_core.practice.living_map import RevisionRow
from kinfold_core.practice.taken_back import without


def entry_history(viewer: Viewer, entry_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of an entry of an authorised family, newest first. One query."""
    here = {"authority_id": viewer.in_authority(), "entry_id": entry_id}
    return _rows(MapEntryRevision.objects.filter(stands("entry", "entry_id"), **here))


def danger_history(viewer: Viewer, danger_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of a set of an authorised family, newest first. One query."""
    here = {"authority_id": viewer.in_authority(), "danger_id": danger_id}
    return _rows(
        DangerSetRevision.objects.filter(**here).annotate(gone=words_gone("danger_id"))
    )


@dataclass(frozen=True, slots=True)
class LineRow:
    """One step of where something came from, or what it became."""

    kind: str
    is_origin: bool
    what: str
    thing_id: UUID
    text: str
    recorded_by: str
    recorded_at: datetime


def lines_of(
    viewer: Viewer, *, entry_id: UUID | None = None, danger_id: UUID | None = None
) -> tuple[LineRow, ...]:
    """Where an entry or a set of an authorised family came from and what it became,
    newest first. One query."""
    me = {"entry_id": entry_id} if entry_id else {"danger_id": danger_id}
    name, key = next(iter(me.items()))
    lines = (
        Lineage.objects.filter(
            Q(**{f"from_{name}": key}) | Q(**{f"to_{name}": key}),
            stands("entry", "from_entry_id"),
            stands("entry", "to_entry_id"),
            authority_id=viewer.in_authority(),
        )
        .select_related(
            "from_entry", "from_danger", "to_entry", "to_danger", "recorded_by"
        )
        .order_by("-recorded_at", "-pk")
    )
    return tuple(_line(line, name, key) for line in lines)


def _line(line: Lineage, name: str, key: UUID | None) -> LineRow:
    """The other end, seen from this one."""
    is_origin = getattr(line, f"to_{name}") == key
    end = "from" if is_origin else "to"
    entry = getattr(line, f"{end}_entry")
    danger = getattr(line, f"{end}_danger")
    return LineRow(
        kind=line.kind,
        is_origin=is_origin,
        what="entry" if entry else "danger",
        thing_id=(entry or danger).pk,
        text=entry.text if entry else danger.worried_about,
        recorded_by=line.recorded_by.name,
        recorded_at=line.recorded_at,
    )


def _rows(revisions: QuerySet[Any]) -> tuple[RevisionRow, ...]:
    newest_first = revisions.select_related("changed_by").order_by("-version")
    return tuple(
        RevisionRow(
            version=row.version,
            change=row.change,
            changed_by=row.changed_by.name,
            changed_at=row.changed_at,
            words=without(row.words, row.__dict__.get("gone", ())),
        )
        for row in newest_first
    )
