"""What an authority's road says of its gatherings and visits (`journeys.occurred`)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from kinfold.gatherings import policy
from kinfold.gatherings.models import Gathering, InvitedPlace, Visit
from kinfold.journeys.occurred import Occurrence
from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer


def tell_road(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> Iterator[Occurrence]:
    """Workshops, sessions and training for this authority, and visits to it, until
    today. Calls are too many to stand on a road. Two queries."""
    if not policy.may_see(viewer):
        return
    held = {
        "programme": programme_id,
        "programme__in": programmes_open_to(viewer),
        "cancelled_on": None,
        "day__lte": timezone.localdate(),
    }
    named = InvitedPlace.objects.filter(
        programme=OuterRef("programme"),
        gathering=OuterRef("pk"),
        authority=authority_id,
    )
    met = Gathering.objects.filter(
        Q(is_for_all=True) | Q(Exists(named)), place_is_in_it("host"), **held
    )
    for one in met.exclude(kind=Gathering.Kind.OTHER):
        url = reverse("gatherings:gathering", args=[one.pk])
        yield Occurrence(one.day, one.title, url)
    sat = Visit.objects.filter(
        place_is_in_it(), authority=authority_id, kind=Visit.Kind.VISIT, **held
    )
    for visit in sat:
        url = reverse("gatherings:visit", args=[visit.pk])
        yield Occurrence(visit.day, "Visit to its leaders", url)
