"""Reading a rule through with somebody, and the service's answer to a rule."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kinfold.planning import holding
from kinfold.planning.models import PlanRule, RuleAnswer, RuleReading
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors.members import children_of
from kinfold_core.access import Action
from kinfold_core.practice.plan_written import ReadingDetails

Answer = RuleAnswer.Answer


@transaction.atomic
def read_through(
    *, family_id: UUID, details: ReadingDetails, rule_ids: Sequence[UUID], by: Viewer
) -> list[RuleReading]:
    """Write down that these rules, as they now stand, were read with somebody.

    Raises:
        CannotDo: nobody named, nothing read, or a day that has not come.
        NotFound: a rule of another plan, or somebody of another family.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    if not details.who.name:
        raise CannotDo("Say with whom it was read", "who")
    if not rule_ids:
        raise CannotDo("Tick the rules you read through together", "rules")
    holding.check_day(details.read_on, "read_on")
    holding.check_who(plan, [details.who])
    rules = list(plan.rules.filter(pk__in=rule_ids, withdrawn_at=None))
    if len(rules) != len(set(rule_ids)):
        raise NotFound("rule")
    is_child = details.who.person_id in children_of(by, family_id)
    readings = RuleReading.objects.bulk_create(
        RuleReading(
            authority_id=plan.authority_id,
            rule=rule,
            rule_version=rule.version,
            name=details.who.name,
            person_id=details.who.person_id,
            member_id=details.who.member_id,
            is_child=is_child,
            read_on=details.read_on,
            understood=details.understood,
            words=details.words,
            recorded_by_id=worker_id,
        )
        for rule in rules
    )
    audit.record(
        by=by,
        action="plan.read_through",
        target=plan,
        changes={
            "with": details.who.name,
            "rules": sorted(str(rule.pk) for rule in rules),
            "understood": details.understood,
        },
        family_id=family_id,
        person_id=details.who.person_id,
    )
    return readings


@transaction.atomic
def answer_rule(
    *,
    family_id: UUID,
    rule_id: UUID,
    is_accepted: bool,
    reason: str = "",
    version: int,
    by: Viewer,
) -> RuleAnswer:
    """The service accepts a rule as it stands, or says why not yet. It changes no word.

    Raises:
        CannotDo: not yet, with no reason; or whoever wrote it down answers it.
        StaleVersion: it was changed since it was read.
        NotFound: no such rule of this family's plan.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.ACCEPT_PLAN)
    rule = holding.hold_rule(plan, rule_id)
    if rule.version != version:
        raise StaleVersion(rule)
    if rule.withdrawn_at:
        raise CannotDo("This was taken out of the plan")
    if not is_accepted and not reason.strip():
        raise CannotDo("Say what is still missing, so that they can mend it", "reason")
    _check_second_person(rule, worker_id)
    answer = RuleAnswer.objects.create(
        authority_id=plan.authority_id,
        rule=rule,
        rule_version=rule.version,
        answer=Answer.ACCEPTED if is_accepted else Answer.NOT_YET,
        reason=reason,
        answered_by_id=worker_id,
    )
    audit.record(
        by=by,
        action=f"plan_rule.{answer.answer}",
        target=rule,
        changes={"answer": answer.answer},
        family_id=family_id,
    )
    return answer


def _check_second_person(rule: PlanRule, worker_id: UUID) -> None:
    if rule.changed_by_id == worker_id:
        raise CannotDo(
            "You wrote this down yourself. Somebody else answers for the service"
        )
