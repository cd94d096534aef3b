"""What waits for a worker in their families, or for a manager in the team's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from kinfold.platform.kept_queries import kept
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
# an empty list would be another query; nothing is asked of this one, which is nobody's
NO_FAMILY: Final = [UUID(int=0)]
Keys: TypeAlias = tuple[str, ...]
Found: TypeAlias = tuple[UUID, str, date]
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
    Three queries at most, two when nothing waits, one more when something does by name.

    Raises:
        PermissionDenied: the role does not include this list of families.
    """
    if viewer.worker_id is None:
        return ()
    found = _found(viewer, scope, today)
    if not found:
        return ()
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


def _found(viewer: Viewer, scope: Scope, today: date) -> list[Found]:
    """Which family, what waits in it and its day."""
    by_name, in_these = _kinds_for(viewer, scope)
    closed_on = _these(viewer, scope, today) if in_these else {}
    if not closed_on:
        in_these = ()
    if not (by_name or in_these):
        return []
    found: list[Found] = _question(today, by_name, in_these)(
        authority_id=viewer.in_authority(),
        worker_id=own_worker_id(viewer),
        now=[pk for pk, closed in closed_on.items() if not closed] or NO_FAMILY,
        ended=[pk for pk, closed in closed_on.items() if closed] or NO_FAMILY,
    )
    return _that_may_be_opened(viewer, found) if by_name else found


def _kinds_for(viewer: Viewer, scope: Scope) -> tuple[Keys, Keys]:
    """What can wait for the viewer by name, and what in the families of a list."""
    reach, kinds = REACH.get(scope), offered().values()
    may_look = any(one is not Scope.NOBODY for one in scopes_for(viewer))
    by_name = (
        one.key for one in kinds if one.is_by_name and _may(viewer, one, Reach.MINE)
    )
    in_these = (
        one.key
        for one in kinds
        if reach is not None and not one.is_by_name and _may(viewer, one, reach)
    )
    return tuple(by_name) if may_look else (), tuple(in_these)


def _these(viewer: Viewer, scope: Scope, today: date) -> dict[UUID, date | None]:
    """The families of a list, and when each was closed. One query."""
    wanted = FamilyFilter(scope=scope, or_closed_since=today - ENDED_LATELY)
    return dict(listed_families(viewer, wanted).values_list("pk", "closed_on"))


@lru_cache(maxsize=32)
def _question(today: date, by_name: Keys, in_these: Keys) -> Callable[..., list[Found]]:
    """The query of a day for what can wait: every room's part of it, put together once.

    Each role asks for the same kinds all day, and putting the parts together anew took
    three quarters of the time of the list of families.
    """

    @partial(kept, may_go_unasked=("worker_id", "now", "ended"))
    def ask(
        *, authority_id: UUID, worker_id: UUID, now: list[UUID], ended: list[UUID]
    ) -> Rows:
        def asked(families: Sequence[UUID] | QuerySet[Any, Any]) -> Asked:
            return Asked(
                authority_id=authority_id,
                family_ids=families,
                worker_id=worker_id,
                today=today,
            )

        anywhere = Family.objects.filter(authority_id=authority_id).values("pk")
        parts = [offered()[key].rows(asked(anywhere)) for key in by_name]
        for kind in (offered()[key] for key in in_these):
            parts.append(kind.rows(asked(ended if kind.is_after_end else now)))
        first, *others = parts
        return first.union(*others, all=True)

    return ask


def _that_may_be_opened(viewer: Viewer, found: list[Found]) -> list[Found]:
    """Without what waits by name in a family that the viewer may not look at now."""
    by_name = {pk for pk, what, _ in found if offered()[what].is_by_name}
    if not by_name:
        return found
    widest = [one for one in scopes_for(viewer) if one is not Scope.NOBODY][-1]
    families = listed_families(viewer, FamilyFilter(scope=widest))
    open_to_them = set(families.filter(pk__in=by_name).values_list("pk", flat=True))
    return [
        one
        for one in found
        if not offered()[one[1]].is_by_name or one[0] in open_to_them
    ]


def _may(viewer: Viewer, kind: Kind, reach: Reach) -> bool:
    state = RecordState(nearness=reach, is_closed=kind.is_after_end)
    return bool(viewer.may(kind.needs, state))
