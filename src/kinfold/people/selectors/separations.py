"""What people must not learn of each other, as it stands today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from kinfold.people.models import Separation
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.models import FamilyMember
from kinfold.records.selectors.records import PersonRecord, may_with
from kinfold_core.access import Action, Apart


@dataclass(frozen=True, slots=True)
class ApartRow:
    """Something that one person must not learn of another, and since when we know."""

    person_id: UUID
    about_id: UUID
    kind: Apart
    recorded_at: datetime


def _running(viewer: Viewer) -> QuerySet[Separation]:
    return Separation.objects.filter(authority_id=viewer.in_authority(), ended_on=None)


def between(viewer: Viewer, one: OuterRef, other: OuterRef) -> QuerySet[Separation]:
    """What keeps these two from contact, whichever way it was decided.

    That something a third person told is not for one of them keeps nobody apart.
    """
    running = _running(viewer).exclude(kind=Separation.Kind.THIRD_PARTY)
    return running.filter(Q(person=one, about=other) | Q(person=other, about=one))


def apart_among(viewer: Viewer, person_ids: Collection[UUID]) -> tuple[ApartRow, ...]:
    """What was decided between these people, both of each pair among them. One query.

    For papers and pages of a family that was authorised already: never about anybody
    outside it.
    """
    rows = _running(viewer).filter(person__in=person_ids, about__in=person_ids)
    return tuple(
        ApartRow(person_id, about_id, Apart(kind), at)
        for person_id, about_id, kind, at in rows.order_by("pk").values_list(
            "person", "about", "kind", "recorded_at"
        )
    )


def separations_of(viewer: Viewer, record: PersonRecord) -> tuple[Separation, ...]:
    """The standing ones of a person who was authorised already, both ways.

    Only with people of families that the viewer works with or may open: who else must
    not learn of whom belongs to the other family. Two queries.
    """
    me = record.person.pk
    known = _in_open_families(viewer, record, Action.OPEN_FAMILY)
    rows = _running(viewer).filter(
        Q(person=me, about__in=known) | Q(about=me, person__in=known)
    )
    return tuple(
        rows.select_related("person", "about", "recorded_by").order_by(
            "started_on", "pk"
        )
    )


def separation_for(
    viewer: Viewer, person_id: UUID, apart_id: UUID, *, is_locked: bool = False
) -> Separation:
    """A standing one of a person who was authorised already.

    Raises:
        NotFound: no such separation of theirs.
    """
    rows = _running(viewer).filter(Q(person=person_id) | Q(about=person_id))
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    row = rows.select_related("person", "about").filter(pk=apart_id).first()
    if row is None:
        raise NotFound("separation")
    return row


def among_my_families(viewer: Viewer, record: PersonRecord) -> set[UUID]:
    """Everybody in this person's families that the viewer may change. One query."""
    found = _in_open_families(viewer, record, Action.EDIT_FAMILY)
    return found - {record.person.pk}


def _in_open_families(
    viewer: Viewer, record: PersonRecord, action: Action
) -> set[UUID]:
    families = [
        family.pk
        for family in (*record.families, *record.former)
        if may_with(viewer, action, family)
    ]
    return set(
        FamilyMember.objects.filter(
            authority_id=viewer.in_authority(), family__in=families
        ).values_list("person_id", flat=True)
    )
