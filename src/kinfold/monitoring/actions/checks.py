"""A rule was lived, and the plan has been shown to work."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.monitoring.errors import NotShownYet
from kinfold.monitoring.models import PlanCheck
from kinfold.monitoring.selectors.lived import lived_plan
from kinfold.planning import actions as planning
from kinfold.planning import holding
from kinfold.planning.selectors.plan import AnyPlan
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.lived_plan import CheckDetails, what_is_untried


@transaction.atomic
def check(*, family_id: UUID, details: CheckDetails, by: Viewer) -> PlanCheck:
    """Write down how a rule was lived. The same words of one day are kept once.

    Raises:
        CannotDo: nobody saw it, nothing happened, or a day that has not come.
        NotFound: a rule of another plan, or somebody of another family.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_JOURNAL)
    rule = holding.hold_rule(plan, details.rule_id)
    if not details.seen_by.name:
        raise CannotDo("Say who saw it", "seen_by")
    if not details.what_happened.strip():
        raise CannotDo("Write what happened", "what_happened")
    holding.check_day(details.checked_on, "checked_on")
    holding.check_who(plan, [details.seen_by])
    kept, is_new = PlanCheck.objects.get_or_create(
        authority_id=plan.authority_id,
        family_id=family_id,
        rule_id=rule.pk,
        kind=details.kind,
        checked_on=details.checked_on,
        name=details.seen_by.name,
        what_happened=details.what_happened,
        worked=details.worked,
        change_made=details.change_made,
        defaults={
            "rule_version": rule.version,
            "person_id": details.seen_by.person_id,
            "member_id": details.seen_by.member_id,
            "worker_id": details.seen_by.worker_id,
            "recorded_by_id": worker_id,
        },
    )
    if is_new:
        audit.record(
            by=by,
            action="plan.checked",
            target=kept,
            changes={
                "rule": str(rule.pk),
                "kind": kept.kind,
                "worked": kept.worked,
                "by": kept.name,
            },
            family_id=family_id,
            person_id=details.seen_by.person_id,
        )
    return kept


@transaction.atomic
def demonstrate(*, family_id: UUID, words: str, by: Viewer) -> AnyPlan:
    """The plan has been shown to work: every hard moment was tried (R-MO1).

    Raises:
        NotShownYet: a rule for a hard moment was not tried with success; holds which.
        CannotDo: the newest words are not live, or it does not say what showed it.
    """
    holding.hold_plan(by, family_id, Action.ACCEPT_PLAN)
    untried = what_is_untried(lived_plan(by, family_id))
    if untried:
        raise NotShownYet(untried)
    return planning.demonstrate(family_id=family_id, words=words, by=by)
