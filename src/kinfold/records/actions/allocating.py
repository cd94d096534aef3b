"""Who works with a family: a team, and a worker of it who can hold it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Team, TeamMembership, Worker
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Allocation
from kinfold.records.selectors.lists import HOLDS_FAMILIES
from kinfold.records.selectors.records import family_for
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


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
    before = _end_running(by, family_id, (team_id, worker_id), started_on)
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


def _end_running(
    by: Viewer, family_id: UUID, wanted: tuple[UUID, UUID | None], on: date
) -> list[str] | None:
    """End what runs now. Returns the team and worker it was with."""
    running = Allocation.objects.filter(
        authority_id=by.in_authority(), family=family_id, ended_on=None
    ).first()
    if running is None:
        return None
    if (running.team_id, running.worker_id) == wanted:
        raise CannotDo("The family is with them already", "holder")
    if on < running.started_on:
        raise CannotDo(
            f"It has been where it is since {day_in_words(running.started_on)}. "
            "Enter that day or later",
            "started_on",
        )
    running.ended_on = on
    running.save(update_fields=["ended_on"])
    return [str(running.team_id), str(running.worker_id)]


def _check_worker(by: Viewer, worker_id: UUID, team: Team) -> None:
    worker = Worker.objects.filter(
        authority_id=by.in_authority(), pk=worker_id, is_active=True
    ).first()
    if worker is None:
        raise NotFound("holder")
    if not HOLDS_FAMILIES & set(worker.roles):
        raise CannotDo(f"{worker.name} does not hold families", "holder")
    is_in_team = TeamMembership.objects.filter(
        authority_id=by.in_authority(), worker=worker, team=team, ended_on=None
    ).exists()
    if not is_in_team:
        raise CannotDo(f"{worker.name} is not in {team.name}", "holder")
