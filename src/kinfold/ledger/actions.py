"""Writing down what somebody was given beside the ladder of what they were told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold, hold_member
from kinfold.networks.models import OtherDisclosure
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.facts_network import DisclosureFacts
from kinfold_core.practice.rulebook import check_disclosure
from kinfold_core.practice.written import Named


@transaction.atomic
def disclose(
    *,
    family_id: UUID,
    member_id: UUID,
    what: str,
    told_on: date,
    told_by: Named,
    permission: str,
    by: Viewer,
) -> OtherDisclosure:
    """Something given or told beside the ladder: a copy, a message (R-NW4).

    Posted twice it is written once; another permission is another row.

    Raises:
        CannotDo: not what, by whom or on what ground, or a day that has not come.
        NotFound: nobody of this network, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    facts = DisclosureFacts(what=what, told_by=told_by.name, basis=permission)
    for finding in check_disclosure(facts):
        raise CannotDo(finding.message, finding.where)
    if told_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "told_on")
    check_named(family, [told_by])
    row, is_new = OtherDisclosure.objects.get_or_create(
        authority_id=family.authority_id,
        member=member,
        what=what,
        told_on=told_on,
        told_by_name=told_by.name,
        told_by_person_id=told_by.person_id,
        told_by_worker_id=told_by.worker_id,
        permission=permission,
        defaults={"recorded_by_id": worker_id},
    )
    if is_new:
        audit.record(
            by=by,
            action="network.disclosed",
            target=member,
            changes={},
            family_id=family.pk,
            person_id=member.person_id,
        )
    return row
