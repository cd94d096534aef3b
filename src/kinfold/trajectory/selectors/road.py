"""A family's road to closing."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch

from kinfold.platform.viewer import Viewer
from kinfold.trajectory.last_words import last_words
from kinfold.trajectory.models import Agreement, Milestone, MilestoneSlip, Trajectory
from kinfold.trajectory.selectors.bottom_lines import questions_of
from kinfold_core.practice.trajectory import MilestoneRow, Road, SlipRow
from kinfold_core.practice.written import Named


def road_of(viewer: Viewer, family_id: UUID) -> Road:
    """The road of an authorised family. Six queries; three when nothing is on it.

    Questions are those about the road itself, not about one bottom line.
    """
    here = {"authority_id": viewer.in_authority()}
    questions = tuple(
        one for one in questions_of(viewer, family_id) if one.bottom_line_id is None
    )
    slips = MilestoneSlip.objects.filter(**here).select_related("recorded_by")
    road = (
        Trajectory.objects.filter(**here, family_id=family_id)
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.filter(**here)),
            Prefetch("milestones__slips", slips.order_by("recorded_at")),
            Prefetch(
                "agreements",
                Agreement.objects.filter(**here)
                .select_related("person")
                .order_by("said_on", "recorded_at"),
            ),
        )
        .first()
    )
    if road is None:
        return Road(questions=questions)
    return Road(
        id=road.pk,
        closure=road.closure,
        version=road.version,
        milestones=tuple(_milestone(one) for one in road.milestones.all()),
        agreements=last_words(road.agreements.all()),
        questions=questions,
    )


def _milestone(row: Milestone) -> MilestoneRow:
    return MilestoneRow(
        id=row.pk,
        version=row.version,
        kind=row.kind,
        what=row.what,
        for_whom=row.for_whom,
        evidence=row.evidence,
        owner_kind=row.owner_kind,
        owner=Named(
            name=row.owner_name,
            person_id=row.owner_person_id,
            worker_id=row.owner_worker_id,
        ),
        target_on=row.target_on,
        achieved_on=row.achieved_on,
        comment=row.comment,
        taken_off_on=row.taken_off_on,
        taken_off_reason=row.taken_off_reason,
        slips=tuple(
            SlipRow(
                one.from_on,
                one.to_on,
                one.reason,
                one.recorded_by.name,
                one.recorded_at,
            )
            for one in row.slips.all()
        ),
    )
