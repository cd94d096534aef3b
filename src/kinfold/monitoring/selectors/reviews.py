"""Every review of a family's plan, newest first."""

from __future__ import annotations

from uuid import UUID

from kinfold.monitoring.models import PlanReview
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.lived_plan import ReviewRow


def reviews_of(viewer: Viewer, family_id: UUID) -> tuple[ReviewRow, ...]:
    """The reviews of an authorised family's plan. Two queries."""
    reviews = (
        PlanReview.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id
        )
        .select_related("recorded_by")
        .prefetch_related("decisions")
        .order_by("-held_on", "-recorded_at")
    )
    return tuple(
        ReviewRow(
            id=row.pk,
            plan_version=row.plan_version,
            held_on=row.held_on,
            place=row.place,
            people=tuple(row.people),
            went_well=row.went_well,
            was_hard=row.was_hard,
            children_said=row.children_said,
            decided=row.decided,
            next_review_on=row.next_review_on,
            rule_ids=tuple(one.rule_id for one in row.decisions.all()),
            seen=row.seen,
            recorded_by=row.recorded_by.name,
        )
        for row in reviews
    )
