"""Authorities, workers and viewers for tests. Fixed words, never chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

from django.db import connection

from kinfold.platform.fences import APP_ROLE
from kinfold.platform.models import (
    Authority,
    Programme,
    ProgrammeMember,
    Team,
    TeamMembership,
    User,
    Worker,
)
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

_numbers = count(1)


def make_authority(name: str) -> Authority:
    """An authority. The application may not make one, so this is done as the owner."""
    authority = Authority(name=name, slug=name.lower().replace(" ", "-"))
    as_owner(lambda: authority.save(force_insert=True))
    return authority


def as_owner(write: Callable[[], object]) -> None:
    """Run `write` with the owner's rights, inside the test's own transaction.

    Only the suite can: its connection logs in as the owner and takes the application's
    role, where a real server logs in as the application and has no way back.
    """
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        try:
            write()
        finally:
            cursor.execute(f"SET ROLE {APP_ROLE}")


def chain_now(by: Viewer) -> None:
    """Link what was audited, as a commit would; a test's own transaction has none."""
    with as_viewer(by), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def make_team(authority: Authority, name: str = "Lincoln North") -> Team:
    with as_authority(authority.pk):
        team, _ = Team.objects.get_or_create(authority=authority, name=name)
    return team


def make_worker_viewer(
    authority: Authority, *roles: Role, name: str = "", team: Team | None = None
) -> Viewer:
    """Somebody who works in `authority`, in a team if one is given."""
    number = next(_numbers)
    user = User.objects.create_user(
        f"worker{number}@example.org", name=name or f"Worker {number}"
    )
    with as_authority(authority.pk):
        worker = Worker.objects.create(
            authority=authority,
            user=user,
            name=user.name,
            roles=[role.value for role in roles],
        )
        if team is not None:
            TeamMembership.objects.create(
                authority=authority,
                team=team,
                worker=worker,
                is_manager=Role.TEAM_MANAGER in roles,
                started_on=date(2026, 1, 5),
            )
    return Viewer(
        user_id=user.pk,
        name=worker.name,
        authority_id=authority.pk,
        worker_id=worker.pk,
        roles=frozenset(roles),
        team_ids=frozenset({team.pk} if team else ()),
    )


def make_programme_viewer(*roles: Role) -> Viewer:
    number = next(_numbers)
    user = User.objects.create_user(
        f"lead{number}@example.org", name=f"Programme person {number}"
    )
    made: list[Programme] = []

    def write() -> None:
        programme, _ = Programme.objects.get_or_create(
            slug="programme",
            defaults={"name": "A programme", "starts_on": date(2017, 9, 29)},
        )
        ProgrammeMember.objects.create(
            programme=programme, user=user, roles=[role.value for role in roles]
        )
        made.append(programme)

    as_owner(write)
    return Viewer(
        user_id=user.pk,
        name=user.name,
        roles=frozenset(roles),
        programme_ids=frozenset({made[0].pk}),
    )
