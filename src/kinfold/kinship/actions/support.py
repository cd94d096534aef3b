"""Help and money for an arrangement, and each look at it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.kinship.holding import hold_care
from kinfold.kinship.models import SupportItem, SupportLook
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.kinship_written import (
    LookDetails,
    SupportDetails,
    why_not_look,
    why_not_support,
)

Outcome = SupportLook.Outcome


@transaction.atomic
def add_support(
    *, family_id: UUID, arrangement_id: UUID, details: SupportDetails, by: Viewer
) -> SupportItem:
    """Write down help or money that somebody gives. Sent twice, it is kept once.

    Raises:
        CannotDo: nothing or nobody named, or days in the wrong order.
        NotFound: no such arrangement of this family.
    """
    care, worker_id = hold_care(by, family_id, arrangement_id)
    why_not, field = why_not_support(details)
    if why_not:
        raise CannotDo(why_not, field)
    item, is_new = SupportItem.objects.get_or_create(
        authority_id=care.authority_id,
        arrangement=care,
        what=details.what,
        amount=details.amount,
        given_by=details.given_by,
        started_on=details.started_on,
        defaults={"review_on": details.review_on, "recorded_by_id": worker_id},
    )
    if is_new:
        audit.record(
            by=by,
            action="kinship.support_added",
            target=item,
            changes={},
            family_id=care.family_id,
            person_id=care.child_id,
        )
    return item


@transaction.atomic
def look_at_support(
    *, family_id: UUID, support_id: UUID, details: LookDetails, by: Viewer
) -> SupportLook:
    """Write down that help or money was looked at: it goes on, changes or ends.

    Raises:
        CannotDo: no words, a day that cannot be, or it has ended already.
        NotFound: no such help of this family.
    """
    item = SupportItem.objects.filter(
        authority_id=by.in_authority(), arrangement__family_id=family_id, pk=support_id
    ).first()
    if item is None:
        raise NotFound("support of an arrangement")
    care, worker_id = hold_care(by, family_id, item.arrangement_id)
    last = (
        SupportLook.objects.filter(authority_id=item.authority_id, item=item)
        .order_by("looked_on", "recorded_at", "pk")
        .last()
    )
    if last is not None and last.outcome == Outcome.ENDED:
        raise CannotDo("This has ended. Write down new help if there is some")
    since = last.looked_on if last else item.started_on
    why_not, field = why_not_look(details, since=since, today=timezone.localdate())
    if why_not:
        raise CannotDo(why_not, field)
    is_end = details.outcome == Outcome.ENDED
    look, is_new = SupportLook.objects.get_or_create(
        authority_id=item.authority_id,
        item=item,
        looked_on=details.looked_on,
        outcome=Outcome(details.outcome),
        words=details.words,
        next_review_on=None if is_end else details.next_review_on,
        defaults={"recorded_by_id": worker_id},
    )
    if is_new:
        audit.record(
            by=by,
            action="kinship.support_looked_at",
            target=item,
            changes={"outcome": look.outcome},
            family_id=care.family_id,
            person_id=care.child_id,
        )
    return look
