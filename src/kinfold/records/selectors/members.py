"""Who is in a family and what stands above its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember, ServiceStatus


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """What stands above every page of a family. Two queries."""

    members: tuple[FamilyMember, ...]
    statuses: tuple[str, ...]


def header_facts(viewer: Viewer, family: Family) -> HeaderFacts:
    """Members and running statuses of a family that was authorised already."""
    running = ServiceStatus.objects.filter(
        authority_id=viewer.in_authority(), family=family, ended_on=None
    )
    return HeaderFacts(
        members=tuple(members_of(viewer, family)),
        statuses=tuple(running.values_list("status", flat=True)),
    )


def members_of(viewer: Viewer, family: Family) -> list[FamilyMember]:
    """Who is in the family now, children first and eldest first. One query."""
    members = FamilyMember.objects.filter(
        authority_id=viewer.in_authority(),
        family=family,
        left_on=None,
        person__merged_into=None,
    ).select_related("person")
    return sorted(members, key=_place)


_PART_PLACES = {part: place for place, part in enumerate(FamilyMember.Part.values)}


def _place(member: FamilyMember) -> tuple[int, date, str]:
    return (_PART_PLACES[member.part], *member.age_order)
