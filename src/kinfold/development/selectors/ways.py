"""Reads of people's ways: their own, or their authority's for who guides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kinfold.development import policy
from kinfold.development.models import (
    NextOnWay,
    ObservationAnswer,
    ObservedPractice,
    PortfolioPiece,
    StepTaken,
    Way,
)
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import Worker
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WayLine:
    """A way in a list: the steps that stand as taken, by code, and what is next."""

    row: Way
    taken: dict[str, date]
    next: NextOnWay | None


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way with all that was written on it, newest first."""

    line: WayLine
    history: tuple[StepTaken, ...]
    pieces: tuple[PortfolioPiece, ...]
    observed: tuple[tuple[ObservedPractice, tuple[ObservationAnswer, ...]], ...]
    nexts: tuple[NextOnWay, ...]

    @property
    def row(self) -> Way:
        return self.line.row

    @property
    def steps_version(self) -> int:
        return self.history[0].version if self.history else 0

    @property
    def next_version(self) -> int:
        return self.nexts[0].version if self.nexts else 0


def ways(viewer: Viewer) -> list[WayLine]:
    """The viewer's own ways; for who guides, every one of the authority. Three
    queries; none for a member of the programme, to whom nobody's way is shown."""
    insist(policy.may_enter(viewer))
    if viewer.authority_id is None:
        return []
    rows = Way.objects.filter(
        authority=viewer.authority_id, programme__in=programmes_open_to(viewer)
    )
    if not policy.may_guide(viewer):
        rows = rows.filter(worker=viewer.worker_id)
    found = list(rows.order_by("trajectory", "name", "pk"))
    return _lines(found)


def way(viewer: Viewer, way_id: UUID) -> WayShown:
    """One way, and a look at it is written down when it is another's. Six queries.

    Raises:
        PermissionDenied: it is not theirs, and they guide nobody.
        NotFound: there is none for this viewer.
    """
    row = _row(viewer, way_id)
    if row.worker_id != viewer.worker_id:
        audit.note_read(viewer, target=row, page="way")
    here = {"authority": row.authority_id, "way": row}
    [line] = _lines([row])
    observed = list(ObservedPractice.objects.filter(**here).order_by("-day", "-at"))
    answers = ObservationAnswer.objects.filter(
        authority=row.authority_id, observation__in=observed
    )
    by_observation: dict[UUID, list[ObservationAnswer]] = {}
    for answer in answers.order_by("-at"):
        by_observation.setdefault(answer.observation_id, []).append(answer)
    return WayShown(
        line,
        tuple(StepTaken.objects.filter(**here).order_by("-version")),
        tuple(
            PortfolioPiece.objects.filter(**here).select_related("file").order_by("-at")
        ),
        tuple((one, tuple(by_observation.get(one.pk, ()))) for one in observed),
        tuple(NextOnWay.objects.filter(**here).order_by("-version")),
    )


def way_to_change(viewer: Viewer, way_id: UUID) -> Way:
    """The row, locked: who writes second waits for who writes first."""
    row = _row(viewer, way_id)
    return Way.objects.select_for_update().get(authority=row.authority_id, pk=row.pk)


def observation(viewer: Viewer, observation_id: UUID) -> ObservedPractice:
    """One observation of a way that the viewer may open.

    Raises:
        NotFound: there is none for this viewer.
    """
    insist(policy.may_enter(viewer))
    found = (
        ObservedPractice.objects.filter(
            authority=viewer.authority_id, pk=observation_id
        )
        .select_related("way")
        .first()
    )
    if found is None:
        raise NotFound(f"No observation {observation_id}")
    _row(viewer, found.way_id)
    return found


def workers(viewer: Viewer, *, and_also: Iterable[UUID] = ()) -> list[Worker]:
    """Who works in the viewer's authority, to choose from, and those of `and_also`
    who worked there. One query."""
    insist(policy.may_guide(viewer))
    rows = Worker.objects.filter(
        Q(is_active=True) | Q(pk__in=list(and_also)), authority=viewer.in_authority()
    )
    return list(rows.order_by("name", "pk"))


def _row(viewer: Viewer, way_id: UUID) -> Way:
    insist(policy.may_enter(viewer))
    row = Way.objects.filter(
        authority=viewer.authority_id,
        pk=way_id,
        programme__in=programmes_open_to(viewer),
    ).first()
    if row is None:
        raise NotFound(f"No way {way_id}")
    insist(policy.may_open_way(viewer, row.worker_id))
    return row


def _lines(rows: Iterable[Way]) -> list[WayLine]:
    found = list(rows)
    ids = [one.pk for one in found]
    taken: dict[UUID, dict[str, date]] = {one: {} for one in ids}
    newest = StepTaken.objects.filter(way__in=ids).order_by("way", "code", "-version")
    for row in newest.distinct("way", "code"):
        if row.is_taken:
            taken[row.way_id][row.code] = row.day
    nexts = NextOnWay.objects.filter(way__in=ids).order_by("way", "-version")
    by_way = {one.way_id: one for one in nexts.distinct("way")}
    return [WayLine(one, taken[one.pk], by_way.get(one.pk)) for one in found]
