"""How a danger statement and its goal came to stand where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.versions.models import SaidBack, StandingStep


@dataclass(frozen=True, slots=True)
class StandingRow:
    of: str
    state: str
    with_whom: str
    words: str
    happened_on: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class SaidBackRow:
    name: str
    how_well: str
    words: str
    said_on: date


def standing_steps(viewer: Viewer, danger_id: UUID) -> tuple[StandingRow, ...]:
    """The steps of a set of an authorised family, newest first. One query."""
    rows = StandingStep.objects.filter(
        authority_id=viewer.in_authority(), danger_id=danger_id
    ).select_related("recorded_by")
    return tuple(
        StandingRow(
            row.of,
            row.state,
            row.with_whom,
            row.words,
            row.happened_on,
            row.recorded_by.name,
        )
        for row in rows.order_by("-happened_on", "-recorded_at")
    )


def said_back(viewer: Viewer, danger_id: UUID) -> tuple[SaidBackRow, ...]:
    """The last of each person who was asked to say it back. One query."""
    rows = SaidBack.objects.filter(
        authority_id=viewer.in_authority(), danger_id=danger_id
    ).order_by("said_on", "recorded_at")
    kept = {row.person_id or row.worker_id or row.name.casefold(): row for row in rows}
    return tuple(
        SaidBackRow(row.name, row.how_well, row.words, row.said_on)
        for row in kept.values()
    )
