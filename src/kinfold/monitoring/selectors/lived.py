"""A family's plan with every check of its rules."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Max

from kinfold.expectations.selectors import expectations_of
from kinfold.monitoring.models import JournalEntry, PlanCheck
from kinfold.planning.selectors import standing_plan
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.lived_plan import CheckRow, LivedPlan, strengths_of
from kinfold_core.practice.plan_written import Who


def lived_plan(viewer: Viewer, family_id: UUID) -> LivedPlan:
    """The plan of an authorised family and how it was lived. Three queries more."""
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    checks = tuple(
        _row(check)
        for check in PlanCheck.objects.filter(**here)
        .select_related("recorded_by")
        .order_by("-checked_on", "-recorded_at", "-pk")
    )
    written = JournalEntry.objects.filter(
        **here, capacity=JournalEntry.Capacity.NETWORK
    ).aggregate(last=Max("happened_on"))["last"]
    return LivedPlan(
        plan=standing_plan(viewer, family_id),
        checks=checks,
        last_network_on=_latest(
            written, *(check.checked_on for check in checks if check.seen_by.member_id)
        ),
        strengths=strengths_of(checks),
        recent_days=expectations_of(viewer).tried_within,
    )


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def _row(check: PlanCheck) -> CheckRow:
    return CheckRow(
        id=check.pk,
        rule_id=check.rule_id,
        rule_version=check.rule_version,
        kind=check.kind,
        checked_on=check.checked_on,
        seen_by=Who(
            name=check.name,
            person_id=check.person_id,
            member_id=check.member_id,
            worker_id=check.worker_id,
        ),
        what_happened=check.what_happened,
        worked=check.worked,
        change_made=check.change_made,
        recorded_by=check.recorded_by.name,
        recorded_at=check.recorded_at,
    )
