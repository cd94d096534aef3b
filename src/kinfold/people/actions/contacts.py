"""How to reach somebody, and whether it is safe to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.people.details import ContactDetails
from kinfold.people.models import ContactDetail
from kinfold.people.sealing import seal
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors.records import person_for
from kinfold_core.access import Action


@transaction.atomic
def add_contact(
    *, person_id: UUID, details: ContactDetails, by: Viewer
) -> ContactDetail:
    """Write down a way to reach somebody. A protected one is sealed.

    Raises:
        CannotDo: nothing to reach them by, or "with care" without saying how.
    """
    record = person_for(by, person_id, Action.EDIT_FAMILY)
    if not details.value.strip():
        raise CannotDo("Enter the number or address", "value")
    safety = ContactDetail.Safety(details.safety)
    if safety == ContactDetail.Safety.WITH_CARE and not details.how_safe.strip():
        raise CannotDo("Say when and how it is safe to use", "how_safe")
    contact = ContactDetail(
        authority_id=by.in_authority(),
        person=record.person,
        kind=ContactDetail.Kind(details.kind),
        safety=safety,
        how_safe=details.how_safe.strip(),
        is_protected=details.is_protected,
        started_on=details.started_on,
    )
    if details.is_protected:
        contact.sealed = seal(
            details.value.strip(), table="contact_detail", row_id=contact.pk
        )
    else:
        contact.value = details.value.strip()
    contact.save(force_insert=True)
    audit.record(
        by=by,
        action="contact.added",
        target=contact,
        changes={"kind": contact.kind, "safety": contact.safety},
        person_id=person_id,
    )
    return contact


@transaction.atomic
def change_safety(
    *,
    contact_id: UUID,
    person_id: UUID,
    safety: str,
    how_safe: str,
    by: Viewer,
    shown: str | None = None,
) -> ContactDetail:
    """Say anew whether a number is safe to use. The audit keeps what was said before.

    `shown` is what the asker saw of it (`safety_shown`); without it nothing is checked.

    Raises:
        StaleVersion: somebody else said otherwise since it was shown.
        CannotDo: "with care" without saying how.
    """
    contact = _running(by, contact_id, person_id)
    if shown is not None and shown != contact.safety_shown:
        raise StaleVersion(contact)
    new = ContactDetail.Safety(safety)
    if new == ContactDetail.Safety.WITH_CARE and not how_safe.strip():
        raise CannotDo("Say when and how it is safe to use", "how_safe")
    before, contact.safety, contact.how_safe = contact.safety, new, how_safe.strip()
    contact.save(update_fields=["safety", "how_safe"])
    audit.record(
        by=by,
        action="contact.safety_changed",
        target=contact,
        changes={"safety": [before, new]},
        person_id=person_id,
    )
    return contact


@transaction.atomic
def end_contact(
    *, contact_id: UUID, person_id: UUID, ended_on: date, by: Viewer
) -> ContactDetail:
    """A way to reach somebody no longer works. The row stays.

    Raises:
        CannotDo: in the future, or before it began.
    """
    contact = _running(by, contact_id, person_id)
    if ended_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "ended_on")
    if contact.started_on and ended_on < contact.started_on:
        raise CannotDo("It was given after that day", "ended_on")
    contact.ended_on = ended_on
    contact.save(update_fields=["ended_on"])
    audit.record(
        by=by,
        action="contact.ended",
        target=contact,
        changes={"ended_on": ended_on.isoformat()},
        person_id=person_id,
    )
    return contact


def _running(by: Viewer, contact_id: UUID, person_id: UUID) -> ContactDetail:
    person_for(by, person_id, Action.EDIT_FAMILY)
    contact = (
        ContactDetail.objects.select_for_update()
        .filter(
            authority_id=by.in_authority(),
            pk=contact_id,
            person=person_id,
            ended_on=None,
        )
        .first()
    )
    if contact is None:
        raise NotFound("contact detail")
    return contact
