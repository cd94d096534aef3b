"""Everything one family's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from kinfold.people.models import (
    ContactDetail,
    PersonMerge,
    PersonName,
    Relationship,
    Residence,
    Separation,
)
from kinfold.people.models import ExternalReference as Reference
from kinfold.people.selectors.separations import separations_of
from kinfold.platform.kept_queries import kept
from kinfold.platform.viewer import Viewer
from kinfold.records.models import (
    Allocation,
    Family,
    FamilyMember,
    Person,
    RestrictedName,
    ServiceStatus,
)
from kinfold.records.selectors.members import members_of
from kinfold.records.selectors.records import PersonRecord, kept_from

_OfPerson = TypeVar("_OfPerson", Residence, ContactDetail)


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


# What the page says of anybody who has left: how they were called.
_NAMED = ("given_names", "family_name", "known_as", "is_unborn", "due_on", "is_lost")


def family_page(viewer: Viewer, family: Family) -> FamilyPage:
    """Everything on the page of a family that was authorised already. Seven queries;
    one more for ties to people outside it, and two for restricted records."""
    authority_id = viewer.in_authority()
    members = members_of(viewer, family)
    people = {member.person_id: member.person for member in members}
    ties = _ties_with(viewer, people, people)
    kept = kept_from(viewer, {*people, *_ends_of(ties)})
    open_ids = people.keys() - kept
    return FamilyPage(
        family=family,
        members=tuple(members),
        statuses=tuple(_statuses(authority_id=authority_id, family_id=family.pk)),
        allocations=tuple(_allocations(authority_id=authority_id, family_id=family.pk)),
        ties=_may_be_told(ties, people, kept),
        residences=_with_people(
            _homes_now(authority_id=authority_id, person_ids=open_ids), people
        ),
        contacts=_safest_first(
            _with_people(
                _contacts_now(authority_id=authority_id, person_ids=open_ids), people
            )
        ),
        named_workers=_named_on(viewer, family) if family.is_restricted else (),
    )


@kept
def _statuses(*, authority_id: UUID, family_id: UUID) -> QuerySet[ServiceStatus]:
    return (
        ServiceStatus.objects.filter(authority_id=authority_id, family_id=family_id)
        .select_related("child")
        .only(
            "status", "started_on", "ended_on", "end_reason", "child",
            *(f"child__{field}" for field in _NAMED),
        )
        .order_by("-started_on", "-recorded_at")
    )  # fmt: skip


@kept
def _allocations(*, authority_id: UUID, family_id: UUID) -> QuerySet[Allocation]:
    return (
        Allocation.objects.filter(authority_id=authority_id, family_id=family_id)
        .select_related("team", "worker")
        .only("started_on", "ended_on", "team__name", "worker__name")
        .order_by("-started_on", "-allocated_at")
    )


@kept
def _homes_now(
    *, authority_id: UUID, person_ids: Collection[UUID]
) -> QuerySet[Residence]:
    return _residences(authority_id, person_ids).filter(ended_on=None)


@kept
def _contacts_now(
    *, authority_id: UUID, person_ids: Collection[UUID]
) -> QuerySet[ContactDetail]:
    return _contacts(authority_id, person_ids).filter(ended_on=None)


def _named_on(viewer: Viewer, family: Family) -> tuple[RestrictedName, ...]:
    named = RestrictedName.objects.filter(
        authority_id=viewer.in_authority(), family=family, removed_at=None
    )
    return tuple(named.select_related("worker"))


def ties_of(viewer: Viewer, person_ids: Sequence[UUID]) -> tuple[Relationship, ...]:
    """Standing ties of these people. Three queries.

    Of somebody on a restricted record of another family only the ties among these
    people are shown.
    """
    ties = _ties_with(viewer, person_ids, {})
    return _may_be_told(ties, person_ids, kept_from(viewer, _ends_of(ties)))


def _ties_with(
    viewer: Viewer, person_ids: Collection[UUID], known: dict[UUID, Person]
) -> list[Relationship]:
    """Every standing tie of these people, not yet fit to be shown. One query, and one
    more when somebody is at an end who is not `known`."""
    found = _standing_ties(authority_id=viewer.in_authority(), person_ids=person_ids)
    people = known | _unjoined(viewer, _ends_of(found) - known.keys())
    ties = [t for t in found if t.person_id in people and t.other_id in people]
    for tie in ties:
        tie.person, tie.other = people[tie.person_id], people[tie.other_id]
    return ties


@kept
def _standing_ties(
    *, authority_id: UUID, person_ids: Collection[UUID]
) -> QuerySet[Relationship]:
    return Relationship.objects.filter(
        Q(person__in=person_ids) | Q(other__in=person_ids),
        authority_id=authority_id,
        ended_on=None,
    ).order_by("recorded_at", "pk")


def _unjoined(viewer: Viewer, person_ids: Collection[UUID]) -> dict[UUID, Person]:
    """Those of these people whose record was not joined with another. One query."""
    people = _people(authority_id=viewer.in_authority(), person_ids=person_ids)
    return {person.pk: person for person in people}


@kept
def _people(*, authority_id: UUID, person_ids: Collection[UUID]) -> QuerySet[Person]:
    return Person.objects.filter(
        authority_id=authority_id, pk__in=person_ids, merged_into=None
    )


def _ends_of(ties: Iterable[Relationship]) -> set[UUID]:
    return {pk for tie in ties for pk in (tie.person_id, tie.other_id)}


def _may_be_told(
    ties: Iterable[Relationship],
    person_ids: Collection[UUID],
    kept: frozenset[UUID],
) -> tuple[Relationship, ...]:
    """The ties among these people, and those of nobody who is kept from the viewer."""
    return tuple(
        tie
        for tie in ties
        if (tie.person_id in person_ids and tie.other_id in person_ids)
        or kept.isdisjoint((tie.person_id, tie.other_id))
    )


def residences_of(viewer: Viewer, person_ids: Iterable[UUID]) -> tuple[Residence, ...]:
    """Where these people live and lived. Two queries.

    Nothing of somebody who is also on a restricted record closed to the viewer: where
    they live may be why it is restricted.
    """
    ids = set(person_ids)
    rows = _residences(viewer.in_authority(), ids - kept_from(viewer, ids))
    return tuple(rows.select_related("address", "household", "person"))


def _residences(
    authority_id: UUID, person_ids: Collection[UUID]
) -> QuerySet[Residence]:
    rows = Residence.objects.filter(
        authority_id=authority_id, person__in=list(person_ids)
    )
    return rows.select_related("address", "household").order_by("-started_on", "pk")


def contacts_of(
    viewer: Viewer, person_ids: Iterable[UUID]
) -> tuple[ContactDetail, ...]:
    """How these people are and were reached, the safe ways first. Two queries.

    Nothing of somebody who is also on a restricted record closed to the viewer.
    """
    ids = set(person_ids)
    rows = _contacts(viewer.in_authority(), ids - kept_from(viewer, ids))
    return _safest_first(rows.select_related("person"))


def _contacts(
    authority_id: UUID, person_ids: Collection[UUID]
) -> QuerySet[ContactDetail]:
    return ContactDetail.objects.filter(
        authority_id=authority_id, person__in=list(person_ids)
    )


def _safest_first(contacts: Iterable[ContactDetail]) -> tuple[ContactDetail, ...]:
    order = {value: place for place, value in enumerate(ContactDetail.Safety.values)}
    return tuple(
        sorted(contacts, key=lambda contact: (order[contact.safety], str(contact.pk)))
    )


def _with_people(
    rows: Iterable[_OfPerson], people: Mapping[UUID, Person]
) -> tuple[_OfPerson, ...]:
    """The rows with the people who were read already, instead of a join for each."""
    found = tuple(rows)
    for row in found:
        row.person = people[row.person_id]
    return found


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
    separations: tuple[Separation, ...]


def person_page(viewer: Viewer, record: PersonRecord) -> PersonPage:
    """Everything on the page of a person who was authorised already. Twelve queries."""
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
        residences=residences_of(viewer, [pk]),
        contacts=contacts_of(viewer, [pk]),
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
        separations=separations_of(viewer, record),
    )
