"""What service the children have, and who works with the family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.people.errors import CannotDo
from kinfold.people.models import Allocation, Family, FamilyMember, ServiceStatus
from kinfold.people.selectors.lists import HOLDS_FAMILIES
from kinfold.people.selectors.records import family_for
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Team, TeamMembership, Worker
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action


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
    latest = running.aggregate(day=Max("started_on"))["day"]
    if latest and started_on < latest:
        raise CannotDo(
            f"What they have now began on {latest:%-d %B %Y}. Enter that day or later",
            "started_on",
        )
    standing = set(running.filter(status=status).values_list("child_id", flat=True))
    if not keeps_others:
        running.exclude(status=status).update(
            ended_on=started_on, end_reason=reason[:255]
        )
    made = [
        ServiceStatus(
            authority_id=family.authority_id,
            family=family,
            child_id=child_id,
            status=ServiceStatus.Status(status),
            started_on=started_on,
            recorded_by_id=by.worker_id,
        )
        for child_id in child_ids
        if status and child_id not in standing
    ]
    ServiceStatus.objects.bulk_create(made)
    for child_id in child_ids:
        audit.record(
            by=by,
            action="status.changed",
            target=family,
            changes={"status": status, "started_on": started_on.isoformat()},
            family_id=family.pk,
            person_id=child_id,
            why=reason[:500],
        )
    return made


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


@transaction.atomic
def allocate_family(
    *,
    family_id: UUID,
    team_id: UUID,
    worker_id: UUID | None,
    started_on: date,
    by: Viewer,
) -> Allocation:
    """The family's record is with this team, and this worker of it, from a day on.

    Raises:
        NotFound: no such team or worker in the authority.
        CannotDo: the worker cannot hold families, is not in that team, or the day is
            in the future or before the running allocation began.
    """
    family = family_for(by, family_id, Action.ALLOCATE_FAMILY, is_locked=True)
    team = Team.objects.filter(authority_id=by.in_authority(), pk=team_id).first()
    if team is None:
        raise NotFound("team")
    if worker_id:
        _check_worker(by, worker_id, team)
    if started_on > timezone.localdate():
        raise CannotDo("Enter today or an earlier day", "started_on")
    running = Allocation.objects.filter(
        authority_id=by.in_authority(), family=family, ended_on=None
    ).first()
    before = [str(running.team_id), str(running.worker_id)] if running else None
    if running:
        if (running.team_id, running.worker_id) == (team_id, worker_id):
            raise CannotDo("The family is with them already", "worker")
        if started_on < running.started_on:
            raise CannotDo(
                "It has been where it is since "
                f"{running.started_on:%-d %B %Y}. Enter that day or later",
                "started_on",
            )
        running.ended_on = started_on
        running.save(update_fields=["ended_on"])
    allocation = Allocation.objects.create(
        authority_id=by.in_authority(),
        family=family,
        team=team,
        worker_id=worker_id,
        started_on=started_on,
        allocated_by_id=by.worker_id,
    )
    audit.record(
        by=by,
        action="family.allocated",
        target=allocation,
        changes={"to": [str(team_id), str(worker_id)], "from": before},
        family_id=family.pk,
    )
    return allocation


def _check_worker(by: Viewer, worker_id: UUID, team: Team) -> None:
    worker = Worker.objects.filter(
        authority_id=by.in_authority(), pk=worker_id, is_active=True
    ).first()
    if worker is None:
        raise NotFound("worker")
    if not HOLDS_FAMILIES & set(worker.roles):
        raise CannotDo(f"{worker.name} does not hold families", "worker")
    is_in_team = TeamMembership.objects.filter(
        authority_id=by.in_authority(), worker=worker, team=team, ended_on=None
    ).exists()
    if not is_in_team:
        raise CannotDo(f"{worker.name} is not in {team.name}", "worker")
