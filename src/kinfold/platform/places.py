"""Where somebody is at work right now: one authority, or one programme."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from kinfold.platform.models import (
    ProgrammeMember,
    TeamMembership,
    User,
    Worker,
)
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import PROGRAMME_ROLES, Role

_KEY = "place"


@dataclass(frozen=True, slots=True)
class Place:
    """One door that an account opens. At most one of the two ids is set."""

    authority_id: UUID | None = None
    programme_id: UUID | None = None
    name: str = ""

    @classmethod
    def from_session(cls, session: MutableMapping[str, Any]) -> Place:
        kind, _, raw = str(session.get(_KEY, "")).partition(":")
        if kind == "authority":
            return cls(authority_id=UUID(raw))
        if kind == "programme":
            return cls(programme_id=UUID(raw))
        return cls()

    def keep_in(self, session: MutableMapping[str, Any]) -> None:
        if self.authority_id:
            session[_KEY] = f"authority:{self.authority_id}"
        elif self.programme_id:
            session[_KEY] = f"programme:{self.programme_id}"
        else:
            session.pop(_KEY, None)


def places_of(user_id: int) -> list[Place]:
    """Every place this account opens, authorities first. Two queries."""
    with as_authority(None, user_id=user_id):
        workers = Worker.objects.filter(user_id=user_id, is_active=True)
        authorities = [
            Place(authority_id=pk, name=name)
            for pk, name in workers.order_by("authority__name").values_list(
                "authority_id", "authority__name"
            )
        ]
    members = ProgrammeMember.objects.filter(user_id=user_id)
    return authorities + [
        Place(programme_id=pk, name=name)
        for pk, name in members.order_by("programme__name").values_list(
            "programme_id", "programme__name"
        )
    ]


def viewer_in(place: Place, *, user_id: int) -> Viewer:
    """The viewer as they stand in `place` today. One query.

    Read afresh on every request, so that a role or a place taken away is gone at once.
    Somebody who no longer works there comes back without an authority.
    """
    if place.authority_id:
        return _worker(place.authority_id, user_id)
    if place.programme_id:
        return _member(place.programme_id, user_id)
    return Viewer(user_id=user_id, name=_account_name(user_id))


def _worker(authority_id: UUID, user_id: int) -> Viewer:
    teams = TeamMembership.objects.filter(
        authority_id=OuterRef("authority_id"), worker=OuterRef("pk"), ended_on=None
    )
    row = (
        Worker.objects.filter(
            authority_id=authority_id, user_id=user_id, is_active=True
        )
        .annotate(team_ids=ArraySubquery(teams.values("team_id")))
        .values_list("pk", "name", "roles", "team_ids", "authority__name")
        .first()
    )
    if row is None:
        return Viewer(user_id=user_id, name=_account_name(user_id))
    worker_id, name, roles, team_ids, place_name = row
    return Viewer(
        user_id=user_id,
        name=name,
        authority_id=authority_id,
        worker_id=worker_id,
        roles=_known(roles) - PROGRAMME_ROLES,
        team_ids=frozenset(team_ids),
        place_name=place_name,
    )


def _member(programme_id: UUID, user_id: int) -> Viewer:
    row = (
        ProgrammeMember.objects.filter(programme_id=programme_id, user_id=user_id)
        .values_list("user__name", "roles", "programme__name")
        .first()
    )
    if row is None:
        return Viewer(user_id=user_id, name=_account_name(user_id))
    name, roles, place_name = row
    return Viewer(
        user_id=user_id,
        name=name,
        roles=_known(roles) & PROGRAMME_ROLES,
        programme_ids=frozenset({programme_id}),
        place_name=place_name,
    )


def _known(values: list[str]) -> frozenset[Role]:
    """Roles this version knows. A role of a later version grants nothing here."""
    return frozenset(Role(value) for value in values if value in set(Role))


def _account_name(user_id: int) -> str:
    return User.objects.filter(pk=user_id).values_list("name", flat=True).first() or ""
