"""What waits for a worker in their families, or for a manager in the team's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import (
    FamilyFilter,
    Scope,
    listed_families,
    scopes_for,
)
from kinfold.records.selectors.records import families_with_workers, own_worker_id
from kinfold.records.waiting import Asked, Kind, Rows, offered
from kinfold_core.access import Reach, RecordState

# a year of asking afterwards, and as long again to have done it
ENDED_LATELY = timedelta(days=2 * 365)
REACH = {Scope.MINE: Reach.MINE, Scope.TEAM: Reach.TEAM}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits in one family, since or until its day."""

    family: Family
    kind: Kind
    day: date


def waiting_for(viewer: Viewer, scope: Scope, *, today: date) -> tuple[WaitingRow, ...]:
    """What waits for the viewer in these families, the most pressing first.

    What waits for them by name waits in any family they may open. Of the rest, those
    who see the whole authority are asked for nothing: it waits for somebody nearer.
    Three queries at most, two when nothing waits.

    Raises:
        PermissionDenied: the role does not include this list of families.
    """
    if viewer.worker_id is None:
        return ()
    parts = [*_by_name(viewer, today), *_in_these(viewer, scope, today)]
    if not parts:
        return ()
    first, *others = parts
    found = list(first.union(*others, all=True))
    named = families_with_workers(viewer).in_bulk(
        [family_id for family_id, _, _ in found]
    )
    rows = [
        WaitingRow(named[pk], offered()[what], day)
        for pk, what, day in found
        # a family may have been closed or opened again since it was found
        if pk in named and named[pk].is_closed == offered()[what].is_after_end
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.kind.order, row.day, row.family.sort_key))
    )


def _by_name(viewer: Viewer, today: date) -> list[Rows]:
    """What waits for the viewer and nobody else, wherever they may look."""
    kinds = [one for one in offered().values() if one.is_by_name]
    kinds = [one for one in kinds if _may(viewer, one, Reach.MINE)]
    widest = [one for one in scopes_for(viewer) if one is not Scope.NOBODY]
    if not kinds or not widest:
        return []
    families = listed_families(viewer, FamilyFilter(scope=widest[-1]))
    asked = _asked(viewer, today, families.order_by().values("pk"))
    return [kind.rows(asked) for kind in kinds]


def _in_these(viewer: Viewer, scope: Scope, today: date) -> list[Rows]:
    """What waits in the families of a list for whoever works with them. One query."""
    reach = REACH.get(scope)
    if reach is None:
        return []
    kinds = [
        one
        for one in offered().values()
        if not one.is_by_name and _may(viewer, one, reach)
    ]
    if not kinds:
        return []
    wanted = FamilyFilter(scope=scope, or_closed_since=today - ENDED_LATELY)
    closed_on = dict(listed_families(viewer, wanted).values_list("pk", "closed_on"))
    if not closed_on:
        return []
    now = _asked(viewer, today, [pk for pk, closed in closed_on.items() if not closed])
    ended = _asked(viewer, today, [pk for pk, closed in closed_on.items() if closed])
    return [kind.rows(ended if kind.is_after_end else now) for kind in kinds]


def _asked(
    viewer: Viewer, today: date, family_ids: Sequence[UUID] | QuerySet[Any, Any]
) -> Asked:
    return Asked(
        authority_id=viewer.in_authority(),
        family_ids=family_ids,
        worker_id=own_worker_id(viewer),
        today=today,
    )


def _may(viewer: Viewer, kind: Kind, reach: Reach) -> bool:
    state = RecordState(nearness=reach, is_closed=kind.is_after_end)
    return bool(viewer.may(kind.needs, state))
