"""The whiteboard: families in rows, all that is known of each, in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Q

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import FamilyFilter, Scope, listed_families
from kinfold.records.selectors.records import own_worker_id
from kinfold.stages.selectors import evidence_of
from kinfold.whiteboard.models import SavedView
from kinfold.whiteboard.selectors.told import ScaleTold, Told, scales_of, told_of
from kinfold_core.access import Action, Reach, RecordState
from kinfold_core.practice.stages import Seen, Standing, standing_on

FAMILIES_ON_A_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose families, narrowed to a team, a worker, a service."""

    scope: Scope = Scope.MINE
    team_id: UUID | None = None
    worker_id: UUID | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One family and what its record shows."""

    family: Family
    standing: Standing
    told: Mapping[str, list[Told]]
    scales: tuple[ScaleTold, ...]


@dataclass(frozen=True, slots=True)
class Board:
    rows: tuple[BoardRow, ...]
    page: Page[Family] | None = None


def may_see_workers(viewer: Viewer) -> bool:
    """Whether families may be seen worker by worker.

    Those who reach the whole authority see families and teams, and no list of
    workers side by side.
    """
    return not viewer.may(Action.OPEN_FAMILY, RecordState(nearness=Reach.AUTHORITY))


def board(
    viewer: Viewer, asked: Asked, *, today: date, page: int | None = None
) -> Board:
    """The rows of a page, or of every family asked for. Six queries with a page.

    Raises:
        PermissionDenied: the role has no whiteboard, or does not reach that far.
    """
    decision = viewer.may(Action.SEE_WHITEBOARD)
    if not decision:
        raise PermissionDenied(decision.reason)
    families = listed_families(
        viewer, FamilyFilter(scope=asked.scope, status=asked.status)
    )
    if asked.team_id:
        families = families.filter(Q(allocated_team_id=asked.team_id))
    if asked.worker_id and may_see_workers(viewer):
        families = families.filter(Q(allocated_worker_id=asked.worker_id))
    families = families.order_by("sort_key", "pk")
    if page is None:
        return Board(_rows(viewer, list(families), today))
    shown = Paginator(families, FAMILIES_ON_A_PAGE).get_page(page)
    return Board(_rows(viewer, list(shown), today), shown)


def _rows(
    viewer: Viewer, families: Iterable[Family], today: date
) -> tuple[BoardRow, ...]:
    found = list(families)
    ids = [family.pk for family in found]
    evidence: Mapping[UUID, tuple[Seen, ...]] = evidence_of(viewer, ids, today=today)
    told = told_of(viewer, ids, today=today)
    scales = scales_of(viewer, ids)
    return tuple(
        BoardRow(
            family=family,
            standing=standing_on(evidence.get(family.pk, ()), today),
            told=told.get(family.pk, {}),
            scales=tuple(scales.get(family.pk, ())),
        )
        for family in found
    )


def saved_views(viewer: Viewer) -> list[SavedView]:
    """The viewer's own ways of looking, by name. One query."""
    return list(
        SavedView.objects.filter(
            authority_id=viewer.in_authority(), worker_id=own_worker_id(viewer)
        ).order_by("name")
    )
