"""Which programmes are open, and the steps of their trajectories as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kinfold.development import policy
from kinfold.development.models import StepWording
from kinfold.development.shipped import Step, shipped
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import Programme
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    insist(policy.may_enter(viewer))
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist(policy.may_enter(viewer))
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def steps(viewer: Viewer, programme_id: UUID) -> list[Step]:
    """Every step that stands: what is shipped, where the programme says nothing else.
    One query."""
    insist(policy.may_enter(viewer))
    standing = {one.code: one for one in shipped().steps}
    rows = StepWording.objects.filter(programme=programme_id)
    for row in rows.order_by("code", "-version").distinct("code"):
        standing.pop(row.code, None)
        if not row.is_dropped:
            standing[row.code] = _step(row)
    return sorted(standing.values(), key=lambda one: (one.place, one.code))


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with every wording the programme gave it, newest first."""

    now: Step
    is_dropped: bool
    wordings: tuple[StepWording, ...]


def step(viewer: Viewer, programme_id: UUID, code: str) -> StepShown:
    """One step, dropped or not.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is no such step.
    """
    programme(viewer, programme_id)
    rows = StepWording.objects.filter(programme=programme_id, code=code)
    found = tuple(rows.order_by("-version"))
    if found:
        return StepShown(_step(found[0]), found[0].is_dropped, found)
    for one in shipped().steps:
        if one.code == code:
            return StepShown(one, False, ())
    raise NotFound(f"No step {code}")


def _step(row: StepWording) -> Step:
    return Step(
        row.trajectory,
        row.code,
        row.version,
        row.place,
        row.title,
        row.words,
        row.shown_by,
    )
