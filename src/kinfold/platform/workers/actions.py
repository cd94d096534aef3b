"""Changes to who works in an authority. Each is audited where it is done."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Set
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.models import AuditEvent, Team, TeamMembership, Worker
from kinfold.platform.signin.models import Invitation
from kinfold.platform.viewer import Viewer
from kinfold.platform.workers.selectors import must_manage
from kinfold_core.access import Role
from kinfold_core.access.roles import AUTHORITY_ROLES

DAYS_OPEN = 7
SECRET_BYTES = 32


def hashed(secret: str) -> str:
    """What is kept of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite_worker(
    *,
    name: str,
    email: str,
    job_title: str,
    roles: Set[Role],
    team_ids: Set[UUID],
    by: Viewer,
) -> tuple[Invitation, str]:
    """Invite somebody. Returns the invitation and the secret of its link.

    The secret is nowhere else: only its hash is kept. An invitation to the same
    address that was still open is taken back.

    Raises:
        PermissionDenied: the inviter does not manage workers.
        NotFound: a team is not one of this authority's.
        ValueError: a role is not an authority's to give.
        Conflict: the address is of somebody who works here already (the inviter, for
            one), or somebody else is inviting it at this moment.
    """
    authority_id = must_manage(by)
    _check_roles(roles)
    _check_teams(authority_id, team_ids)
    if _works_here(authority_id, email):
        raise Conflict(
            "Somebody with this address works here already. Change what they do on "
            "their own page"
        )
    invitation, secret = open_invitation_for(
        authority_id=authority_id,
        email=email,
        name=name,
        job_title=job_title,
        roles=_values(roles),
        team_ids=team_ids,
        invited_by_id=by.worker_id,
    )
    _record(by, "worker.invited", invitation, {"roles": _values(roles)})
    return invitation, secret


def open_invitation_for(
    *,
    authority_id: UUID,
    email: str,
    name: str,
    roles: list[str],
    job_title: str = "",
    team_ids: Set[UUID] = frozenset(),
    invited_by_id: UUID | None = None,
) -> tuple[Invitation, str]:
    """Write an invitation, taking back one that was open for the same address.

    Inside the caller's transaction. Returns it and its secret, kept nowhere else.

    Raises:
        Conflict: another invitation to the address was written at the same moment.
    """
    now = timezone.now()
    _take_back(authority_id, email, now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation(
        authority_id=authority_id,
        email=email,
        name=name,
        job_title=job_title,
        roles=roles,
        team_ids=sorted(team_ids),
        secret_hash=hashed(secret),
        invited_by_id=invited_by_id,
        expires_at=now + timedelta(days=DAYS_OPEN),
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "Somebody else has invited this address just now. Look at the list of "
            "invitations before you invite them again"
        ) from error
    return invitation, secret


def _take_back(authority_id: UUID, email: str, now: datetime) -> None:
    Invitation.objects.filter(
        authority_id=authority_id, email=email, accepted_at=None, revoked_at=None
    ).update(revoked_at=now)


def _works_here(authority_id: UUID, email: str) -> bool:
    here = Worker.objects.filter(authority_id=authority_id, is_active=True)
    return here.filter(user__email=email).exists()


@transaction.atomic
def revoke_invitation(*, invitation_id: UUID, by: Viewer) -> None:
    """Take an invitation back; its link opens nothing from now on.

    Raises:
        NotFound: there is no such open invitation here.
    """
    authority_id = must_manage(by)
    found = (
        Invitation.objects.select_for_update()
        .filter(
            authority_id=authority_id,
            pk=invitation_id,
            accepted_at=None,
            revoked_at=None,
        )
        .first()
    )
    if found is None:
        raise NotFound("No such open invitation")
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    _record(by, "worker.invitation_revoked", found, {})


@transaction.atomic
def change_worker(
    *,
    worker_id: UUID,
    job_title: str,
    roles: Set[Role],
    team_ids: Set[UUID],
    today: date,
    by: Viewer,
) -> None:
    """Change what somebody does here. It holds from their next page on.

    Raises:
        NotFound: no such worker, or a team is not one of this authority's.
        Conflict: it would leave the authority with nobody to manage workers, or give
            the viewer a role or a team they did not have.
    """
    worker = _locked(worker_id, by)
    _check_roles(roles)
    if worker.pk == by.worker_id:
        _check_nothing_gained(worker, roles, team_ids)
    _check_teams(worker.authority_id, team_ids)
    if Role.AUTHORITY_ADMIN not in roles:
        _check_somebody_is_left(worker)
    before: dict[str, object] = {"roles": worker.roles, "job_title": worker.job_title}
    worker.roles, worker.job_title = _values(roles), job_title
    worker.save(update_fields=["roles", "job_title"])
    moved = set_teams(worker=worker, team_ids=team_ids, today=today)
    after: dict[str, object] = {"roles": worker.roles, "job_title": job_title}
    changed = {
        key: [before[key], after[key]] for key in after if before[key] != after[key]
    }
    _record(by, "worker.changed", worker, {**changed, **moved})


@transaction.atomic
def end_access(*, worker_id: UUID, today: date, by: Viewer) -> None:
    """Close this authority to somebody at once. Their name stays on what they wrote.

    Raises:
        NotFound: no such worker here.
        Conflict: it is oneself, or nobody would be left to manage workers.
    """
    worker = _locked(worker_id, by)
    if worker.pk == by.worker_id:
        raise Conflict("You cannot end your own access. Ask another administrator.")
    _check_somebody_is_left(worker)
    worker.is_active = False
    worker.save(update_fields=["is_active"])
    set_teams(worker=worker, team_ids=frozenset(), today=today)
    _record(by, "worker.access_ended", worker, {})


@transaction.atomic
def restore_access(*, worker_id: UUID, by: Viewer) -> None:
    """Open this authority to somebody again, with the roles they had.

    Raises:
        NotFound: no such worker here.
    """
    worker = _locked(worker_id, by)
    worker.is_active = True
    worker.save(update_fields=["is_active"])
    _record(by, "worker.access_restored", worker, {"roles": worker.roles})


def set_teams(
    *, worker: Worker, team_ids: Set[UUID], today: date
) -> dict[str, list[str]]:
    """Make the worker's current teams exactly these. Returns what changed."""
    current = {
        membership.team_id: membership
        for membership in TeamMembership.objects.filter(
            authority_id=worker.authority_id, worker=worker, ended_on=None
        )
    }
    for team_id in current.keys() - team_ids:
        current[team_id].ended_on = today
        current[team_id].save(update_fields=["ended_on"])
    for team_id in team_ids - current.keys():
        TeamMembership(
            authority_id=worker.authority_id,
            team_id=team_id,
            worker=worker,
            is_manager=Role.TEAM_MANAGER.value in worker.roles,
            started_on=today,
        ).save(force_insert=True)
    moves = {
        "teams_left": sorted(str(pk) for pk in current.keys() - team_ids),
        "teams_joined": sorted(str(pk) for pk in team_ids - current.keys()),
    }
    return {name: ids for name, ids in moves.items() if ids}


def _locked(worker_id: UUID, by: Viewer) -> Worker:
    """The worker, locked together with every administrator of the authority.

    Two administrators who each end the other at one moment would else both count the
    other as left. In the order of their keys, so that neither waits for the other.
    """
    authority_id = must_manage(by)
    rows = (
        Worker.objects.select_for_update()
        .filter(authority_id=authority_id)
        .filter(Q(pk=worker_id) | Q(roles__contains=[Role.AUTHORITY_ADMIN.value]))
        .order_by("pk")
    )
    worker = next((row for row in rows if row.pk == worker_id), None)
    if worker is None:
        raise NotFound("No such worker in this authority")
    return worker


def _check_somebody_is_left(worker: Worker) -> None:
    """An authority that nobody can let anybody into is locked for ever."""
    admin = Role.AUTHORITY_ADMIN.value
    if admin not in worker.roles or not worker.is_active:
        return
    others = Worker.objects.filter(
        authority_id=worker.authority_id, is_active=True
    ).exclude(pk=worker.pk)
    if not any(admin in roles for roles in others.values_list("roles", flat=True)):
        raise Conflict("Nobody else is an administrator here. Make somebody one first.")


def _check_nothing_gained(
    worker: Worker, roles: Set[Role], team_ids: Set[UUID]
) -> None:
    """Roles and teams open records: nobody opens them to themselves."""
    current = TeamMembership.objects.filter(
        authority_id=worker.authority_id, worker=worker, ended_on=None
    )
    joined = team_ids - set(current.values_list("team_id", flat=True))
    if set(_values(roles)) - set(worker.roles) or joined:
        raise Conflict(
            "You cannot give yourself a role or a team. Ask another administrator. If "
            "there is none, invite a second one"
        )


def _check_roles(roles: Set[Role]) -> None:
    if not roles or not roles <= AUTHORITY_ROLES:
        raise ValueError(f"Not roles of an authority: {sorted(roles)}")


def _check_teams(authority_id: UUID, team_ids: Set[UUID]) -> None:
    found = Team.objects.filter(authority_id=authority_id, pk__in=team_ids).count()
    if found != len(team_ids):
        raise NotFound("A team is not one of this authority's")


def _values(roles: Set[Role]) -> list[str]:
    return sorted(role.value for role in roles)


def _record(
    by: Viewer,
    action: str,
    target: Worker | Invitation,
    changes: Mapping[str, object],
) -> None:
    audit.record(
        by=by,
        action=action,
        target=target,
        changes=dict(changes),
        kind=AuditEvent.Kind.ACCESS,
    )
