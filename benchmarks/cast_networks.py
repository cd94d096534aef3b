"""A family as large as a family gets: 60 people, a network of 40, everything decided.

People and ties are written straight into the tables, everything else through the
rooms' own actions. Made once for a world; the next run finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from benchmarks.cast_children import grow_finding, grow_tools
from benchmarks.forest import forest
from kinfold.circles import actions as circles
from kinfold.circles.models import CirclePlace
from kinfold.commitments import actions as commitments
from kinfold.family_finding.models import FoundPerson
from kinfold.kinship import actions as kinship
from kinfold.kinship.models import KinshipOption
from kinfold.networks import actions as networks
from kinfold.networks.models import NetworkMember
from kinfold.people.models import Relationship
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.practice.circles import PlaceDetails
from kinfold_core.practice.commitments import CommitmentDetails
from kinfold_core.practice.kinship import OptionDetails, StepDetails
from kinfold_core.practice.kinship_care import CareDetails
from kinfold_core.practice.kinship_written import HappeningDetails, SupportDetails
from kinfold_core.practice.network import Level, MemberDetails, TellingDetails
from kinfold_core.practice.written import Named

REFERENCE: Final = "MADE-UP-1-00000"
FAMILY_PEOPLE, NETWORK, OPTIONS, ARRANGEMENTS = 60, 40, 12, 4
STEPS: Final = ("offered", "weighed", "agreed")


@dataclass(frozen=True, slots=True)
class WideFamily:
    """The family by hand, grown: a child's episode, and how many of what it has."""

    id: UUID
    episode_id: UUID
    size: dict[str, int]


def wide_family(by: Viewer) -> WideFamily:
    with as_viewer(by):
        family = Family.objects.get(authority_id=by.in_authority(), reference=REFERENCE)
        _grow_family(family)
        _grow_network(by, family)
        _grow_circles(by, family)
        _grow_kinship(by, family)
        episode_id = grow_finding(by, family)
        said = grow_tools(by, family)
        here = {"authority_id": family.authority_id, "family": family}
        size = {
            "people": FamilyMember.objects.filter(**here).count(),
            "of the network": NetworkMember.objects.filter(**here).count(),
            "said where somebody stands": CirclePlace.objects.filter(**here).count(),
            "kinship options": KinshipOption.objects.filter(**here).count(),
            "found for a child": FoundPerson.objects.filter(
                authority_id=family.authority_id, episode=episode_id
            ).count(),
            "things a child said": said,
        }
        return WideFamily(family.pk, episode_id, size)


def _grow_family(family: Family) -> None:
    """Forebears of the first child of it, and all who came of them."""
    here = {"authority_id": family.authority_id}
    rows = FamilyMember.objects.filter(**here, family=family)
    missing = FAMILY_PEOPLE - rows.count()
    if missing <= 0:
        return
    keys: dict[int, UUID] = {}
    ties = []
    for one in forest(missing):
        born = date(one.born_in, 1 + one.number % 12, 3)
        person = Person.objects.create(
            **here, given_names=one.name, family_name="Okafor",
            sort_key=f"okafor {one.name}".lower(),
            sex=("female", "male")[one.number % 2],
            born_earliest_on=born, born_latest_on=born, is_synthetic=True,
        )  # fmt: skip
        FamilyMember.objects.create(
            **here, family=family, person=person, part="adult",
            joined_on=family.opened_on,
        )  # fmt: skip
        keys[one.number] = person.pk
        ties += [_tie(here, keys[up], "parent", person.pk) for up in one.parents]
        if one.partner is not None:
            lower, higher = sorted((keys[one.partner], person.pk))
            ties.append(_tie(here, lower, "spouse", higher))
    Relationship.objects.bulk_create(ties)


def _tie(here: dict[str, UUID], person: UUID, code: str, other: UUID) -> Relationship:
    return Relationship(**here, person_id=person, code=code, other_id=other)


def _grow_network(by: Viewer, family: Family) -> None:
    here = {"authority_id": family.authority_id}
    dangers = tuple(
        DangerStatement.objects.filter(
            **here, mapping__family=family, withdrawn_at=None
        ).values_list("pk", flat=True)
    )
    standing = NetworkMember.objects.filter(**here, family=family).count()
    me = Named(name=by.name, worker_id=by.worker_id)
    for number in range(standing, NETWORK):
        member = networks.add_member(
            family_id=family.pk, by=by,
            details=MemberDetails(
                who=Named(name=f"Neighbour {number}"), relationship="Two doors down",
                side=("maternal", "paternal", "chosen")[number % 3],
                roles=("support",),
            ),
        )  # fmt: skip
        networks.tell(
            family_id=family.pk, member_id=member.pk, by=by,
            details=TellingDetails(
                level=Level.HEARD, told_on=timezone.localdate(), how="together",
                told_by=me, permission="Leanne agreed", danger_ids=dangers,
            ),
        )  # fmt: skip
        commitments.offer(
            family_id=family.pk, member_id=member.pk, by=by,
            details=CommitmentDetails(
                does=f"Looks in on day {number} of the month and says how it was.",
                danger_ids=dangers[:1], days=(number % 7,), parts=("nine",),
                until="until she is 18",
            ),
        )  # fmt: skip


def _grow_circles(by: Viewer, family: Family) -> None:
    """A place in the circles for everybody of the network, said one after another."""
    here = {"authority_id": family.authority_id, "family": family}
    placed = set(CirclePlace.objects.filter(**here).values_list("name", flat=True))
    names = NetworkMember.objects.filter(**here).values_list("name", flat=True)
    for number, name in enumerate(sorted(set(names) - placed)):
        circles.place(
            family_id=family.pk, by=by,
            details=PlaceDetails(
                who=Named(name=name), ring=1 + number % 3,
                said_by=Named(name="Leanne"), said_on=timezone.localdate(),
            ),
        )  # fmt: skip


def _grow_kinship(by: Viewer, family: Family) -> None:
    here = {"authority_id": family.authority_id}
    standing = KinshipOption.objects.filter(**here, family=family).count()
    today = timezone.localdate()
    me = Named(name=by.name, worker_id=by.worker_id)
    child = (
        FamilyMember.objects.filter(**here, family=family, part="child")
        .select_related("person")
        .first()
    )
    assert child is not None, "the family by hand has children"
    for number in range(standing, OPTIONS):
        who = Named(name=f"Cousin {number}")
        option = kinship.add_option(
            family_id=family.pk, by=by,
            details=OptionDetails(who=who, side=("maternal", "paternal")[number % 2]),
        )  # fmt: skip
        was = None
        for step in STEPS:
            was = kinship.decide_option(
                family_id=family.pk, option_id=option.pk, was=was, by=by,
                details=StepDetails(
                    step=step, decided_on=today, decided_by=me,
                    why="The child knows the house, and there is a bed.",
                ),
            ).pk  # fmt: skip
        if number < OPTIONS - ARRANGEMENTS:
            continue
        care: dict[str, Any] = {
            "family_id": family.pk, "by": by,
            "arrangement_id": kinship.begin_care(
                family_id=family.pk, by=by,
                details=CareDetails(
                    child_id=child.person_id, child_name=child.person.short_name,
                    carer=who, relation="other_family", kind="temporary_foster",
                    started_on=today - timedelta(days=60), option_id=option.pk,
                ),
            ).pk,
        }  # fmt: skip
        for days in range(20, 30):
            happened = HappeningDetails(
                what="child_said", happened_on=today - timedelta(days=days),
                by_whom=me, words=f"“It is good here.” (day {days})",
            )  # fmt: skip
            kinship.write_happening(**care, details=happened)
        fares = SupportDetails(what="Fares", given_by="The council", started_on=today)
        kinship.add_support(**care, details=fares)
