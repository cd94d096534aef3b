"""Reads of an authority's workers, teams and invitations. Viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Team, TeamMembership, Worker
from kinfold.platform.signin.models import Invitation
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action, Role

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class WorkerRow:
    id: UUID
    name: str
    job_title: str
    roles: tuple[Role, ...]
    team_names: tuple[str, ...]
    is_active: bool
    is_self: bool


@dataclass(frozen=True, slots=True)
class WorkerPage:
    """One worker as the page that changes them needs it."""

    row: WorkerRow
    team_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: UUID
    email: str
    name: str
    roles: tuple[Role, ...]
    invited_by_name: str
    invited_at: datetime
    expires_at: datetime
    is_expired: bool


def must_manage(viewer: Viewer) -> UUID:
    """The viewer's authority, if they manage its workers.

    Raises:
        NotFound: a programme viewer.
        PermissionDenied: their role does not include it.
    """
    authority_id = viewer.in_authority()
    decision = viewer.may(Action.MANAGE_WORKERS)
    if not decision:
        raise PermissionDenied(decision.reason)
    return authority_id


def _workers(authority_id: UUID) -> QuerySet[Worker]:
    current = TeamMembership.objects.filter(ended_on=None).select_related("team")
    return Worker.objects.filter(authority_id=authority_id).prefetch_related(
        Prefetch("team_memberships", queryset=current, to_attr="current_teams")
    )


def _row(viewer: Viewer, worker: Worker) -> WorkerRow:
    memberships: list[TeamMembership] = worker.current_teams  # type: ignore[attr-defined]
    return WorkerRow(
        id=worker.pk,
        name=worker.name,
        job_title=worker.job_title,
        roles=known_roles(worker.roles),
        team_names=tuple(sorted(m.team.name for m in memberships)),
        is_active=worker.is_active,
        is_self=worker.pk == viewer.worker_id,
    )


def known_roles(values: list[str]) -> tuple[Role, ...]:
    """Roles in the table's order; one that this version does not know is left out."""
    return tuple(role for role in Role if role.value in set(values))


def workers(viewer: Viewer, *, page: int = 1) -> tuple[list[WorkerRow], int]:
    """One page of the authority's workers by name, and how many pages there are.

    Those whose access has ended come last. Three queries.
    """
    everybody = _workers(must_manage(viewer)).order_by(
        F("is_active").desc(), "name", "pk"
    )
    pages = max(1, -(-everybody.count() // PAGE_SIZE))
    start = (min(max(page, 1), pages) - 1) * PAGE_SIZE
    rows = everybody[start : start + PAGE_SIZE]
    return [_row(viewer, worker) for worker in rows], pages


def worker(viewer: Viewer, worker_id: UUID) -> WorkerPage:
    """One worker of the viewer's authority.

    Raises:
        NotFound: there is none such here.
    """
    found = _workers(must_manage(viewer)).filter(pk=worker_id).first()
    if found is None:
        raise NotFound("No such worker in this authority")
    memberships: list[TeamMembership] = found.current_teams  # type: ignore[attr-defined]
    return WorkerPage(
        row=_row(viewer, found), team_ids=tuple(m.team_id for m in memberships)
    )


def teams(viewer: Viewer) -> list[tuple[UUID, str]]:
    """The authority's open teams by name. One query."""
    found = Team.objects.filter(authority_id=viewer.in_authority(), is_open=True)
    return list(found.order_by("name").values_list("pk", "name"))


def invitations(viewer: Viewer) -> list[InvitationRow]:
    """Invitations that nobody has used or taken back, newest first. One query."""
    now = timezone.now()
    waiting = Invitation.objects.filter(
        authority_id=must_manage(viewer), accepted_at=None, revoked_at=None
    ).select_related("invited_by")
    return [
        InvitationRow(
            id=one.pk,
            email=one.email,
            name=one.name,
            roles=known_roles(one.roles),
            invited_by_name=one.invited_by.name if one.invited_by else "",
            invited_at=one.invited_at,
            expires_at=one.expires_at,
            is_expired=one.expires_at <= now,
        )
        for one in waiting.order_by("-invited_at")
    ]
