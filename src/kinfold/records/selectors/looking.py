"""Who looked at a record, and who opened one in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Exists, Q

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold.records.models import EmergencyAccess, Family, FamilyMember, RestrictedName
from kinfold.records.selectors.records import families_of, restricted_memberships
from kinfold_core.access import Action

EVENTS_ON_A_PAGE = 50


def who_looked(viewer: Viewer, family: Family, page: int) -> Page[AuditEvent]:
    """What was read and changed in a family's record, newest first. Three queries.

    Takes in what happened on the pages of the family's people, but for those on a
    restricted record of another family: who works on that is not told here. The
    family was authorised for SEE_WHO_LOOKED already.
    """
    authority_id = viewer.in_authority()
    people = list(
        FamilyMember.objects.filter(
            ~Exists(restricted_memberships(viewer, "person_id")),
            authority_id=authority_id,
            family=family,
        ).values_list("person_id", flat=True)
    )
    events = AuditEvent.objects.filter(
        Q(family_id=family.pk) | Q(person_id__in=people), authority_id=authority_id
    )
    return Paginator(events.order_by("-at", "-pk"), EVENTS_ON_A_PAGE).get_page(page)


def emergency_reviews(
    viewer: Viewer, page: int, *, is_done: bool = False
) -> Page[EmergencyAccess]:
    """Emergency accesses to review, the oldest first; or those reviewed, newest first.

    Raises:
        PermissionDenied: the role does not include it.
    """
    _check(viewer)
    accesses = EmergencyAccess.objects.filter(
        authority_id=viewer.in_authority(), reviewed_at__isnull=not is_done
    ).select_related("worker", "family", "reviewed_by")
    order = "-reviewed_at" if is_done else "started_at"
    return Paginator(accesses.order_by(order, "pk"), EVENTS_ON_A_PAGE).get_page(page)


def emergency_access_for(
    viewer: Viewer, access_id: UUID
) -> tuple[EmergencyAccess, list[AuditEvent]]:
    """One emergency access and what was done in it. Two queries.

    Raises:
        PermissionDenied: the role does not include reviewing.
        NotFound: no such access in the authority.
    """
    _check(viewer)
    access = (
        EmergencyAccess.objects.filter(authority_id=viewer.in_authority(), pk=access_id)
        .select_related("worker", "family", "reviewed_by")
        .first()
    )
    if access is None:
        raise NotFound("emergency access")
    # a hidden address or a number is opened on the page of a person
    people = FamilyMember.objects.filter(
        authority_id=viewer.in_authority(), family=access.family_id
    )
    events = AuditEvent.objects.filter(
        Q(family_id=access.family_id) | Q(person_id__in=people.values("person_id")),
        authority_id=viewer.in_authority(),
        by_worker_id=access.worker_id,
        at__gte=access.started_at,
        at__lte=access.ended_at or access.expires_at,
    ).order_by("at")
    return access, list(events[:EVENTS_ON_A_PAGE])


def _check(viewer: Viewer) -> None:
    viewer.in_authority()
    decision = viewer.may(Action.REVIEW_EMERGENCY_ACCESS)
    if not decision:
        raise PermissionDenied(decision.reason)


def family_for_restricting(viewer: Viewer, family_id: UUID) -> Family:
    """A family's record for those who restrict records, who may not open all of them.

    Raises:
        NotFound: no such family in the authority.
    """
    family = families_of(viewer).filter(pk=family_id).first()
    if family is None:
        raise NotFound("family")
    return family


def named_worker_ids(viewer: Viewer, family_id: UUID) -> list[UUID]:
    """Workers named on a restricted record now. One query."""
    return list(
        RestrictedName.objects.filter(
            authority_id=viewer.in_authority(), family=family_id, removed_at=None
        ).values_list("worker_id", flat=True)
    )
