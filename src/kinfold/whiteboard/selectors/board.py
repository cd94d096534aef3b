"""Which families stand on a board, and who works with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from kinfold.platform.chain.newest import newest_change
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import FamilyFilter, Scope, listed_families
from kinfold.records.selectors.records import own_worker_id
from kinfold.whiteboard.models import SavedView
from kinfold_core.access import Action, Reach, RecordState

FAMILIES_ON_A_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose families, narrowed to a team, a worker, a service."""

    scope: Scope = Scope.MINE
    team_id: UUID | None = None
    worker_id: UUID | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class BoardFamily:
    """A family on a board. `newest_change` is the audit's link to the last one."""

    id: UUID
    name: str
    worker: str | None
    team: str | None
    team_id: UUID | None
    newest_change: int


def may_see_workers(viewer: Viewer) -> bool:
    """Whether families may be seen worker by worker.

    Those who reach the whole authority see families and teams, and no list of
    workers side by side.
    """
    return not viewer.may(Action.OPEN_FAMILY, RecordState(nearness=Reach.AUTHORITY))


def families(viewer: Viewer, asked: Asked) -> tuple[BoardFamily, ...]:
    """Every family asked for, by name. One query.

    Raises:
        PermissionDenied: the role has no whiteboard, or does not reach that far.
    """
    return _of(_asked(viewer, asked))


def board(viewer: Viewer, asked: Asked, *, page: int) -> Page[BoardFamily]:
    """A page of the families asked for, by name. One query, or two for several pages.

    Raises:
        PermissionDenied: the role has no whiteboard, or does not reach that far.
    """
    rows = _asked(viewer, asked)
    if page == 1:
        first = _of(rows[: FAMILIES_ON_A_PAGE + 1])
        if len(first) <= FAMILIES_ON_A_PAGE:  # nearly always: nothing left to count
            return Paginator(first, FAMILIES_ON_A_PAGE).page(1)
    shown: Page[Any] = Paginator(rows, FAMILIES_ON_A_PAGE).get_page(page)
    shown.object_list = _of(shown.object_list)
    return shown


def _asked(viewer: Viewer, asked: Asked) -> QuerySet[Family, tuple[Any, ...]]:
    """The columns of a `BoardFamily`, a row for each."""
    decision = viewer.may(Action.SEE_WHITEBOARD)
    if not decision:
        raise PermissionDenied(decision.reason)
    rows = listed_families(viewer, FamilyFilter(scope=asked.scope, status=asked.status))
    if asked.team_id:
        rows = rows.filter(Q(allocated_team_id=asked.team_id))
    if asked.worker_id and may_see_workers(viewer):
        rows = rows.filter(Q(allocated_worker_id=asked.worker_id))
    return (
        rows.annotate(newest_change=newest_change(viewer.in_authority()))
        .order_by("sort_key", "pk")
        .values_list(
            "pk", "name", "worker_name", "team_name", "allocated_team_id",
            "newest_change",
        )
    )  # fmt: skip


def _of(rows: Iterable[tuple[Any, ...]]) -> tuple[BoardFamily, ...]:
    return tuple(BoardFamily(*row) for row in rows)


def saved_views(viewer: Viewer) -> list[SavedView]:
    """The viewer's own ways of looking, by name. One query."""
    return list(
        SavedView.objects.filter(
            authority_id=viewer.in_authority(), worker_id=own_worker_id(viewer)
        ).order_by("name")
    )
