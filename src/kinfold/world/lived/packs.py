"""Amina also works with a family in early help and one in care, in other words."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from kinfold.platform.models import Team
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.practice.models import Mapping
from kinfold.records.actions.allocating import allocate_family
from kinfold.records.models import Allocation, Family, ServiceStatus
from kinfold.world.lived.cast import viewer_called

# beside the family written by hand, whose map speaks in the words of Safety
SHOWN: Final = (("early_help",), ("looked_after", "care_leaver"))


def show_every_pack(authority_id: UUID, today: date) -> int:
    """Give Amina a family of each kind, unless she has one. Returns how many."""
    given = 0
    with as_authority(authority_id):
        amina = viewer_called(authority_id, "Amina Begum")
        jude = viewer_called(authority_id, "Jude Price")
        team = Team.objects.get(authority_id=authority_id, pk__in=jude.team_ids)
        with as_viewer(jude):
            for statuses in SHOWN:
                family_id = _missing(authority_id, amina.as_worker(), statuses)
                if family_id is None:
                    continue
                allocate_family(
                    family_id=family_id, team_id=team.pk,
                    worker_id=amina.as_worker(), started_on=today, by=jude,
                )  # fmt: skip
                given += 1
    return given


def _missing(
    authority_id: UUID, worker_id: UUID, statuses: tuple[str, ...]
) -> UUID | None:
    """The first open family with a map in such a service, if the worker has none."""
    here = {"authority_id": authority_id, "family": OuterRef("pk")}
    running = ServiceStatus.objects.filter(**here, status__in=statuses, ended_on=None)
    families = Family.objects.filter(
        Exists(running),
        Exists(Mapping.objects.filter(**here)),
        authority_id=authority_id,
        closed_on=None,
        is_restricted=False,
        is_synthetic=True,
    )
    hers = Allocation.objects.filter(**here, worker_id=worker_id, ended_on=None)
    if families.filter(Exists(hers)).exists():
        return None
    first = families.order_by("reference").values_list("pk", flat=True)
    return first.first()
