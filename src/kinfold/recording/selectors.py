"""One's own minutes; and everybody's, where they are too many to know anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from kinfold.platform.viewer import Viewer
from kinfold.recording.models import RecordingTime
from kinfold.records.models import FamilyMember
from kinfold_core.access import Action


@dataclass(frozen=True, slots=True)
class Spent:
    """What one kind of thing in one document took."""

    document: str
    kind: str
    seconds: int
    saves: int
    retyped: int


@dataclass(frozen=True, slots=True)
class Total:
    """What a kind of thing took in a month, of at least the cell size of workers."""

    month: date
    document: str
    kind: str
    workers: int
    seconds: int
    saves: int
    retyped: int


def is_measured(viewer: Viewer) -> bool:
    """Nobody is measured who may not see what was measured."""
    return viewer.worker_id is not None and bool(viewer.may(Action.SEE_OWN_RECORDING))


def rows_of(viewer: Viewer) -> QuerySet[RecordingTime]:
    """The viewer's own rows and nobody else's."""
    here = {"authority_id": viewer.in_authority(), "worker_id": viewer.as_worker()}
    return RecordingTime.objects.filter(**here)


def own_day(viewer: Viewer, day: date) -> tuple[Spent, ...]:
    """The viewer's own day, what took longest first. One query.

    Raises:
        PermissionDenied: the viewer's work is not with families.
    """
    _may(viewer, Action.SEE_OWN_RECORDING)
    rows = rows_of(viewer).filter(day=day).order_by("-seconds", "document", "kind")
    return tuple(
        Spent(r.document, r.kind, r.seconds, r.save_count, r.retyped_count)
        for r in rows
    )


def own_days(viewer: Viewer, first: date, last: date) -> dict[date, int]:
    """Seconds of each day that has any. One query."""
    rows = rows_of(viewer).filter(day__range=(first, last))
    return dict(rows.values_list("day").annotate(seconds=Sum("seconds")))


def totals(viewer: Viewer, *, before: date) -> tuple[Total, ...]:
    """Whole months before `before`, kind by kind, newest first. One query.

    A cell of fewer workers than the cell size does not leave the database. There are
    no sums over cells, from which one that is missing could be worked out, and no
    month that still runs, which could be read on two days and compared.

    Raises:
        PermissionDenied: the viewer may not see totals.
    """
    _may(viewer, Action.SEE_RECORDING_TOTALS)
    rows = (
        RecordingTime.objects.filter(
            authority_id=viewer.in_authority(), day__lt=before.replace(day=1)
        )
        .annotate(month=TruncMonth("day"))
        .values_list("month", "document", "kind")
        .annotate(
            workers=Count("worker", distinct=True),
            all_seconds=Sum("seconds"),
            saves=Sum("save_count"),
            retyped=Sum("retyped_count"),
        )
        .filter(workers__gte=settings.KINFOLD_RECORDING_CELL)
        .order_by("-month", "document", "kind")
    )
    return tuple(Total(*row) for row in rows)


def _may(viewer: Viewer, action: Action) -> None:
    decision = viewer.may(action)
    if not decision:
        raise PermissionDenied(decision.reason)


def names_in_family(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """What the people of a family are called, in full. One query."""
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    for member in FamilyMember.objects.filter(**here).select_related("person"):
        yield member.person.full_name
