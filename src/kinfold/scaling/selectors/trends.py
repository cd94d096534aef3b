"""Every scale of one danger statement, with every answer on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import SafetyScale, ScaleRating
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class AnswerRow:
    rater: Named
    answer: str
    value: Decimal | None
    rated_on: date
    occasion: str
    why_not_lower: str
    one_higher: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ScaleRow:
    scale_type: str
    anchor_0: str
    anchor_10: str
    reached_when: str
    answers: tuple[AnswerRow, ...]


def scales_of(viewer: Viewer, danger_id: UUID) -> tuple[ScaleRow, ...]:
    """The scales of a set of an authorised family. Two queries.

    The oldest answers come first.
    """
    here = {"authority_id": viewer.in_authority()}
    scales = SafetyScale.objects.filter(**here, danger_id=danger_id)
    answers = _by_scale(
        ScaleRating.objects.filter(**here, scale__danger_id=danger_id).order_by(
            "rated_on", "recorded_at", "pk"
        )
    )
    order = SafetyScale.Type.values
    return tuple(
        ScaleRow(
            scale.scale_type,
            scale.anchor_0,
            scale.anchor_10,
            scale.reached_when,
            tuple(answers[scale.pk]),
        )
        for scale in sorted(scales, key=lambda one: order.index(one.scale_type))
    )


def _by_scale(rows: Iterable[ScaleRating]) -> dict[UUID, list[AnswerRow]]:
    found: dict[UUID, list[AnswerRow]] = defaultdict(list)
    for row in rows:
        found[row.scale_id].append(
            AnswerRow(
                Named(
                    name=row.rater_name,
                    person_id=row.rater_person_id,
                    worker_id=row.rater_worker_id,
                ),
                row.answer,
                row.value,
                row.rated_on,
                row.occasion,
                row.reason_why_not_lower,
                row.what_would_make_one_higher,
                row.is_confirmed_by_rater,
            )
        )
    return found
