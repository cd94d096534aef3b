"""Whom it is not safe to contact."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinfold.people.models import ContactDetail
from kinfold.platform.viewer import Viewer


def unsafe_details(viewer: Viewer) -> QuerySet[ContactDetail]:
    """What says today of anybody of the authority that they are not safe to contact."""
    today = timezone.localdate()
    return ContactDetail.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=today),
        authority_id=viewer.in_authority(),
        safety=ContactDetail.Safety.NOT_SAFE,
    )


def not_safe(viewer: Viewer, ids: Iterable[UUID]) -> set[UUID]:
    """Who of these people is marked not safe to contact. One query."""
    rows = unsafe_details(viewer).filter(person_id__in=ids)
    return set(rows.values_list("person_id", flat=True))
