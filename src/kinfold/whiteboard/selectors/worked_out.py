"""All that is known of some families, in four queries, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.stages.selectors import evidence_of
from kinfold.whiteboard.selectors.told import ScaleTold, Told, scales_of, told_of
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.stages import Standing, standing_on


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One family and what its record shows."""

    family_id: UUID
    standing: Standing
    told: Mapping[str, list[Told]]
    scales: tuple[ScaleTold, ...]


def worked_out(
    viewer: Viewer, family_ids: Sequence[UUID], *, today: date, hoped: Expectations
) -> tuple[BoardRow, ...]:
    """What the records of these families show. The caller was authorised for them."""
    evidence = evidence_of(viewer, family_ids, today=today)
    told = told_of(viewer, family_ids, today=today, hoped=hoped)
    scales = scales_of(viewer, family_ids)
    return tuple(
        BoardRow(
            family_id=family_id,
            standing=standing_on(evidence.get(family_id, ()), today),
            told=told.get(family_id, {}),
            scales=tuple(scales.get(family_id, ())),
        )
        for family_id in family_ids
    )
