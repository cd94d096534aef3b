"""One running part of a person's record: a number, a home, a tie."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from kinfold.people.models import ContactDetail, Relationship, Residence
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer


def contact_for(viewer: Viewer, person_id: UUID, contact_id: UUID) -> ContactDetail:
    """A way to reach a person who was authorised already.

    Raises:
        NotFound: no such running detail of this person.
    """
    contact = ContactDetail.objects.filter(
        authority_id=viewer.in_authority(),
        pk=contact_id,
        person=person_id,
        ended_on=None,
    ).first()
    if contact is None:
        raise NotFound("contact detail")
    return contact


def residence_for(viewer: Viewer, person_id: UUID, residence_id: UUID) -> Residence:
    """Where a person who was authorised already lives.

    Raises:
        NotFound: no such running home of this person.
    """
    residence = Residence.objects.filter(
        authority_id=viewer.in_authority(),
        pk=residence_id,
        person=person_id,
        ended_on=None,
    ).first()
    if residence is None:
        raise NotFound("residence")
    return residence


def tie_for(viewer: Viewer, person_id: UUID, tie_id: UUID) -> Relationship:
    """A standing tie of a person who was authorised already.

    Raises:
        NotFound: no such tie of this person.
    """
    tie = (
        Relationship.objects.filter(
            Q(person=person_id) | Q(other=person_id),
            authority_id=viewer.in_authority(),
            pk=tie_id,
            ended_on=None,
        )
        .select_related("person", "other")
        .first()
    )
    if tie is None:
        raise NotFound("relationship")
    return tie
