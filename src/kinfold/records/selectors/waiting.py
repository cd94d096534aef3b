"""What waits for a worker in their families, or for a manager in the team's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import FamilyFilter, Scope, listed_families
from kinfold.records.waiting import Asked, Kind, offered
from kinfold_core.access import Reach, RecordState

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
    state = RecordState(nearness=reach)
    kinds = [kind for kind in offered().values() if viewer.may(kind.needs, state)]
    if not kinds:
        return ()
    families = listed_families(viewer, FamilyFilter(scope=scope))
    family_ids = list(families.values_list("pk", flat=True))
    if not family_ids:
        return ()
    asked = Asked(
        authority_id=viewer.in_authority(),
        family_ids=family_ids,
        worker_id=viewer.worker_id,
        today=today,
    )
    first, *others = [kind.rows(asked) for kind in kinds]
    found = list(first.union(*others, all=True))
    named = families.in_bulk([family_id for family_id, _, _ in found])
    # a family may have been closed since it was found
    rows = [
        WaitingRow(named[pk], offered()[what], day)
        for pk, what, day in found
        if pk in named
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.kind.order, row.day, row.family.sort_key))
    )
