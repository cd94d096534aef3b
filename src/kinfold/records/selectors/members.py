"""Who is in a family and what stands above its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinfold.platform.kept_queries import kept
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, ServiceStatus
from kinfold.records.selectors.lists import CHILD_PARTS
from kinfold.records.selectors.records import may_with
from kinfold_core.access import Action


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """What stands above every page of a family. Two queries."""

    members: tuple[FamilyMember, ...]
    statuses: tuple[str, ...]
    may_see_looks: bool


def header_facts(viewer: Viewer, family: Family) -> HeaderFacts:
    """Members and running statuses of a family that was authorised already."""
    return HeaderFacts(
        members=tuple(members_of(viewer, family)),
        statuses=tuple(
            _running(authority_id=viewer.in_authority(), family_id=family.pk)
        ),
        may_see_looks=bool(may_with(viewer, Action.SEE_WHO_LOOKED, family)),
    )


@kept
def _running(*, authority_id: UUID, family_id: UUID) -> QuerySet[ServiceStatus, str]:
    return ServiceStatus.objects.filter(
        authority_id=authority_id, family_id=family_id, ended_on=None
    ).values_list("status", flat=True)


def members_of(viewer: Viewer, family: Family) -> list[FamilyMember]:
    """Who is in the family now, children first and eldest first. One query."""
    members = _members(authority_id=viewer.in_authority(), family_id=family.pk)
    return sorted(members, key=_place)


def children_of(viewer: Viewer, family_id: UUID) -> frozenset[UUID]:
    """Keys of all children of an authorised family, also unborn ones. One query."""
    children = FamilyMember.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id, part__in=CHILD_PARTS
    )
    return frozenset(children.values_list("person_id", flat=True))


@kept
def _members(*, authority_id: UUID, family_id: UUID) -> QuerySet[FamilyMember]:
    return FamilyMember.objects.filter(
        authority_id=authority_id,
        family_id=family_id,
        left_on=None,
        person__merged_into=None,
    ).select_related("person")


_PART_PLACES = {part: place for place, part in enumerate(FamilyMember.Part.values)}


def _place(member: FamilyMember) -> tuple[int, date, str]:
    return (_PART_PLACES[member.part], *member.age_order)
