"""Family, network and service review the plan; what was decided is kept."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.monitoring.models import JournalEntry, PlanReview, ReviewDecision
from kinfold.monitoring.selectors.lived import lived_plan
from kinfold.planning import holding
from kinfold.planning.models import PlanRule, SafetyPlan
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import living_map
from kinfold.records.errors import CannotDo
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.lived_plan import ReviewDetails


@transaction.atomic
def review(*, family_id: UUID, details: ReviewDetails, by: Viewer) -> PlanReview:
    """Write down a review, with what scales, journal and checks told that day.

    The rules it names are to be looked at again with the family; nothing here changes
    one. The plan's next review is the day that was agreed at the last of them, also
    when an earlier one is written down late. The same review of one day, decided in
    the same words, is kept once.

    Raises:
        CannotDo: nobody came, nothing decided, a day not come, or no later day for the
            next one.
        NotFound: a rule of another plan.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    next_on = _check(details)
    rules = list(plan.rules.filter(pk__in=details.rule_ids, withdrawn_at=None))
    if len(rules) != len(set(details.rule_ids)):
        raise NotFound("rule")
    here = {"authority_id": plan.authority_id, "family_id": family_id}
    same = PlanReview.objects.filter(
        **here, held_on=details.held_on, decided=details.decided
    ).first()
    if same:
        return same
    kept = PlanReview.objects.create(
        **here,
        plan_version=plan.version,
        held_on=details.held_on,
        place=details.place,
        people=list(details.people),
        went_well=details.went_well,
        was_hard=details.was_hard,
        children_said=details.children_said,
        decided=details.decided,
        next_review_on=next_on,
        seen=_seen(plan, by, details.held_on),
        recorded_by_id=worker_id,
    )
    _look_again_at(rules, kept)
    if not PlanReview.objects.filter(**here, held_on__gt=details.held_on).exists():
        plan.review_on = next_on
        plan.save(update_fields=["review_on"])
    audit.record(
        by=by,
        action="plan.reviewed",
        target=kept,
        changes={"people": kept.people},
        family_id=family_id,
    )
    return kept


def _look_again_at(rules: list[PlanRule], kept: PlanReview) -> None:
    ReviewDecision.objects.bulk_create(
        ReviewDecision(
            authority_id=kept.authority_id,
            review=kept,
            rule=rule,
            rule_version=rule.version,
        )
        for rule in rules
    )


def _check(details: ReviewDetails) -> date:
    if not any(name.strip() for name in details.people):
        raise CannotDo("Say who came, by name", "people")
    if not details.decided.strip():
        raise CannotDo("Write what you decided together", "decided")
    holding.check_day(details.held_on, "held_on")
    if details.next_review_on is None or details.next_review_on <= details.held_on:
        raise CannotDo("Choose a day after this review", "next_review_on")
    return details.next_review_on


def _seen(plan: SafetyPlan, by: Viewer, held_on: date) -> dict[str, Any]:
    """What stood that day: kept, because scales and checks go on."""
    lived = lived_plan(by, plan.family_id)
    here = {"authority_id": plan.authority_id, "family_id": plan.family_id}
    before = PlanReview.objects.filter(**here, held_on__lte=held_on)
    last = before.order_by("-held_on").first()
    entries = JournalEntry.objects.filter(**here, happened_on__lte=held_on)
    if last:
        entries = entries.filter(happened_on__gt=last.held_on)
    return {
        "entries": entries.count(),
        "red_flags": entries.filter(is_red_flag=True).count(),
        "rules": len(lived.plan.rules),
        "tried": len(lived.tried_lately(held_on)),
        "days": lived.recent_days,
        "untried_hard": len(lived.untried_hard_moments),
        "scales": [
            {
                "danger": danger.number,
                "numbers": [
                    f"{one.rater.name} {phrases.number(one.value)}"
                    for one in danger.now
                    if one.value is not None
                ],
            }
            for danger in living_map(by, plan.family_id).dangers
        ],
    }
