"""Closing one role to somebody for now, and looking at it again (R-NW6)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold, hold_member
from kinfold.networks.models import NetworkMember, RoleClosed, RoleLookedAt
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.practice.facts_network import ClosedRoleFacts
from kinfold_core.practice.rulebook import check_closed_role
from kinfold_core.practice.standing_by import ClosingDetails
from kinfold_core.practice.written import Named


@transaction.atomic
def close_role(
    *, family_id: UUID, member_id: UUID, details: ClosingDetails, by: Viewer
) -> RoleClosed:
    """Close one role to somebody until a day; every other stays open to them.

    Raises:
        CannotDo: no role, reason, decider or day, a role that is closed already or
            offered instead of itself, or a day that cannot be.
        NotFound: nobody of this network, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    review_on = _check(family, details)
    is_closed = RoleClosed.objects.filter(
        authority_id=family.authority_id, member=member, role=details.role, looks=None
    ).exists()
    if is_closed:
        raise CannotDo("This is closed to them already. Look at that again", "role")
    row = _write(member, details, review_on, worker_id)
    _record(by, "network.role_closed", row, member)
    return row


@transaction.atomic
def look_again(
    *,
    family_id: UUID,
    closing_id: UUID,
    is_open: bool,
    reason: str,
    decided_by: Named,
    looked_on: date,
    review_on: date | None,
    by: Viewer,
) -> RoleLookedAt:
    """Open the role again, or keep it closed until another day, with the reason.

    Raises:
        CannotDo: no reason or decider, a day that cannot be, or it was looked at.
        NotFound: no such role of anybody in this network.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    closed = _not_looked_at(family, closing_id)
    details = ClosingDetails(
        role=closed.role,
        reason=reason,
        decided_by=decided_by,
        decided_on=looked_on,
        review_on=looked_on + timedelta(days=1) if is_open else review_on,
        instead=closed.instead,
    )
    new_review = _check(family, details, at="looked_on")
    kept = None
    if not is_open:
        kept = _write(closed.member, details, new_review, worker_id)
    look = RoleLookedAt.objects.create(
        authority_id=family.authority_id,
        closed=closed,
        kept=kept,
        reason=reason,
        decided_by_name=decided_by.name,
        decided_by_person_id=decided_by.person_id,
        decided_by_worker_id=decided_by.worker_id,
        looked_on=looked_on,
        recorded_by_id=worker_id,
    )
    deed = "network.role_opened" if is_open else "network.role_kept_closed"
    _record(by, deed, closed, closed.member)
    return look


def _not_looked_at(family: Family, closing_id: UUID) -> RoleClosed:
    closed = (
        RoleClosed.objects.filter(
            authority_id=family.authority_id, member__family=family, pk=closing_id
        )
        .select_related("member")
        .first()
    )
    if closed is None:
        raise NotFound("closed role")
    if RoleLookedAt.objects.filter(
        authority_id=family.authority_id, closed=closed
    ).exists():
        raise CannotDo("Somebody looked at this already. See how it stands now")
    return closed


def _check(family: Family, details: ClosingDetails, at: str = "decided_on") -> date:
    """The day it is looked at again, when nothing is wrong."""
    facts = ClosedRoleFacts(
        role=details.role,
        reason=details.reason,
        decided_by=details.decided_by.name,
        has_review=details.review_on is not None,
        has_other_role=bool(details.instead),
    )
    for finding in check_closed_role(facts):
        if finding.is_blocking:
            raise CannotDo(finding.message, finding.where)
    if details.role not in NetworkMember.Role.values:
        raise CannotDo("Choose which role", "role")
    if details.instead == details.role:
        raise CannotDo("Choose another role than the one that closes", "instead")
    if details.decided_on > timezone.localdate():
        raise CannotDo("This day has not come yet", at)
    if details.review_on is None or details.review_on <= details.decided_on:
        raise CannotDo("Choose a day after it was decided", "review_on")
    check_named(family, [details.decided_by])
    return details.review_on


def _write(
    member: NetworkMember, details: ClosingDetails, review_on: date, worker_id: UUID
) -> RoleClosed:
    return RoleClosed.objects.create(
        authority_id=member.authority_id,
        member=member,
        role=NetworkMember.Role(details.role),
        reason=details.reason,
        instead=details.instead,
        decided_by_name=details.decided_by.name,
        decided_by_person_id=details.decided_by.person_id,
        decided_by_worker_id=details.decided_by.worker_id,
        decided_on=details.decided_on,
        review_on=review_on,
        recorded_by_id=worker_id,
    )


def _record(by: Viewer, action: str, row: RoleClosed, member: NetworkMember) -> None:
    audit.record(
        by=by,
        action=action,
        target=row,
        changes={"role": row.role},
        family_id=member.family_id,
        person_id=member.person_id,
    )
