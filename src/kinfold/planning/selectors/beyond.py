"""What the network's own page is told of the plan."""

from __future__ import annotations

from uuid import UUID

from kinfold.networks.beyond import PlanKnown
from kinfold.planning import row_making
from kinfold.planning.models import SafetyPlan
from kinfold.platform.viewer import Viewer


def plan_beyond(viewer: Viewer, family_id: UUID) -> PlanKnown:
    """Whether an authorised family lives by a plan, and its sources. One query."""
    plan = (
        row_making.plan_rows(viewer.in_authority()).filter(family_id=family_id).first()
    )
    if plan is None:
        return PlanKnown()
    people = row_making.sources(plan).values()
    return PlanKnown(
        is_live=plan.live_version is not None,
        sources=tuple(who for one in people for who in one),
        is_next=plan.live_version is None
        and plan.status != SafetyPlan.Status.SUSPENDED,
    )
