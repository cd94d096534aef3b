"""Each child's family time, step by step."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch

from kinfold.family_time.models import (
    FamilyTimeDecision,
    FamilyTimeLadder,
    FamilyTimePresence,
    FamilyTimeStep,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_time import (
    DecisionRow,
    LadderRow,
    Presence,
    Rung,
    StepRow,
)


def family_time_of(viewer: Viewer, family_id: UUID) -> tuple[LadderRow, ...]:
    """Every ladder of an authorised family, those that run first. Four queries."""
    here = {"authority_id": viewer.in_authority()}
    decisions = FamilyTimeDecision.objects.filter(**here)
    ladders = FamilyTimeLadder.objects.filter(
        **here, family_id=family_id
    ).prefetch_related(
        Prefetch("steps", FamilyTimeStep.objects.filter(**here)),
        Prefetch("steps__presences", FamilyTimePresence.objects.filter(**here)),
        Prefetch("steps__decisions", decisions.order_by("-decided_on", "-recorded_at")),
    )
    rows = [_ladder(row) for row in ladders.order_by("child_name", "with_name")]
    return tuple(sorted(rows, key=lambda one: one.ended_on is not None))


def _ladder(row: FamilyTimeLadder) -> LadderRow:
    steps = [_step(one) for one in row.steps.all()]
    return LadderRow(
        id=row.pk,
        child_name=row.child_name,
        with_name=row.with_name,
        why=row.why,
        court_words=row.court_words,
        started_on=row.started_on,
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
        steps=tuple(
            sorted(
                steps,
                key=lambda one: (
                    one.rung.height,
                    one.started_on or one.planned_on or row.started_on,
                    one.id,
                ),
            )
        ),
    )


def _step(row: FamilyTimeStep) -> StepRow:
    return StepRow(
        id=row.pk,
        rung=Rung(row.rung),
        arrangement=row.arrangement,
        purpose=row.purpose,
        begins_when=row.begins_when,
        planned_on=row.planned_on,
        started_on=row.started_on,
        ended_on=row.ended_on,
        presences=tuple(
            Presence(one.name, one.member_id) for one in row.presences.all()
        ),
        decisions=tuple(
            DecisionRow(
                id=one.pk,
                direction=one.direction,
                decided_on=one.decided_on,
                decided_by=one.decided_name,
                reason=one.reason,
                child_view=one.child_view,
                network_view=one.network_view,
            )
            for one in row.decisions.all()
        ),
    )
