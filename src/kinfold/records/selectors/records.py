"""One family's record or one person's: fetched and authorised together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Now
from django.db.models.lookups import IsNull

from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import RecordRefused
from kinfold.records.models import (
    EmergencyAccess,
    Family,
    FamilyMember,
    Person,
    RestrictedName,
)
from kinfold.records.policy import RecordFacts, record_state, unattached_state
from kinfold_core.access import Action, Artefact, Reach, RecordState
from kinfold_core.decision import Decision

# Views may name the type of what selectors give them, and never the model.
AnyFamily: TypeAlias = Family


_NOBODY = UUID(int=0)


def own_worker_id(viewer: Viewer) -> UUID:
    """The viewer's own id as a worker; for somebody who is none, an id nobody has.

    None would be asked as IS NULL, and match what is with no worker at all.
    """
    return viewer.worker_id or _NOBODY


def families_of(viewer: Viewer) -> QuerySet[Family]:
    """Every family of the viewer's authority, with what the policy needs to know.

    Not authorised yet: ask `may_with` about each, or use `family_for`.
    """
    return _families_of(viewer.in_authority(), own_worker_id(viewer))


@kept
def _family(
    *, authority_id: UUID, worker_id: UUID, family_id: UUID
) -> QuerySet[Family]:
    return _families_of(authority_id, worker_id).filter(pk=family_id)


def _families_of(authority_id: UUID, worker_id: UUID) -> QuerySet[Family]:
    broken_glass = EmergencyAccess.objects.filter(
        authority_id=authority_id,
        family=OuterRef("pk"),
        worker_id=worker_id,
        ended_at=None,
        expires_at__gt=Now(),
    )
    until = broken_glass.order_by("-expires_at").values("expires_at")[:1]
    families = _families_with_workers(authority_id, worker_id)
    return families.annotate(emergency_until=Subquery(until))


def families_with_workers(viewer: Viewer) -> QuerySet[Family]:
    """Every family of the authority, with who works with it: enough for a list.

    Not authorised yet, and not enough for `may_with`: see `families_of`.
    """
    return _families_with_workers(viewer.in_authority(), own_worker_id(viewer))


def _families_with_workers(authority_id: UUID, worker_id: UUID) -> QuerySet[Family]:
    return Family.objects.filter(authority_id=authority_id).annotate(
        # at most one runs (`allocation_running_once`), so no family comes twice
        running=FilteredRelation(
            "allocations", condition=Q(allocations__ended_on=None)
        ),
        allocated_worker_id=F("running__worker_id"),
        allocated_team_id=F("running__team_id"),
        worker_name=F("running__worker__name"),
        team_name=F("running__team__name"),
        # and a worker is named once (`restricted_name_once`)
        naming=FilteredRelation(
            "named_workers",
            condition=Q(
                named_workers__removed_at=None,
                named_workers__worker_id=worker_id,
            ),
        ),
        is_viewer_named=IsNull(F("naming__id"), False),
    )


def state_of(viewer: Viewer, family: Family) -> RecordState:
    """How the viewer stands to a family that came from `families_of`. No query."""
    known = family.__dict__
    facts = RecordFacts(
        worker_id=known["allocated_worker_id"],
        team_id=known["allocated_team_id"],
        is_restricted=family.is_restricted,
        is_closed=family.is_closed,
        is_named=known["is_viewer_named"],
        has_emergency_access=known["emergency_until"] is not None,
    )
    return record_state(facts, worker_id=viewer.worker_id, team_ids=viewer.team_ids)


def may_with(
    viewer: Viewer, action: Action, family: Family, artefact: Artefact | None = None
) -> Decision:
    """May the viewer do this to a family that came from `families_of`? No query."""
    return viewer.may(action, state_of(viewer, family), artefact)


def family_for(
    viewer: Viewer,
    family_id: UUID,
    action: Action = Action.OPEN_FAMILY,
    artefact: Artefact | None = None,
    *,
    is_locked: bool = False,
) -> Family:
    """A family's record, when the viewer may do `action` with it. One query.

    `artefact`: what of it is read, or which of those that the action writes. With
    `is_locked` the row is held until the transaction ends; use it before a change.

    Raises:
        NotFound: no such family in the viewer's authority.
        RecordRefused: it is there and not open to this viewer for this.
    """
    if is_locked:
        # held first and read after: a record closed or restricted meanwhile is so
        held = Family.objects.select_for_update().order_by()
        held.filter(authority_id=viewer.in_authority(), pk=family_id).first()
    found = _family(
        authority_id=viewer.in_authority(),
        worker_id=own_worker_id(viewer),
        family_id=family_id,
    )
    if not found:
        raise NotFound("family")
    family = found[0]
    decision = may_with(viewer, action, family, artefact)
    if not decision:
        raise _refused(viewer, decision, family)
    return family


def _refused(viewer: Viewer, decision: Decision, family: Family) -> RecordRefused:
    may_break = not family.is_restricted and bool(
        viewer.may(Action.USE_EMERGENCY_ACCESS)
    )
    return RecordRefused(
        decision.reason, family_id=family.pk, may_break_glass=may_break
    )


def people_known_to(viewer: Viewer) -> QuerySet[Person]:
    """People of the authority whom the viewer may be told of at all.

    Leaves out those on a restricted record that the viewer is not named on, and
    records that were joined with another.
    """
    authority_id = viewer.in_authority()
    return (
        Person.objects.filter(authority_id=authority_id, merged_into=None)
        .alias(is_kept_from_viewer=Exists(restricted_memberships(viewer)))
        .filter(is_kept_from_viewer=False)
    )


def people_by_id(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These people, as far as the viewer may know of them.

    Raises:
        NotFound: one of them is not there, or is on a restricted record.
    """
    wanted = set(ids)
    found = {
        person.pk: person for person in people_known_to(viewer).filter(pk__in=wanted)
    }
    if wanted - found.keys():
        raise NotFound("person")
    return found


def restricted_memberships(
    viewer: Viewer, person: str = "pk"
) -> QuerySet[FamilyMember]:
    """Memberships that keep a person (`OuterRef(person)`) from this viewer."""
    authority_id = viewer.in_authority()
    named = RestrictedName.objects.filter(
        authority_id=authority_id,
        family=OuterRef("family"),
        worker_id=own_worker_id(viewer),
        removed_at=None,
    )
    return FamilyMember.objects.filter(
        ~Exists(named),
        authority_id=authority_id,
        person=OuterRef(person),
        family__is_restricted=True,
    )


def kept_from(viewer: Viewer, person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these people a restricted record keeps from this viewer.

    The same question as `restricted_memberships`, for people who were read already:
    one plain query, and one more only when somebody is on a restricted record.
    """
    authority_id = viewer.in_authority()
    rows = _on_restricted(authority_id=authority_id, person_ids=set(person_ids))
    if not rows:
        return frozenset()
    open_families = set(
        RestrictedName.objects.filter(
            authority_id=authority_id,
            family__in={family_id for _, family_id in rows},
            worker_id=own_worker_id(viewer),
            removed_at=None,
        ).values_list("family_id", flat=True)
    )
    return frozenset(pk for pk, family_id in rows if family_id not in open_families)


@kept
def _on_restricted(
    *, authority_id: UUID, person_ids: Collection[UUID]
) -> QuerySet[FamilyMember, tuple[UUID, UUID]]:
    return FamilyMember.objects.filter(
        authority_id=authority_id, person__in=person_ids, family__is_restricted=True
    ).values_list("person_id", "family_id")


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person with the families whose records they are in, newest first.

    `former` are those they have left.
    """

    person: Person
    families: tuple[Family, ...]
    former: tuple[Family, ...] = ()


def person_for(
    viewer: Viewer, person_id: UUID, action: Action = Action.OPEN_FAMILY
) -> PersonRecord:
    """A person, when the viewer may do `action` in one of their families. Two queries.

    Somebody in no family's record is open to whoever works with families. One
    restricted record closes the person to everybody who is not named on it, also when
    they have left it. A family they left opens them to nobody by being near to it. A
    record joined with another can only be opened, by whoever may open the one kept.

    Raises:
        NotFound: no such person in the viewer's authority; or a change to a record
            that was joined with another.
        RecordRefused: they are there and not open to this viewer for this.
    """
    authority_id = viewer.in_authority()
    person = Person.objects.filter(authority_id=authority_id, pk=person_id).first()
    if person is None:
        raise NotFound("person")
    own_ids = {person.pk}
    if person.merged_into_id:
        if action is not Action.OPEN_FAMILY:
            raise NotFound("person joined with another")
        own_ids |= _kept_instead_of(person)
    members = FamilyMember.objects.filter(authority_id=authority_id, person__in=own_ids)
    standing = members.filter(family=OuterRef("pk"), left_on=None)
    found = (
        families_of(viewer)
        .filter(pk__in=members.values("family_id"))
        .annotate(is_in_it_now=Exists(standing))
        .order_by("-opened_on", "pk")
    )
    families = tuple(found)
    record = PersonRecord(
        person=person,
        families=tuple(f for f in families if f.is_in_it_now),
        former=tuple(f for f in families if not f.is_in_it_now),
    )
    _authorise_person(viewer, action, record)
    return record


def _kept_instead_of(person: Person) -> set[UUID]:
    """Those a joined record became part of, one after another. One query for each."""
    found: set[UUID] = set()
    next_id = person.merged_into_id
    while next_id and next_id not in found:
        found.add(next_id)
        next_id = (
            Person.objects.filter(authority_id=person.authority_id, pk=next_id)
            .values_list("merged_into_id", flat=True)
            .first()
        )
    return found


def may_with_person(viewer: Viewer, action: Action, record: PersonRecord) -> Decision:
    """May the viewer do this to a person who came from `person_for`? No query.

    Of somebody who has left every family, the last worker's and team's nearness is
    over: who reaches the whole authority may, or who has emergency access.
    """
    if record.families:
        decisions = [may_with(viewer, action, family) for family in record.families]
    elif record.former:
        states = [state_of(viewer, family) for family in record.former]
        decisions = [
            viewer.may(action, replace(state, nearness=Reach.AUTHORITY))
            for state in states
        ]
    else:
        return viewer.may(action, unattached_state())
    return next((one for one in decisions if one), decisions[0])


def _authorise_person(viewer: Viewer, action: Action, record: PersonRecord) -> None:
    families = record.families + record.former
    for family in families:
        if family.is_restricted and not family.__dict__["is_viewer_named"]:
            raise _refused(viewer, may_with(viewer, action, family), family)
    decision = may_with_person(viewer, action, record)
    if decision:
        return
    if families:
        raise _refused(viewer, decision, families[0])
    raise RecordRefused(decision.reason, family_id=None, may_break_glass=False)
