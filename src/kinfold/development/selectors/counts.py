"""What the programme knows of who learns: counts of each authority, and no names."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from kinfold.development import policy
from kinfold.development.models import LearningTally
from kinfold.development.selectors.steps import programme
from kinfold.platform.holding import insist
from kinfold.platform.models import Authority, ProgrammeAuthority
from kinfold.platform.programme_places import at, in_it_today, place_is_in_it
from kinfold.platform.viewer import Viewer

FEW = policy.FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class Learned:
    """An authority at a glance: people who took each step, and places at training.

    `steps` by (trajectory, step) holds None where some did, and fewer than may be told.
    `places`: of this year; whoever was at a course counts once for each month in which
    they were, and again for another course. `is_least`: of some there were too few to
    be told, so it is at least that.
    """

    steps: dict[tuple[str, str], int | None] = field(default_factory=dict)
    places: int = 0
    is_least: bool = False


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, Learned]:
    """Each authority of the programme that has a count. One query."""
    found: dict[UUID, Learned] = {}
    year = timezone.localdate().year
    for row in _rows(viewer, programme_id, place):
        was = found.get(row.authority_id, Learned())
        if row.kind == LearningTally.Kind.STEP:
            steps = {**was.steps, (row.of, row.part): row.people}
            found[row.authority_id] = Learned(steps, was.places, was.is_least)
        elif row.month and row.month.year == year:
            found[row.authority_id] = Learned(
                was.steps,
                was.places + (row.people or 0),
                was.is_least or row.people is None,
            )
    return found


def tallies(viewer: Viewer, programme_id: UUID) -> list[LearningTally]:
    """Every count of the programme's authorities of today, by authority and month."""
    programme(viewer, programme_id)
    return _rows(viewer, programme_id)


def places(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """The authorities that are in the programme today. One query."""
    insist(policy.may_enter(viewer))
    rows = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    found = Authority.objects.filter(pk__in=rows.values("authority"))
    return list(found.order_by("name"))


def _rows(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> list[LearningTally]:
    insist(policy.may_see_counts(viewer))
    rows = LearningTally.objects.filter(
        at(place), place_is_in_it(), programme=programme_id
    )
    return list(rows.select_related("authority").order_by("authority__name", "month"))
