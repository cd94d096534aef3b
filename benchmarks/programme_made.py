"""A programme of every authority in England, with rows in each room. Made up.

Run as the owner of the tables, with `KINFOLD_AS_OWNER=1`.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:  # models are there once Django is set up
    from kinfold.platform.models import Programme
    from kinfold.platform.viewer import Viewer

EMAIL, SLUG, PLACE = "lead@benchmark.example", "all-of-england", "norfolk"
BEGUN = date(2017, 9, 29)
DELIVERABLES = 3


def make() -> None:
    """Once; a second run changes nothing."""
    from django.contrib.auth import get_user_model

    from kinfold.platform.models import Programme, ProgrammeMember
    from kinfold.platform.places import places_of, viewer_in
    from kinfold.platform.tenancy import as_viewer

    programme, is_new = Programme.objects.get_or_create(
        slug=SLUG, defaults={"name": "All of England (made up)", "starts_on": BEGUN}
    )
    if not is_new:
        return
    places = _places(programme)
    user = get_user_model().objects.create(email=EMAIL, name="Lead of the benchmark")
    ProgrammeMember.objects.create(
        programme=programme, user=user, roles=["programme_lead"]
    )
    [place] = places_of(user.pk)
    lead = viewer_in(place, user_id=user.pk)
    with as_viewer(lead):
        _shared(lead, programme, places)
        _sat(lead, programme, places)


def _places(programme: Programme) -> list[UUID]:
    from django.conf import settings

    from kinfold.platform.models import Authority, ProgrammeAuthority
    from kinfold_measures.catalogue import COLUMNS
    from kinfold_measures.england import kept_panel

    panel = kept_panel(settings.PROJECT / "data" / "england", COLUMNS)
    places = []
    for area in panel.areas.values():
        if area.is_current:
            authority, _ = Authority.objects.get_or_create(
                slug=area.slug, defaults={"name": area.name, "ons_code": area.code}
            )
            ProgrammeAuthority.objects.create(
                programme=programme, authority=authority, joined_on=BEGUN
            )
            places.append(authority.pk)
    return places


def _shared(lead: Viewer, programme: Programme, places: list[UUID]) -> None:
    """Three phases each, evidence of three deliverables, and a year of gatherings."""
    from django.utils import timezone

    from kinfold.gatherings.models import Gathering
    from kinfold.journeys.models import (
        Deliverable,
        DeliverableEvidence,
        PhaseEntry,
    )
    from kinfold.platform.models.said_by import said_by

    said, of_it = said_by(lead), {"programme_id": programme.pk}
    PhaseEntry.objects.bulk_create(
        PhaseEntry(
            **of_it,
            **said,
            authority_id=place,
            number=number,
            phase=phase,
            begins_on=BEGUN + timedelta(days=365 * number),
        )
        for place in places
        for number, phase in enumerate(("prepare", "intense_1", "intense_2"), 1)
    )
    made = [Deliverable(**of_it, **said) for _ in range(DELIVERABLES)]
    Deliverable.objects.bulk_create(made)
    DeliverableEvidence.objects.bulk_create(
        DeliverableEvidence(
            **of_it,
            **said,
            authority_id=place,
            deliverable=one,
            seen_on=BEGUN,
            words="A plan was tried (made up)",
        )
        for place in places
        for one in made
    )
    today = timezone.localdate()
    Gathering.objects.bulk_create(
        Gathering(
            **of_it,
            **said,
            kind="workshop",
            title=f"A workshop, {number} (made up)",
            day=today + timedelta(days=30 * number),
            is_for_all=True,
        )
        for number in range(1, 13)
    )


def _sat(lead: Viewer, programme: Programme, places: list[UUID]) -> None:
    """Each: eight visits held, one ahead, and two promises of each, on either side."""
    from django.utils import timezone

    from kinfold.consultancy.models import Promise, Sitting
    from kinfold.gatherings.models import Visit
    from kinfold.platform.models.said_by import said_by

    said, of_it = said_by(lead), {"programme_id": programme.pk}
    today = timezone.localdate()
    sittings = [
        Sitting(
            **of_it,
            **said,
            authority_id=place,
            kind="visit",
            day=today - timedelta(days=90 * number),
            priorities="Families own their plans (made up)",
        )
        for place in places
        for number in range(1, 9)
    ]
    Sitting.objects.bulk_create(sittings)
    Promise.objects.bulk_create(
        Promise(
            **of_it,
            **said,
            authority_id=one.authority_id,
            sitting=one,
            side=side,
            words="Send a trainer (made up)",
            who="Lead",
            by_day=one.day + timedelta(days=120),
        )
        for one in sittings
        for side in ("programme", "authority")
    )
    Visit.objects.bulk_create(
        Visit(
            **of_it,
            **said,
            authority_id=place,
            kind="visit",
            day=today + timedelta(days=20),
        )
        for place in places
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinfold.config.settings.demo")
    import django

    django.setup()
    make()
