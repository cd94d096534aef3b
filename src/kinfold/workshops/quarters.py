"""What an authority told workshops of its quarters, for whoever sits down with it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kinfold.gatherings.said import QuarterSaid
from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.viewer import Viewer
from kinfold.workshops import policy
from kinfold.workshops.models import Highlight

MOST_SHOWN = 12
"""Three years of quarters."""


def told_by(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> list[QuarterSaid]:
    """The newest words of each workshop. One query.

    Raises:
        PermissionDenied: the viewer's role reads no workshop.
    """
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    rows = Highlight.objects.filter(
        place_is_in_it(), programme=programme_id, authority=authority_id
    )
    newest = rows.order_by("-workshop__held_on", "workshop", "-version")
    newest = newest.distinct("workshop__held_on", "workshop")
    return [
        QuarterSaid(
            day=one.workshop.held_on,
            title=one.workshop.title,
            url=reverse("workshops:workshop", args=[one.workshop_id]),
            achievement=one.achievement,
            challenge=one.challenge,
            by_name=one.by_name,
        )
        for one in newest.select_related("workshop")[:MOST_SHOWN]
    ]
