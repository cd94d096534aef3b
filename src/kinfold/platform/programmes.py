"""The programmes whose rows somebody may see, asked the way the fences ask (ADR 38)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.viewer import Viewer


def programmes_open_to(viewer: Viewer) -> QuerySet[Programme]:
    """Those they stand in as a member, or that their authority is in today; the
    latest first. No query of its own."""
    mine = Q(pk__in=viewer.programme_ids)
    if viewer.authority_id:
        places = ProgrammeAuthority.objects.filter(
            in_it_today(), authority_id=viewer.authority_id
        )
        mine |= Q(pk__in=places.values("programme_id"))
    return Programme.objects.filter(mine).order_by("-starts_on", "name")
