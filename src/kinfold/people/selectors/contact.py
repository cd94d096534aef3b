"""Whom it is not safe to contact."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kinfold.people.models import ContactDetail
from kinfold.platform.viewer import Viewer


def not_safe(viewer: Viewer, ids: Iterable[UUID]) -> set[UUID]:
    """Who of these people is marked not safe to contact. One query."""
    today = timezone.localdate()
    return set(
        ContactDetail.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=today),
            authority_id=viewer.in_authority(),
            person_id__in=ids,
            safety=ContactDetail.Safety.NOT_SAFE,
        ).values_list("person_id", flat=True)
    )
