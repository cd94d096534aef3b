"""Opening what is sealed: a hidden address, a protected number. Always audited."""

from __future__ import annotations

import json
from uuid import UUID

from django.core.exceptions import PermissionDenied

from kinfold.people.models import ContactDetail, Residence
from kinfold.people.sealing import unseal
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Person
from kinfold.records.selectors.records import may_with_person, person_for
from kinfold_core.access import Action


def hidden_address(
    viewer: Viewer, person_id: UUID, residence_id: UUID
) -> tuple[Person, str]:
    """The words of a hidden address, for whoever works with the person.

    The caller writes down that it was looked at.

    Raises:
        NotFound: no such hidden address of this person.
        RecordRefused: the viewer does not work with them.
    """
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    residence = (
        Residence.objects.filter(
            authority_id=viewer.in_authority(),
            pk=residence_id,
            person=person_id,
            address__is_hidden=True,
        )
        .select_related("address")
        .first()
    )
    if residence is None or residence.address.sealed is None:
        raise NotFound("hidden address")
    address = residence.address
    words = json.loads(unseal(address.sealed, table="address", row_id=address.pk))
    lines = [words["lines"], words["postcode"]]
    return record.person, "\n".join(line for line in lines if line)


def protected_contact(
    viewer: Viewer, person_id: UUID, contact_id: UUID
) -> tuple[Person, ContactDetail, str]:
    """A protected number or address for messages.

    Raises:
        NotFound: no such protected detail of this person.
        RecordRefused: the viewer does not work with them.
    """
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    contact = ContactDetail.objects.filter(
        authority_id=viewer.in_authority(),
        pk=contact_id,
        person=person_id,
        is_protected=True,
    ).first()
    if contact is None or contact.sealed is None:
        raise NotFound("protected contact")
    value = unseal(contact.sealed, table="contact_detail", row_id=contact.pk)
    return record.person, contact, value


def person_to_show_again(viewer: Viewer, person_id: UUID) -> Person:
    """Somebody whose hidden address the viewer may write down openly again.

    Raises:
        PermissionDenied: the viewer manages no family of theirs.
        RecordRefused: the viewer does not work with them.
    """
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    if not may_with_person(viewer, Action.CHANGE_STATUS, record):
        raise PermissionDenied("Only a manager may show a hidden address again")
    return record.person
