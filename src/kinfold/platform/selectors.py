"""Reads of the platform's own pages. Viewer first."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action


def audit_events(
    viewer: Viewer,
    *,
    kind: str = "",
    by_name: str = "",
    family_id: UUID | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[AuditEvent]:
    """What was looked at and changed in the viewer's authority, newest first.

    Days are whole days of the authority's clock, the last one included.

    Raises:
        PermissionDenied: the viewer's role does not read the audit.
    """
    decision = viewer.may(Action.SEE_AUDIT)
    if not decision:
        raise PermissionDenied(decision.reason)
    events = AuditEvent.objects.filter(authority_id=viewer.in_authority())
    exact = {"kind": kind, "by_name": by_name, "family_id": family_id}
    events = events.filter(**{key: value for key, value in exact.items() if value})
    if first_day:
        events = events.filter(at__gte=_begins(first_day))
    if last_day:
        events = events.filter(at__lt=_begins(last_day, days_later=1))
    return events.order_by("-at", "-pk")


def _begins(day: date, *, days_later: int = 0) -> datetime:
    ordinal = min(day.toordinal() + days_later, date.max.toordinal())
    midnight = datetime.combine(date.fromordinal(ordinal), time.min)
    return timezone.make_aware(midnight)
