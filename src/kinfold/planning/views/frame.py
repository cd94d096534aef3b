"""What the pages of a family's plan have around them, and what they begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kinfold.networks.views.frame import Room
from kinfold.planning.selectors import people_of_plan, standing_plan
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold.records.selectors import may_with
from kinfold_core.access import Action
from kinfold_core.practice.family_plan import RuleRow, StandingPlan
from kinfold_core.practice.plan_written import PlanPerson

ROOM = Room(
    home="planning:safety-plan",
    label="Safety plan",
    page="planning.safety-plan",
    form="planning.form",
    tab=PLAN_TAB,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """An authorised family with its plan and those who can be named in it."""

    ground: Ground
    plan: StandingPlan
    people: tuple[PlanPerson, ...]

    def rule(self, rule_id: UUID) -> RuleRow:
        """A rule of this plan, also one that was taken out.

        Raises:
            NotFound: there is none, or it is another family's.
        """
        found = self.plan.rule(rule_id)
        if found is None:
            raise NotFound("rule")
        return found


def desk_of(request: ViewerRequest, family_id: UUID, action: Action) -> Desk:
    """The family and its plan, for a form of this `action`."""
    ground = ground_of(request.viewer, family_id, action)
    return Desk(
        ground,
        standing_plan(request.viewer, family_id),
        people_of_plan(request.viewer, ground),
    )


def doors(request: ViewerRequest, ground: Ground) -> dict[str, Any]:
    """What the viewer may do with this plan. No query."""
    return {
        "may_write": bool(may_with(request.viewer, Action.WRITE_PLAN, ground.family)),
        "may_accept": bool(may_with(request.viewer, Action.ACCEPT_PLAN, ground.family)),
    }
