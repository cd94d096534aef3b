"""Many families' plans at once, for a board: a line each, a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from kinfold.monitoring.models import PlanCheck
from kinfold.planning.models import PlanRule, SafetyPlan
from kinfold.planning.row_making import live_versions, plan_rows
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.lived_plan import HARD_MOMENT_TRIED, RECENT_DAYS


@dataclass(frozen=True, slots=True)
class PlanGlance:
    """Where one family's plan stands.

    `tried` of the `live` rules (without those a service gives) were used or practised
    in the last 30 days; `untried_hard` rules for a hard moment never were.
    """

    status: str
    is_in_force: bool
    effective_from: date | None
    review_on: date | None
    rules: int
    services: int
    live: int
    tried: int
    untried_hard: int
    last_tried_on: date | None


def plans_at_a_glance(
    viewer: Viewer, family_ids: Iterable[UUID], *, today: date
) -> dict[UUID, PlanGlance]:
    """The plans of these families, which the caller was authorised for. Three queries.

    A family that has no plan is left out.
    """
    here = {"authority_id": viewer.in_authority()}
    wanted = list(family_ids)
    plans = list(plan_rows(viewer.in_authority()).filter(family_id__in=wanted))
    rules: dict[UUID, list[PlanRule]] = defaultdict(list)
    for rule in PlanRule.objects.filter(
        **here, plan__family_id__in=wanted, withdrawn_at=None
    ).only("id", "plan_id", "kind", "version"):
        rules[rule.plan_id].append(rule)
    tried = {
        row["rule_id"]: row
        for row in PlanCheck.objects.filter(**here, family_id__in=wanted)
        .values("rule_id")
        .annotate(
            last=Max("checked_on"),
            hard=Max(
                "checked_on",
                filter=Q(kind__in=HARD_MOMENT_TRIED) & ~Q(worked="no"),
            ),
        )
    }
    return {
        plan.family_id: _glance(plan, rules[plan.pk], tried, today) for plan in plans
    }


def _glance(
    plan: SafetyPlan,
    rules: list[PlanRule],
    tried: Mapping[UUID, Any],
    today: date,
) -> PlanGlance:
    versions = live_versions(plan)
    own = [rule for rule in rules if rule.kind != RuleKind.SERVICE_SUPPORT]
    live = [rule for rule in own if versions.get(str(rule.pk)) == rule.version]
    days = {rule.pk: tried[rule.pk]["last"] for rule in rules if rule.pk in tried}
    since = today - timedelta(days=RECENT_DAYS)
    hard = [rule for rule in rules if rule.kind == RuleKind.TRIGGER_RESPONSE]
    return PlanGlance(
        status=plan.status,
        is_in_force=plan.live_version is not None,
        effective_from=plan.effective_from,
        review_on=plan.review_on,
        rules=len(rules),
        services=len(rules) - len(own),
        live=len(live),
        tried=sum(1 for rule in live if rule.pk in days and days[rule.pk] >= since),
        untried_hard=sum(1 for r in hard if not tried.get(r.pk, {}).get("hard")),
        last_tried_on=max(days.values(), default=None),
    )
