"""Answering for somebody who is there although a child said no (R-NW12)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_no.models import DespiteChild
from kinfold.networks.holding import check_named, hold
from kinfold.networks.selectors import refusals_of
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember
from kinfold_core.access import Action
from kinfold_core.practice.child_no import DespiteDetails
from kinfold_core.practice.facts_network import DespiteFacts
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.rulebook import check_despite
from kinfold_core.practice.written import Named


@transaction.atomic
def decide_despite(
    *, family_id: UUID, of_whom: UUID, details: DespiteDetails, by: Viewer
) -> DespiteChild:
    """Somebody answers for it that a person is there all the same, or not any more.

    The child's no stays as it was said. What was decided last, posted again, is kept
    once.

    Raises:
        CannotDo: no reason or decider, a decider who may not be it, or a day that
            cannot be.
        NotFound: no child of this family said no to anybody of that key.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    about = _refused(by, family, of_whom)
    _check(family, about, details)
    said = {
        "name": about.name,
        "member_id": about.member_id,
        "person_id": about.person_id,
        "is_there": details.is_there,
        "reason": details.reason,
        "decided_by_name": details.decided_by.name,
        "decided_on": details.decided_on,
        "review_on": details.review_on if details.is_there else None,
    }
    here = {"authority_id": family.authority_id, "family": family}
    newest = (
        DespiteChild.objects.filter(**here, name=about.name)
        .order_by("-recorded_at", "-pk")
        .first()
    )
    if newest and all(getattr(newest, key) == is_now for key, is_now in said.items()):
        return newest
    row = DespiteChild.objects.create(
        **here,
        **said,
        decided_by_person_id=details.decided_by.person_id,
        decided_by_worker_id=details.decided_by.worker_id,
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action="child_no.despite" if row.is_there else "child_no.heeded",
        target=row,
        changes={"name": row.name, "who": row.decided_by_name, "reason": row.reason},
        family_id=family.pk,
        person_id=row.person_id,
    )
    return row


def _refused(by: Viewer, family: Family, of_whom: UUID) -> Who:
    for word in refusals_of(by, family.pk).words:
        if word.of_whom == of_whom:
            return word.about
    raise NotFound("child's no")


def _check(family: Family, about: Who, details: DespiteDetails) -> None:
    decider = details.decided_by
    check_named(family, [decider])
    facts = DespiteFacts(
        reason=details.reason,
        decided_by=decider.name,
        is_by_themselves=Who.from_named(decider).is_same_as(about),
        is_by_child=_is_child(family, decider),
        has_review=details.review_on is not None or not details.is_there,
    )
    for finding in check_despite(facts):
        raise CannotDo(finding.message, finding.where)
    today = timezone.localdate()
    if details.decided_on > today:
        raise CannotDo("This day has not come yet", "decided_on")
    if details.is_there and details.review_on and details.review_on <= today:
        raise CannotDo("Choose a day that is still to come", "review_on")


def _is_child(family: Family, who: Named) -> bool:
    if who.person_id is None:
        return False
    return FamilyMember.objects.filter(
        authority_id=family.authority_id,
        family=family,
        person_id=who.person_id,
        part=FamilyMember.Part.CHILD,
    ).exists()
