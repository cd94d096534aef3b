"""Every scale of one danger statement, with every answer on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import SafetyScale, ScaleRating
from kinfold.practice.taken_back import stands
from kinfold.scaling.models import ScaleWording
from kinfold_core.practice.scales import SCALE_ENDS, ScaleEnds
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
class WordingRow:
    """The ends as they were written once."""

    ends: ScaleEnds
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """`wordings`: each time its ends were written, oldest first; none for safety."""

    scale_type: str
    anchor_0: str
    anchor_10: str
    reached_when: str
    answers: tuple[AnswerRow, ...]
    wordings: tuple[WordingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingEnds:
    """What the ends of a scale mean now. Version 0: as Kinfold asks."""

    ends: ScaleEnds
    version: int


def scales_of(viewer: Viewer, danger_id: UUID) -> tuple[ScaleRow, ...]:
    """The scales of a set of an authorised family. Three queries.

    The oldest answers come first.
    """
    here = {"authority_id": viewer.in_authority()}
    scales = SafetyScale.objects.filter(**here, danger_id=danger_id)
    answers = _by_scale(
        ScaleRating.objects.filter(
            stands("rating"), **here, scale__danger_id=danger_id
        ).order_by("rated_on", "recorded_at", "pk")
    )
    wordings: dict[UUID, list[WordingRow]] = defaultdict(list)
    written = ScaleWording.objects.filter(**here, scale__danger_id=danger_id)
    for row in written.select_related("changed_by").order_by("version"):
        wordings[row.scale_id].append(
            WordingRow(_ends(row), row.changed_by.name, row.changed_at)
        )
    order = SafetyScale.Type.values
    return tuple(
        ScaleRow(
            scale.scale_type,
            scale.anchor_0,
            scale.anchor_10,
            scale.reached_when,
            tuple(answers[scale.pk]),
            tuple(wordings[scale.pk]),
        )
        for scale in sorted(scales, key=lambda one: order.index(one.scale_type))
    )


def ends_of(viewer: Viewer, danger_id: UUID, scale_type: str) -> StandingEnds:
    """The ends of one scale of a set of an authorised family. One query.

    Of a scale that nobody was asked yet: those Kinfold asks with.
    """
    scale = (
        SafetyScale.objects.filter(
            authority_id=viewer.in_authority(),
            danger_id=danger_id,
            scale_type=scale_type,
        )
        .annotate(written=Count("wordings"))
        .first()
    )
    if scale is None:
        return StandingEnds(ScaleEnds(*SCALE_ENDS[scale_type]), 0)
    return StandingEnds(_ends(scale), scale.__dict__["written"])


def _ends(row: SafetyScale | ScaleWording) -> ScaleEnds:
    return ScaleEnds(row.anchor_0, row.anchor_10, row.reached_when)


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
