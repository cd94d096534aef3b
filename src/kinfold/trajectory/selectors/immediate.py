"""What holds the danger today, and what held it before."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch

from kinfold.platform.viewer import Viewer
from kinfold.trajectory.last_words import last_words
from kinfold.trajectory.models import (
    Agreement,
    ImmediateControl,
    ImmediatePlan,
    ImmediateReview,
)
from kinfold_core.practice.immediate import (
    ControlDetails,
    ImmediatePlanRow,
    ReviewRow,
)
from kinfold_core.practice.written import Named


def immediate_plans_of(viewer: Viewer, family_id: UUID) -> tuple[ImmediatePlanRow, ...]:
    """Every immediate safety plan of an authorised family, newest first. Four queries.

    At most one of them is in force.
    """
    here = {"authority_id": viewer.in_authority()}
    plans = (
        ImmediatePlan.objects.filter(**here, family_id=family_id)
        .select_related("written_by")
        .prefetch_related(
            Prefetch(
                "controls", ImmediateControl.objects.filter(**here).order_by("position")
            ),
            Prefetch(
                "reviews",
                ImmediateReview.objects.filter(**here).order_by("-recorded_at", "-pk"),
            ),
            Prefetch(
                "agreements",
                Agreement.objects.filter(**here)
                .select_related("person")
                .order_by("said_on", "recorded_at"),
            ),
        )
    )
    return tuple(_row(plan) for plan in plans.order_by("-made_on", "-written_at"))


def _row(plan: ImmediatePlan) -> ImmediatePlanRow:
    return ImmediatePlanRow(
        id=plan.pk,
        occasion=plan.occasion,
        made_on=plan.made_on,
        expires_on=plan.expires_on,
        written_by=plan.written_by.name,
        read_on=plan.read_on,
        read_how=plan.read_how,
        ended_on=plan.ended_on,
        ended_as=plan.ended_as,
        ended_reason=plan.ended_reason,
        controls=tuple(_control(one) for one in plan.controls.all()),
        reviews=tuple(
            ReviewRow(
                one.reviewed_on, one.with_whom, one.seen, one.expires_on, id=one.pk
            )
            for one in plan.reviews.all()
        ),
        agreements=last_words(plan.agreements.all()),
    )


def _control(row: ImmediateControl) -> ControlDetails:
    return ControlDetails(
        who=Named(
            name=row.who_name,
            person_id=row.who_person_id,
            worker_id=row.who_worker_id,
        ),
        carrier=row.carrier,
        does=row.does,
        danger_id=row.danger_id,
        danger_words=row.danger_words,
        when=row.when,
        relied_on=row.relied_on,
    )
