"""Reads of visits, calls and promises. Those of an authority that left are shown to
nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role reads none.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from kinfold.consultancy import policy
from kinfold.consultancy.models import Promise, Sitting
from kinfold.gatherings.models import Visit
from kinfold.platform.models import ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Glance:
    """When an authority was last sat down with, when next, and what is overdue."""

    last_visit: date | None
    last_call: date | None
    next_day: date | None
    """Of the calendar: the next visit or call from today on."""
    next_is_visit: bool
    overdue_by_programme: int
    overdue_by_authority: int


def glance(viewer: Viewer, programme_id: UUID) -> dict[UUID, Glance]:
    """Every authority whose visits the viewer may know of, by its id. One query.

    A member of the programme reads each; an authority reads its own.
    """
    _insist_reads(viewer)
    today = timezone.localdate()
    rows = _places(viewer).filter(programme=programme_id)
    rows = rows.annotate(
        last_visit=_last("visit"),
        last_call=_last("call"),
        ahead=_ahead(today),
        late_here=_late("programme", today),
        late_there=_late("authority", today),
    )
    return {row.authority_id: _glance(row) for row in rows}


def _glance(row: Any) -> Glance:
    ahead = row.ahead or {}
    return Glance(
        last_visit=row.last_visit,
        last_call=row.last_call,
        next_day=date.fromisoformat(ahead["day"]) if ahead else None,
        next_is_visit=ahead.get("kind") == Visit.Kind.VISIT,
        overdue_by_programme=row.late_here,
        overdue_by_authority=row.late_there,
    )


def _places(viewer: Viewer) -> QuerySet[ProgrammeAuthority]:
    found = ProgrammeAuthority.objects.filter(
        in_it_today(), programme__in=programmes_open_to(viewer)
    )
    if viewer.authority_id:
        found = found.filter(authority=viewer.authority_id)
    return found


def _of_place(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(programme=OuterRef("programme"), authority=OuterRef("authority"))


def _last(kind: str) -> Subquery:
    rows = _of_place(Sitting.objects.filter(kind=kind))
    return Subquery(rows.order_by("-day").values("day")[:1])


def _ahead(today: date) -> Subquery:
    rows = _of_place(Visit.objects.filter(cancelled_on=None, day__gte=today))
    held = JSONObject(day="day", kind="kind")
    return Subquery(rows.order_by("day", "starts_at", "id").values(held=held)[:1])


def _late(side: str, today: date) -> Coalesce:
    rows = _of_place(Promise.objects.filter(side=side, state="open", by_day__lt=today))
    count = rows.values("authority").annotate(held=Count("pk")).values("held")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
