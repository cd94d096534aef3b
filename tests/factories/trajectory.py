"""The road to closing, in fixed words. Written through the actions."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.trajectory import actions
from kinfold.trajectory.models import (
    CaseBottomLine,
    ImmediatePlan,
    Milestone,
)
from kinfold_core.practice.immediate import ControlDetails, ImmediatePlanDetails
from kinfold_core.practice.road import BottomLineDetails
from kinfold_core.practice.trajectory import MilestoneDetails
from kinfold_core.practice.written import Named
from tests.factories.practice import me

SOBER = "Nobody who has been drinking is in sole charge of the children."


def days_ago(days: int) -> date:
    """The day so many days before today; with a number below 0, one still to come.

    In a list of cases it is counted from when the module was read, and a run may pass
    midnight: write -2 there, not -1, for a day that has not come.
    """
    return timezone.localdate() - timedelta(days=days)


def day_post(name: str, days: int = 0) -> dict[str, str]:
    """A day as the three boxes of a form hold it."""
    when = timezone.localdate() + timedelta(days=days)
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def bottom_line_details(
    by: Viewer, danger_id: UUID | None = None, **changes: object
) -> BottomLineDetails:
    details: dict[str, object] = {
        "text": SOBER,
        "why": "The plate broke when Dean was alone with them.",
        "danger_id": danger_id,
        "set_by": me(by),
        "set_as": "worker",
        "force": "advice",
        "set_on": days_ago(3),
    }
    return BottomLineDetails(**(details | changes))  # type: ignore[arg-type]


def make_bottom_line(
    by: Viewer, family: Family, danger_id: UUID | None = None, **changes: object
) -> CaseBottomLine:
    with as_viewer(by):
        return actions.add_bottom_line(
            family_id=family.pk,
            details=bottom_line_details(by, danger_id, **changes),
            by=by,
        )


def immediate_details(
    danger_id: UUID | None = None, **changes: object
) -> ImmediatePlanDetails:
    controls = (
        ControlDetails(
            who=Named(name="Priya (social worker)"),
            carrier="services",
            does="Rings Leanne at 8 in the evening.",
            danger_id=danger_id,
            danger_words="" if danger_id else "A hard pay-day Friday",
        ),
        ControlDetails(
            who=Named(name="Nan Jo"),
            carrier="family",
            does="Takes Amira and Kai to hers.",
            when="Fri 5 pm to Sat 10 am",
            danger_id=danger_id,
            danger_words="" if danger_id else "A hard pay-day Friday",
            relied_on="She did on 3 and 17 May.",
        ),
    )
    details: dict[str, object] = {
        "occasion": "Friday is pay day, and Dean has started to drink again.",
        "made_on": days_ago(2),
        "expires_on": days_ago(-5),
        "controls": controls,
    }
    return ImmediatePlanDetails(**(details | changes))  # type: ignore[arg-type]


def make_immediate(
    by: Viewer, family: Family, danger_id: UUID | None = None, **changes: object
) -> ImmediatePlan:
    with as_viewer(by):
        before = ImmediatePlan.objects.filter(family=family, ended_on=None).first()
        return actions.make_immediate_plan(
            family_id=family.pk,
            details=immediate_details(danger_id, **changes),
            was=before.pk if before else None,
            by=by,
        )


def milestone_details(**changes: object) -> MilestoneDetails:
    details: dict[str, object] = {
        "what": "Nan and Raj have heard the whole worry.",
        "owner_kind": "agency",
        "owner": Named(name="Priya (social worker)"),
        "target_on": days_ago(-10),
        "for_whom": "Leanne and the conference",
        "evidence": "Both can say it back.",
    }
    return MilestoneDetails(**(details | changes))  # type: ignore[arg-type]


def make_milestone(by: Viewer, family: Family, **changes: object) -> Milestone:
    with as_viewer(by):
        return actions.add_milestone(
            family_id=family.pk, details=milestone_details(**changes), by=by
        )


def make_road_rows(by: Viewer, family: Family) -> dict[str, UUID]:
    """A row for every part that an address of the road names."""
    line = make_bottom_line(by, family)
    with as_viewer(by):
        question = actions.ask_question(
            family_id=family.pk,
            line_id=line.pk,
            who=me(by),
            words="Does one pint count?",
            asked_on=days_ago(1),
            by=by,
        )
    return {
        "line_id": line.pk,
        "question_id": question.pk,
        "milestone_id": make_milestone(by, family).pk,
        "immediate_id": make_immediate(by, family).pk,
    }
