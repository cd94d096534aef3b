"""Family time, in fixed words. Written through the actions, as people would."""

from __future__ import annotations

from uuid import UUID

from kinfold.family_time import actions
from kinfold.family_time.models import (
    FamilyTimeDecision,
    FamilyTimeLadder,
    FamilyTimeStep,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, Person
from kinfold_core.practice.family_time import (
    DecisionDetails,
    LadderDetails,
    StepDetails,
)
from kinfold_core.practice.written import Named
from tests.factories.practice import me
from tests.factories.trajectory import days_ago


def make_ladder(by: Viewer, family: Family, **changes: object) -> FamilyTimeLadder:
    """Kai's time with Dean, since ten days."""
    with as_viewer(by):
        kai = Person.objects.get(
            given_names="Kai", pk__in=family.members.values("person_id")
        )
        details: dict[str, object] = {
            "child_id": kai.pk,
            "child_name": "Kai",
            "with_whom": Named(name="Dean"),
            "why": "Dean broke a plate near him, and Kai is afraid of loud voices.",
            "started_on": days_ago(10),
        }
        return actions.begin_ladder(
            family_id=family.pk,
            details=LadderDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_time_step(
    by: Viewer, ladder: FamilyTimeLadder, rung: str = "services", **changes: object
) -> FamilyTimeStep:
    details: dict[str, object] = {
        "rung": rung,
        "arrangement": "Saturdays, 11 to 1, at the family centre",
        "planned_on": days_ago(5),
    }
    with as_viewer(by):
        return actions.add_step(
            family_id=ladder.family_id,
            ladder_id=ladder.pk,
            details=StepDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_decision(
    by: Viewer, step: FamilyTimeStep, direction: str = "begin", **changes: object
) -> FamilyTimeDecision:
    details: dict[str, object] = {
        "direction": direction,
        "decided_on": days_ago(3),
        "decided_by": me(by),
        "reason": "Both want it, and it was calm in the car.",
        "child_view": "“Can we bring the football?”",
    }
    with as_viewer(by):
        decided = FamilyTimeDecision.objects.filter(step=step)
        was = decided.order_by("-recorded_at", "-pk").first()
        return actions.decide(
            was=was.pk if was else None,
            family_id=step.ladder.family_id,
            step_id=step.pk,
            details=DecisionDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_time_rows(by: Viewer, family: Family) -> dict[str, UUID]:
    """A row for every part that an address of family time names."""
    ladder = make_ladder(by, family)
    return {"ladder_id": ladder.pk, "time_step_id": make_time_step(by, ladder).pk}
