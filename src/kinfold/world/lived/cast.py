"""Who is in the story: Amina, her manager, the family and those around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from kinfold.networks.models import NetworkMember
from kinfold.platform.models import User, Worker
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named


@dataclass(slots=True)
class Cast:
    """Everybody by the name they are called. `drink` and `anger`: the two dangers."""

    amina: Viewer
    jude: Viewer
    family_id: UUID
    today: date
    drink: UUID
    anger: UUID
    people: dict[str, UUID]
    members: dict[str, NetworkMember] = field(default_factory=dict)
    lines: dict[str, UUID] = field(default_factory=dict)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def named(self, name: str) -> Named:
        """Somebody on record by key, anybody else by what they are called."""
        return Named(name=name, person_id=self.people.get(name))

    def who(self, name: str) -> Who:
        """The same for the plan, which also asks who is in the network."""
        member = self.members.get(name)
        return Who(
            name=name,
            person_id=self.people.get(name),
            member_id=member.pk if member else None,
        )

    @property
    def worker(self) -> Named:
        return Named(name=self.amina.name, worker_id=self.amina.worker_id)


def gather(family: Family, today: date) -> Cast | None:
    """The cast of the family, or None when it was lived through already."""
    here = {"authority_id": family.authority_id}
    if NetworkMember.objects.filter(**here, family=family).exists():
        return None
    dangers = DangerStatement.objects.filter(**here, mapping__family=family)
    drink, anger = dangers.order_by("position").values_list("pk", flat=True)
    members = FamilyMember.objects.filter(**here, family=family)
    return Cast(
        amina=viewer_called(family.authority_id, "Amina Begum"),
        jude=viewer_called(family.authority_id, "Jude Price"),
        family_id=family.pk,
        today=today,
        drink=drink,
        anger=anger,
        people={
            member.person.short_name: member.person_id
            for member in members.select_related("person")
        },
    )


def viewer_called(authority_id: UUID, name: str) -> Viewer:
    """Somebody of the demo who has an account."""
    user = User.objects.get(
        pk__in=Worker.objects.filter(authority_id=authority_id, name=name).values(
            "user"
        )
    )
    return viewer_in(Place(authority_id=authority_id), user_id=user.pk)
