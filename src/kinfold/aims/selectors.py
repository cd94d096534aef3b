"""Reads of goals. Those of an authority that left are shown to nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role sees no programme.
    NotFound: there is none such for the viewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from kinfold.aims import policy
from kinfold.aims.models import (
    AuthorityGoal,
    AuthorityGoalRating,
    AuthorityGoalVersion,
)
from kinfold.aims.published import moved
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.returns.models import Figure
from kinfold.returns.policy import may_see_figures
from kinfold.returns.selectors import figures
from kinfold_measures.named_goals import NAMED, Moving


@dataclass(frozen=True, slots=True)
class GoalGlance:
    """How many goals an authority has, and how many moved the hoped way."""

    count: int
    hoped: int
    away: int

    @property
    def words(self) -> str:
        goals = f"{self.count} goal{'' if self.count == 1 else 's'}"
        return (
            f"{goals}: by more than chance, {self.hoped} moved the hoped way and "
            f"{self.away} the other way"
        )


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    insist(policy.may_see(viewer))
    return list(programmes_open_to(viewer))


def place_in(viewer: Viewer, programme_id: UUID, place: UUID) -> ProgrammeAuthority:
    """The authority in the programme today, if the viewer may see its goals."""
    insist(policy.may_see(viewer))
    found = (
        ProgrammeAuthority.objects.filter(
            in_it_today(),
            programme=programme_id,
            authority=place,
            programme__in=programmes_open_to(viewer),
        )
        .select_related("programme", "authority")
        .first()
    )
    if found is None or viewer.authority_id not in {None, place}:
        raise NotFound(f"No authority {place} in the programme {programme_id}")
    return found


def versions_open_to(viewer: Viewer) -> QuerySet[AuthorityGoalVersion]:
    insist(policy.may_see(viewer))
    rows = AuthorityGoalVersion.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    )
    return rows.select_related("goal", "authority")


def standing(
    viewer: Viewer, programmes: Iterable[UUID], place: UUID | None = None
) -> list[AuthorityGoalVersion]:
    """What each goal says now, by authority and title, dropped ones last. One query."""
    rows = versions_open_to(viewer).filter(
        version=F("goal__version"), programme__in=list(programmes)
    )
    if place:
        rows = rows.filter(authority=place)
    return list(rows.order_by("authority__name", "is_dropped", "title", "pk"))


def history(viewer: Viewer, goal_id: UUID) -> list[AuthorityGoalVersion]:
    """All that a goal said, the newest first. One query."""
    rows = versions_open_to(viewer).filter(goal=goal_id).order_by("-version")
    found = list(rows)
    if not found:
        raise NotFound(f"No goal {goal_id}")
    return found


def locked(viewer: Viewer, goal_id: UUID) -> AuthorityGoal:
    insist(policy.may_see(viewer))
    rows = AuthorityGoal.objects.filter(
        place_is_in_it(), pk=goal_id, programme__in=programmes_open_to(viewer)
    )
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound(f"No goal {goal_id}")
    return found


def ratings(viewer: Viewer, goal_id: UUID) -> list[AuthorityGoalRating]:
    """The newest first."""
    insist(policy.may_see(viewer))
    rows = AuthorityGoalRating.objects.filter(
        place_is_in_it(), goal=goal_id, programme__in=programmes_open_to(viewer)
    )
    return list(rows.order_by("-rated_on", "-at"))


def own_figures(viewer: Viewer, said: AuthorityGoalVersion) -> list[Figure]:
    """What the authority counted itself of the goal's measure: for its own people."""
    code = said.goal.code
    if viewer.authority_id != said.authority_id or not code:
        return []
    if not may_see_figures(viewer):
        return []
    named = NAMED.get(said.goal.key)
    counted = figures.figures_of(viewer, (named.own if named else "") or code)
    return [one for one in counted if not one.breakdown and one.period_kind == "year"]


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, GoalGlance]:
    """Each authority's goals that stand, by authority. One query."""
    found: dict[UUID, list[Moving | None]] = {}
    for one in standing(viewer, [programme_id], place):
        if not one.is_dropped:
            found.setdefault(one.authority_id, []).append(moved(one))
    return {
        where: GoalGlance(len(each), each.count(Moving.HOPED), each.count(Moving.AWAY))
        for where, each in found.items()
    }
