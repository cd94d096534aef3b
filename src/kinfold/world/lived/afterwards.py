"""A family whose work has ended, and who said that they may be asked how it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from kinfold.long_haul.actions import write_consent
from kinfold.long_haul.models import CheckInConsent
from kinfold.networks.models import MemberStep, NetworkMember
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Allocation, Family
from kinfold.stages.models import LongHaul
from kinfold.world.lived.cast import viewer_called
from kinfold_core.practice.long_haul import ConsentDetails
from kinfold_core.practice.standing_by import Stand
from kinfold_core.practice.written import Named

BEFORE_THE_END: Final = timedelta(days=9)
SURELY_DUE: Final = timedelta(days=95)
"""Three months, however long they are."""
STAY: Final = 3
THEIR_PEOPLE: Final = ("Aunt Jan", "Pete from next door")


def may_be_asked(authority_id: UUID, today: date) -> bool:
    """The newest closed family whose first day to be asked has come stays with Amina.

    Returns whether it was written: there is one, and none was asked yet.
    """
    with as_authority(authority_id):
        amina = viewer_called(authority_id, "Amina Begum")
        with as_viewer(amina):
            here = {"authority_id": authority_id}
            asked = CheckInConsent.objects.filter(**here).exclude(
                family__closed_on=None
            )
            family = (
                Family.objects.filter(
                    **here, closed_on__lte=today - SURELY_DUE, is_restricted=False,
                    members__part="adult",
                )
                .order_by("-closed_on", "reference")
                .first()
            )  # fmt: skip
            if family is None or asked.exists():
                return False
            _stay_with(amina, family)
            return _agree(amina, family)


def _stay_with(amina: Viewer, family: Family) -> None:
    """As the end leaves it: whoever worked with them last is who may ask."""
    mine = Allocation.objects.filter(authority_id=family.authority_id, family=family)
    last = mine.order_by("-started_on", "-allocated_at").values("pk")[:1]
    mine.filter(pk__in=last).update(
        worker_id=amina.as_worker(), team_id=min(amina.team_ids), ended_on=None
    )


def _agree(amina: Viewer, family: Family) -> bool:
    """Who stays was agreed before the end; a parent said that they may be asked."""
    here = {"authority_id": family.authority_id, "family": family}
    people = NetworkMember.objects.filter(**here, ended_on=None).order_by(
        "entered_at", "pk"
    )
    parent = family.members.filter(part="adult").order_by("pk").first()
    if parent is None or family.closed_on is None:
        return False
    said_on = family.closed_on - BEFORE_THE_END
    members = list(people[:STAY]) or [
        NetworkMember.objects.create(
            **here, name=name, started_on=said_on, entered_by_id=amina.as_worker()
        )
        for name in THEIR_PEOPLE
    ]
    names = [one.name for one in members]
    for member in members:
        MemberStep.objects.create(
            authority_id=family.authority_id,
            member=member,
            stand=Stand.LONG_HAUL,
            happened_on=said_on,
            basis="As agreed for the years after",
            said_by_name=amina.name,
            said_by_worker_id=amina.as_worker(),
            recorded_by_id=amina.as_worker(),
        )
    LongHaul.objects.create(
        **here,
        who_stays=names,
        coordinator=names[0],
        rhythm="A meal together on the first Sunday, and a call in the week.",
        triggers="Two Sundays missed. Somebody stops answering.",
        who_to_ring=f"{names[0]} first, then the number on the fridge.",
        agreed_on=said_on,
        recorded_by_id=amina.as_worker(),
    )
    write_consent(
        family_id=family.pk,
        details=ConsentDetails(
            answer="yes",
            who=Named(name=parent.person.short_name, person_id=parent.person_id),
            said_on=said_on,
            way="A text first. Evenings are best.",
        ),
        by=amina,
    )
    return True
