"""Everything one family's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Q

from kinfold.people.models import (
    ContactDetail,
    PersonMerge,
    PersonName,
    Relationship,
    Residence,
)
from kinfold.people.models import ExternalReference as Reference
from kinfold.platform.viewer import Viewer
from kinfold.records.models import (
    Allocation,
    Family,
    FamilyMember,
    RestrictedName,
    ServiceStatus,
)
from kinfold.records.selectors.members import members_of
from kinfold.records.selectors.records import PersonRecord, restricted_memberships


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """The rows of one family's page."""

    family: Family
    members: tuple[FamilyMember, ...]
    statuses: tuple[ServiceStatus, ...]
    allocations: tuple[Allocation, ...]
    ties: tuple[Relationship, ...]
    residences: tuple[Residence, ...]
    contacts: tuple[ContactDetail, ...]
    named_workers: tuple[RestrictedName, ...]

    @property
    def running_statuses(self) -> tuple[str, ...]:
        return tuple(s.status for s in self.statuses if s.ended_on is None)


def family_page(viewer: Viewer, family: Family) -> FamilyPage:
    """Everything on the page of a family that was authorised already. Seven queries,
    and one more for a restricted record."""
    authority_id = viewer.in_authority()
    members = members_of(viewer, family)
    ids = [member.person_id for member in members]
    named = RestrictedName.objects.filter(
        authority_id=authority_id, family=family, removed_at=None
    ).select_related("worker")
    return FamilyPage(
        family=family,
        members=tuple(members),
        statuses=tuple(
            ServiceStatus.objects.filter(authority_id=authority_id, family=family)
            .select_related("child")
            .order_by("-started_on", "-recorded_at")
        ),
        allocations=tuple(
            Allocation.objects.filter(authority_id=authority_id, family=family)
            .select_related("team", "worker")
            .order_by("-started_on", "-allocated_at")
        ),
        ties=ties_of(viewer, ids),
        residences=residences_of(viewer, ids),
        contacts=contacts_of(viewer, ids),
        named_workers=tuple(named) if family.is_restricted else (),
    )


def ties_of(viewer: Viewer, person_ids: Sequence[UUID]) -> tuple[Relationship, ...]:
    """Standing ties of these people. One query.

    Of somebody on a restricted record of another family only the ties among these
    people are shown.
    """
    ties = (
        Relationship.objects.filter(
            Q(person__in=person_ids, other__in=person_ids)
            | (Q(person__in=person_ids) | Q(other__in=person_ids))
            & ~Exists(restricted_memberships(viewer, "person_id"))
            & ~Exists(restricted_memberships(viewer, "other_id")),
            authority_id=viewer.in_authority(),
            ended_on=None,
            person__merged_into=None,
            other__merged_into=None,
        )
        .select_related("person", "other")
        .order_by("recorded_at", "pk")
    )
    return tuple(ties)


def residences_of(
    viewer: Viewer, person_ids: Iterable[UUID], *, is_history: bool = False
) -> tuple[Residence, ...]:
    """Where these people live, or with `is_history` lived too. One query.

    Nothing of somebody who is also on a restricted record closed to the viewer: where
    they live may be why it is restricted.
    """
    rows = Residence.objects.filter(
        ~Exists(restricted_memberships(viewer, "person_id")),
        authority_id=viewer.in_authority(),
        person__in=list(person_ids),
    )
    if not is_history:
        rows = rows.filter(ended_on=None)
    return tuple(
        rows.select_related("address", "household", "person").order_by(
            "-started_on", "pk"
        )
    )


def contacts_of(
    viewer: Viewer, person_ids: Iterable[UUID], *, is_history: bool = False
) -> tuple[ContactDetail, ...]:
    """How to reach these people, the safe ways first. One query.

    Nothing of somebody who is also on a restricted record closed to the viewer.
    """
    rows = ContactDetail.objects.filter(
        ~Exists(restricted_memberships(viewer, "person_id")),
        authority_id=viewer.in_authority(),
        person__in=list(person_ids),
    )
    if not is_history:
        rows = rows.filter(ended_on=None)
    order = {value: place for place, value in enumerate(ContactDetail.Safety.values)}
    return tuple(
        sorted(
            rows.select_related("person"),
            key=lambda contact: (order[contact.safety], str(contact.pk)),
        )
    )


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The rows of one person's page."""

    record: PersonRecord
    names: tuple[PersonName, ...]
    references: tuple[Reference, ...]
    ties: tuple[Relationship, ...]
    residences: tuple[Residence, ...]
    contacts: tuple[ContactDetail, ...]
    statuses: tuple[ServiceStatus, ...]
    merges: tuple[PersonMerge, ...]


def person_page(viewer: Viewer, record: PersonRecord) -> PersonPage:
    """Everything on the page of a person who was authorised already. Seven queries."""
    authority_id, pk = viewer.in_authority(), record.person.pk
    return PersonPage(
        record=record,
        names=tuple(
            PersonName.objects.filter(authority_id=authority_id, person=pk).order_by(
                "kind", "pk"
            )
        ),
        references=tuple(
            Reference.objects.filter(authority_id=authority_id, person=pk).order_by(
                "system", "kind"
            )
        ),
        ties=ties_of(viewer, [pk]),
        residences=residences_of(viewer, [pk], is_history=True),
        contacts=contacts_of(viewer, [pk], is_history=True),
        statuses=tuple(
            ServiceStatus.objects.filter(authority_id=authority_id, child=pk).order_by(
                "-started_on"
            )
        ),
        merges=tuple(
            PersonMerge.objects.filter(
                authority_id=authority_id, kept=pk, undone_at=None
            )
            .select_related("merged")
            .order_by("-merged_at")
        ),
    )
