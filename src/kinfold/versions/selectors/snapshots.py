"""The map as it stood in one version, or at the end of one day. Four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerSetRevision,
    Disagreement,
    MapEntryRevision,
    SafetyScale,
    ScaleRating,
)
from kinfold.practice.taken_back import stands, words_gone
from kinfold_core.practice.kept_words import entry_from, set_from
from kinfold_core.practice.living_map import Dispute
from kinfold_core.practice.snapshots import Kept, KeptRating, Snapshot
from kinfold_core.practice.taken_back import without
from kinfold_core.practice.written import Named

WITHDRAWN = MapEntryRevision.Change.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Until:
    """Up to and with one version, or the end of one day."""

    version: int | None = None
    day: date | None = None

    def rows(self, when: str) -> Q:
        """The rows that were there by then; `when` is the column of their moment."""
        if self.day is not None:
            end = datetime.combine(self.day + timedelta(days=1), time())
            return Q(**{f"{when}__lt": timezone.make_aware(end)})
        return Q(map_version__lte=self.version)


def snapshot(viewer: Viewer, mapping_id: UUID, until: Until) -> Snapshot:
    """The map of an authorised family as it stood then, in the words of then."""
    here = {"authority_id": viewer.in_authority()}
    disputes = _disputes(
        Disagreement.objects.filter(
            Q(entry__mapping_id=mapping_id) | Q(danger__mapping_id=mapping_id),
            until.rows("recorded_at"),
            **here,
        ).order_by("recorded_at")
    )
    entries = (
        MapEntryRevision.objects.filter(
            until.rows("changed_at"),
            stands("entry", "entry_id"),
            entry__mapping_id=mapping_id,
            **here,
        )
        .select_related("entry")
        .order_by("entry_id", "-version")
        .distinct("entry_id")
    )
    sets = (
        DangerSetRevision.objects.filter(
            until.rows("changed_at"), danger__mapping_id=mapping_id, **here
        )
        .select_related("danger")
        .annotate(gone=words_gone("danger_id"))
        .order_by("danger_id", "-version")
        .distinct("danger_id")
    )
    return Snapshot(
        entries=tuple(
            Kept(row.entry_id, entry_from(row.words), disputes[row.entry_id])
            for row in _in_order(entries, "entry")
        ),
        sets=tuple(
            Kept(
                row.danger_id,
                set_from(without(row.words, row.gone)),
                disputes[row.danger_id],
            )
            for row in _in_order(sets, "danger")
        ),
        ratings=_newest(_ratings(viewer, mapping_id, until)),
    )


def _ratings(viewer: Viewer, mapping_id: UUID, until: Until) -> QuerySet[ScaleRating]:
    rows = ScaleRating.objects.filter(
        until.rows("recorded_at"),
        stands("rating"),
        authority_id=viewer.in_authority(),
        scale__danger__mapping_id=mapping_id,
        scale__scale_type=SafetyScale.Type.SAFETY,
    )
    return rows.order_by("rated_on", "recorded_at", "pk").select_related("scale")


def _in_order(revisions: Iterable[Any], of: str) -> list[Any]:
    """Those that were not taken off, as they stand on the map."""

    def place(revision: Any) -> tuple[Any, ...]:
        row = getattr(revision, of)
        return row.position, row.entered_at, row.pk

    return sorted((r for r in revisions if r.change != WITHDRAWN), key=place)


def _disputes(rows: Iterable[Disagreement]) -> dict[UUID, tuple[Dispute, ...]]:
    found: dict[UUID, tuple[Dispute, ...]] = defaultdict(tuple)
    for row in rows:
        key = row.entry_id or row.danger_id
        if key is not None:
            found[key] += (Dispute(row.name, row.words, row.said_on),)
    return found


def _newest(ratings: Iterable[ScaleRating]) -> tuple[KeptRating, ...]:
    """The last answer of each person on each scale, as of then."""
    kept: dict[tuple[object, object], KeptRating] = {}
    for row in ratings:
        rater = Named(
            name=row.rater_name,
            person_id=row.rater_person_id,
            worker_id=row.rater_worker_id,
        )
        known = rater.person_id or rater.worker_id or rater.name.casefold()
        kept[(row.scale_id, known)] = KeptRating(
            row.scale.danger_id, rater, row.answer, row.value, row.rated_on
        )
    return tuple(kept.values())
