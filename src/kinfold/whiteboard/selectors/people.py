"""Teams and workers to narrow the board to."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.models import Team, TeamMembership
from kinfold.platform.viewer import Viewer


def teams_to_choose(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Open teams of the authority, by name. One query."""
    return list(
        Team.objects.filter(authority_id=viewer.in_authority(), is_open=True)
        .order_by("name")
        .values_list("pk", "name")
    )


def workers_to_choose(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Workers of the viewer's own teams, by name. One query."""
    return list(
        TeamMembership.objects.filter(
            authority_id=viewer.in_authority(),
            team_id__in=viewer.team_ids,
            ended_on=None,
            worker__is_active=True,
        )
        .order_by("worker__name", "worker_id")
        .values_list("worker_id", "worker__name")
        .distinct()
    )
