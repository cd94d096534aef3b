"""What waits for a worker in their families, or for a manager in the team's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import FamilyFilter, Scope, listed_families
from kinfold.records.waiting import Asked, Kind, offered
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

    Three queries at most, two when nothing waits. Those who see the whole authority
    are asked for nothing here: it waits for somebody nearer.

    Raises:
        PermissionDenied: the role does not include this list of families.
    """
    reach = REACH.get(scope)
    if reach is None or viewer.worker_id is None:
        return ()
    kinds = [kind for kind in offered().values() if _may(viewer, kind, reach)]
    if not kinds:
        return ()
    families = listed_families(
        viewer, FamilyFilter(scope=scope, or_closed_since=today - ENDED_LATELY)
    )
    closed_on = dict(families.values_list("pk", "closed_on"))
    if not closed_on:
        return ()
    asked = Asked(
        authority_id=viewer.in_authority(),
        family_ids=[pk for pk, closed in closed_on.items() if closed is None],
        worker_id=viewer.worker_id,
        today=today,
    )
    ended = replace(
        asked, family_ids=[pk for pk, closed in closed_on.items() if closed]
    )
    first, *others = [
        kind.rows(ended if kind.is_after_end else asked) for kind in kinds
    ]
    found = list(first.union(*others, all=True))
    named = families.in_bulk([family_id for family_id, _, _ in found])
    rows = [
        WaitingRow(named[pk], offered()[what], day)
        for pk, what, day in found
        # a family may have been closed or opened again since it was found
        if pk in named and named[pk].is_closed == offered()[what].is_after_end
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.kind.order, row.day, row.family.sort_key))
    )


def _may(viewer: Viewer, kind: Kind, reach: Reach) -> bool:
    state = RecordState(nearness=reach, is_closed=kind.is_after_end)
    return bool(viewer.may(kind.needs, state))
