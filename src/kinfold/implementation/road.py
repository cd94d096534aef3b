"""What an authority's road says of its plans: which state, never their words."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from kinfold.implementation import policy
from kinfold.implementation.models import PlanStanding
from kinfold.journeys.occurred import Occurrence
from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.implementation_plan import STATES


def tell_road(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> Iterator[Occurrence]:
    """The day on which each plan came into each state, first. One query."""
    if not policy.may_read(viewer):
        return
    rows = PlanStanding.objects.filter(
        place_is_in_it(),
        programme=programme_id,
        programme__in=programmes_open_to(viewer),
        authority=authority_id,
    )
    url, told = reverse("implementation:plans"), set()
    for one in rows.order_by("at", "pk"):
        if (one.plan_id, one.state) not in told:
            told.add((one.plan_id, one.state))
            words = f"Plan: {STATES[one.state].lower()}, version {one.version}"
            yield Occurrence(one.since, words, url)
