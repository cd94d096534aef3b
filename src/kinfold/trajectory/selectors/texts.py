"""What a family's words are compared with, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold.trajectory.models import (
    Agreement,
    CaseBottomLine,
    FamilyAnswer,
    FamilyQuestion,
    ImmediateControl,
    ImmediatePlan,
    ImmediateReview,
    Milestone,
    MilestoneSlip,
    Trajectory,
)


def texts_of_trajectory(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's road, bottom lines and plan for today. One query."""
    here = {"authority_id": viewer.in_authority()}
    own = here | {"family_id": family_id}
    on_plan = here | {"plan__family_id": family_id}
    return in_one_query(
        (CaseBottomLine.objects.filter(**own), ("text", "why", "shown_by")),
        (ImmediatePlan.objects.filter(**own), ("occasion", "read_how", "ended_reason")),
        (
            ImmediateControl.objects.filter(**on_plan),
            ("does", "when", "danger_words", "relied_on"),
        ),
        (ImmediateReview.objects.filter(**on_plan), ("seen", "with_whom")),
        (Trajectory.objects.filter(**own), ("closure",)),
        (
            Milestone.objects.filter(**here, trajectory__family_id=family_id),
            ("what", "evidence", "for_whom", "comment", "taken_off_reason"),
        ),
        (
            MilestoneSlip.objects.filter(
                **here, milestone__trajectory__family_id=family_id
            ),
            ("reason",),
        ),
        (FamilyQuestion.objects.filter(**own), ("words",)),
        (
            FamilyAnswer.objects.filter(**here, question__family_id=family_id),
            ("words",),
        ),
        (
            Agreement.objects.filter(
                Q(immediate_plan__family_id=family_id)
                | Q(trajectory__family_id=family_id),
                **here,
            ),
            ("words",),
        ),
    )
