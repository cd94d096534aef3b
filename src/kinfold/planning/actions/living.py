"""The plan as it is lived: it goes live, is suspended, shown to work, kept for long."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_enough_said_yes, check_no_child_refuses
from kinfold.planning import holding
from kinfold.planning.errors import CannotGoLive
from kinfold.planning.models import PlanStep, PlanVersion, SafetyPlan
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform.viewer import Viewer
from kinfold.practice.as_written import as_json
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.family_plan import StandingPlan
from kinfold_core.practice.plan_findings import what_stops_it

Status = SafetyPlan.Status
Step = PlanStep.Step


@transaction.atomic
def go_live(
    *,
    family_id: UUID,
    effective_from: date,
    review_on: date,
    why_already: str = "",
    by: Viewer,
) -> SafetyPlan:
    """The accepted plan is lived by from a day on. Its words are kept as they are.

    `why_already` is needed while fewer have said yes than the authority hopes for
    (R-NW10) and no plan is lived by yet; it is kept with the step.

    Raises:
        CannotGoLive: a bottom line is not covered (I4), somebody who carries a rule
            has not been told the danger (I3), a rule names nobody, or was not read
            through with everybody in it (R-SP6); holds what.
        CannotDo: it is not accepted, the review is not after it begins, a child does
            not want somebody in it there now (R-NW12), or too few have said yes.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    if plan.status != Status.ACCEPTED:
        raise CannotDo("The plan goes live when the service has accepted it")
    holding.check_day(effective_from, "effective_from")
    if review_on <= effective_from:
        raise CannotDo("Choose a day after it goes live", "review_on")
    _check_nothing_stops(by, family_id)
    check_enough_said_yes(by, family_id, why_already)
    plan.status = Status.LIVE
    plan.live_version = plan.version
    plan.effective_from, plan.review_on = effective_from, review_on
    plan.save()
    _keep_words(plan, standing_plan(by, family_id), effective_from, worker_id)
    holding.take_step(
        plan, Step.LIVE, by, worker_id, taken_on=effective_from, words=why_already
    )
    return plan


def _check_nothing_stops(by: Viewer, family_id: UUID) -> None:
    standing = standing_plan(by, family_id)
    if stopping := what_stops_it(standing):
        raise CannotGoLive(stopping)
    people = [who for rule in standing.rules for who in (*rule.carriers, *rule.backups)]
    check_no_child_refuses(by, family_id, people, "")


def _keep_words(
    plan: SafetyPlan, standing: StandingPlan, effective_from: date, worker_id: UUID
) -> None:
    PlanVersion.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        version=plan.version,
        effective_from=effective_from,
        words=[
            {"id": str(rule.id), "version": rule.version} | as_json(rule.details)
            for rule in standing.rules
        ],
        recorded_by_id=worker_id,
    )


@transaction.atomic
def suspend(
    *, family_id: UUID, reason: str, replaced_today_by: str, by: Viewer
) -> SafetyPlan:
    """The plan does not hold now. Says why, and what keeps the children safe today.

    Raises:
        CannotDo: it is not in force, or one of the two is missing.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    if plan.live_version is None:
        raise CannotDo("The plan is not live")
    if not reason.strip():
        raise CannotDo("Say why the plan does not hold now", "reason")
    if not replaced_today_by.strip():
        raise CannotDo("Say what keeps the children safe today", "replaced_today_by")
    plan.status, plan.live_version = Status.SUSPENDED, None
    plan.suspended_reason, plan.replaced_today_by = reason, replaced_today_by
    plan.save()
    holding.take_step(
        plan, Step.SUSPENDED, by, worker_id, taken_on=timezone.localdate(),
        words=f"{reason} Today instead: {replaced_today_by}",
    )  # fmt: skip
    return plan


@transaction.atomic
def resume(*, family_id: UUID, words: str, by: Viewer) -> SafetyPlan:
    """A suspended plan that nobody changed holds again.

    Raises:
        CannotDo: it is not suspended, these words never were live, nothing is said, or
            somebody in it is not wanted there by a child now (R-NW12).
        CannotGoLive: as for `go_live`.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    if plan.status != Status.SUSPENDED:
        raise CannotDo("The plan is not suspended")
    if not words.strip():
        raise CannotDo("Say what has changed, so that it holds again", "words")
    if not plan.versions.filter(version=plan.version).exists():
        raise CannotDo(
            "Rules were changed since it was live. Agree on them, and go live anew"
        )
    _check_nothing_stops(by, family_id)
    plan.status, plan.live_version = Status.LIVE, plan.version
    plan.suspended_reason = plan.replaced_today_by = ""
    plan.save()
    holding.take_step(
        plan, Step.RESUMED, by, worker_id, taken_on=timezone.localdate(), words=words
    )
    return plan


@transaction.atomic
def demonstrate(*, family_id: UUID, words: str, by: Viewer) -> SafetyPlan:
    """The service says that the plan has been shown to work.

    Whether every hard moment was tried (R-MO1) is asked by `monitoring`, which knows.

    Raises:
        CannotDo: the newest words are not live, or it does not say what showed it.
    """
    return _on(family_id, Status.LIVE, Status.DEMONSTRATED, words, by)


@transaction.atomic
def hold_for_long(*, family_id: UUID, words: str, by: Viewer) -> SafetyPlan:
    """The family and network keep the plan after the service has left.

    Raises:
        CannotDo: it was not shown to work, or it does not say who keeps it going.
    """
    return _on(family_id, Status.DEMONSTRATED, Status.LONG_HAUL, words, by)


_NEEDS = {
    Status.LIVE: "The plan as it stands is not live",
    Status.DEMONSTRATED: "The plan has not been shown to work yet",
}


def _on(
    family_id: UUID, since: Status, to: Status, words: str, by: Viewer
) -> SafetyPlan:
    plan, worker_id = holding.hold_plan(by, family_id, Action.ACCEPT_PLAN)
    if plan.status == to:
        return plan
    if plan.status != since:
        raise CannotDo(_NEEDS[since])
    if not words.strip():
        raise CannotDo("Say what you saw, and who keeps it going", "words")
    plan.status = to
    plan.save()
    holding.take_step(
        plan, Step(to.value), by, worker_id, taken_on=timezone.localdate(), words=words
    )
    return plan
