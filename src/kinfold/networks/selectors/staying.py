"""Who stays when services have gone: said once, and read by every room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from kinfold.networks.models import MemberStep, NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.standing_by import SAYS_WHO_STAYS, Stand


@dataclass(frozen=True, slots=True)
class Stayer:
    """Somebody who stays: since when, in which words, and in which row it stands."""

    member_id: UUID
    name: str
    since: date
    words: str


@dataclass(frozen=True, slots=True)
class WhoStays:
    """`step_id` and `said_at` are of what was written last, for whoever writes next."""

    people: tuple[Stayer, ...] = ()
    step_id: UUID | None = None
    said_at: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.people)

    def of(self, member_id: UUID | None) -> Stayer | None:
        return next((one for one in self.people if one.member_id == member_id), None)


def staying(
    viewer: Viewer, members: QuerySet[NetworkMember]
) -> QuerySet[NetworkMember]:
    """Of these, who is there and said last that they stay."""
    here = {"authority_id": viewer.in_authority()}
    steps = MemberStep.objects.filter(**here, member=OuterRef("pk"))
    said = steps.filter(stand__in=SAYS_WHO_STAYS).order_by("-recorded_at", "-pk")
    return members.alias(said=Subquery(said.values("stand")[:1])).filter(
        ~Exists(steps.filter(stand__in=[Stand.ENDED, Stand.DIED])),
        said=Stand.LONG_HAUL,
        ended_on=None,
        person__died_on=None,
    )


def who_stays(viewer: Viewer, family_id: UUID) -> WhoStays:
    """Of a family that the caller was authorised for, in the order they said so.

    One query.
    """
    here = {"authority_id": viewer.in_authority()}
    them = NetworkMember.objects.filter(**here, pk=OuterRef("member_id"))
    steps = list(
        MemberStep.objects.filter(
            **here, member__family_id=family_id, stand__in=SAYS_WHO_STAYS
        )
        .annotate(stays=Exists(staying(viewer, them)))
        .select_related("member")
        .order_by("recorded_at", "pk")
    )
    last = {one.member_id: one for one in steps}
    newest = steps[-1] if steps else None
    return WhoStays(
        people=tuple(
            Stayer(key, one.member.name, one.happened_on, one.basis)
            for key, one in last.items()
            if one.stays
        ),
        step_id=newest.pk if newest else None,
        said_at=newest.recorded_at if newest else None,
    )
