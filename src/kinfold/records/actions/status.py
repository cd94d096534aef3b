"""What service the children have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.earlier import keep_words
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember, ServiceStatus
from kinfold.records.selectors.records import family_for
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


@transaction.atomic
def change_status(
    *,
    family_id: UUID,
    child_ids: Sequence[UUID],
    status: str,
    started_on: date,
    by: Viewer,
    reason: str = "",
    keeps_others: bool = False,
) -> list[ServiceStatus]:
    """These children have another service from a day on; "" means none any more.

    Their running statuses end that day unless `keeps_others` (a looked-after child can
    keep a child protection plan). One action for brothers and sisters.

    Raises:
        CannotDo: nobody chosen, the record is closed, the day is in the future or
            before the family's record or the running status began.
    """
    family = family_for(by, family_id, Action.CHANGE_STATUS, is_locked=True)
    if family.is_closed:
        raise CannotDo("This record is closed. Reopen it first")
    if started_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "started_on")
    _check_children(family, child_ids)
    running = ServiceStatus.objects.filter(
        authority_id=family.authority_id,
        family=family,
        child_id__in=child_ids,
        ended_on=None,
    )
    _check_not_before(running, started_on)
    standing = set(running.filter(status=status).values_list("child_id", flat=True))
    if not keeps_others:
        running.exclude(status=status).update(
            ended_on=started_on, end_reason=reason[:255]
        )
    new = [pk for pk in child_ids if status and pk not in standing]
    made = _start(family, new, status, started_on, by) if new else []
    _keep_why(family, reason, by)
    for child_id in child_ids:
        audit.record(
            by=by,
            action="status.changed",
            target=family,
            changes={"status": status, "started_on": started_on.isoformat()},
            family_id=family.pk,
            person_id=child_id,
        )
    return made


def _keep_why(family: Family, reason: str, by: Viewer) -> None:
    """A status says why only where it ended; something may only have begun."""
    why = {"service_because": reason}
    keep_words(of=family, family_id=family.pk, words=why, by=by)


def _check_not_before(running: QuerySet[ServiceStatus], started_on: date) -> None:
    latest = running.aggregate(day=Max("started_on"))["day"]
    if latest and started_on < latest:
        raise CannotDo(
            f"What they have now began on {day_in_words(latest)}. Enter that day or "
            "later",
            "started_on",
        )


def _start(
    family: Family, child_ids: Sequence[UUID], status: str, on: date, by: Viewer
) -> list[ServiceStatus]:
    return ServiceStatus.objects.bulk_create(
        ServiceStatus(
            authority_id=family.authority_id,
            family=family,
            child_id=child_id,
            status=ServiceStatus.Status(status),
            started_on=on,
            recorded_by_id=by.worker_id,
        )
        for child_id in child_ids
    )


def _check_children(family: Family, child_ids: Sequence[UUID]) -> None:
    if not child_ids:
        raise CannotDo("Choose at least one child", "children")
    children = set(
        FamilyMember.objects.filter(
            authority_id=family.authority_id,
            family=family,
            part__in=[FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN],
        ).values_list("person_id", flat=True)
    )
    if set(child_ids) - children:
        raise NotFound("child of this family")
