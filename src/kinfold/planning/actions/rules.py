"""Writing down a rule of the family's, changing it, taking it out and back in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.planning import holding
from kinfold.planning.models import (
    PlanRule,
    PlanRuleRevision,
    RuleBottomLine,
    RuleDanger,
    RuleWho,
    SafetyPlan,
)
from kinfold.planning.row_making import rule_details
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.as_written import as_json, changed
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.trajectory.models import CaseBottomLine
from kinfold.vocabulary.reading import reading_age
from kinfold_core.access import Action
from kinfold_core.practice.plan_written import (
    NO_RULE,
    PlanRuleDetails,
    Who,
    why_not_words,
)

Change = PlanRuleRevision.Change
# A rule that was said again by somebody else is the same rule.
_SAID = ("author", "capacity")


@transaction.atomic
def add_rule(*, family_id: UUID, details: PlanRuleDetails, by: Viewer) -> PlanRule:
    """Write down what somebody of the family or network says they will do.

    The first rule begins the plan.

    Raises:
        CannotDo: no words, no author or a worker as author (R-SP8), a hard moment
            with no first sign, it answers no danger and no bottom line, or it names
            somebody whom a child does not want there (R-NW12).
        NotFound: somebody, a danger or a bottom line of another family.
    """
    plan, worker_id = holding.hold_plan(
        by, family_id, Action.WRITE_PLAN, may_begin=True
    )
    return write_new(plan=plan, details=details, by=by, worker_id=worker_id)


def write_new(
    *, plan: SafetyPlan, details: PlanRuleDetails, by: Viewer, worker_id: UUID
) -> PlanRule:
    """`add_rule` on a plan that is held already."""
    _check(plan, details)
    holding.check_wanted(by, plan, details)
    last = plan.rules.aggregate(Max("position"))["position__max"]
    rule = PlanRule(
        authority_id=plan.authority_id,
        plan=plan,
        position=(last or 0) + 1,
        entered_by_id=worker_id,
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )
    holding.move_on(plan, by, worker_id)
    _write(rule, details)
    rule.save(force_insert=True)
    _hang(rule, details)
    _keep(rule, plan, Change.WRITTEN, by, details)
    return rule


@transaction.atomic
def change_rule(
    *,
    family_id: UUID,
    rule_id: UUID,
    details: PlanRuleDetails,
    version: int,
    by: Viewer,
) -> PlanRule:
    """Change a rule to what somebody of the family or network now says.

    The plan has to be agreed again. Saving what stands already changes nothing.

    Raises:
        StaleVersion: it was changed since `version`; holds the rule.
        CannotDo: as for `add_rule`, or it was taken out of the plan.
        NotFound: no such rule of this family's plan.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    rule = holding.hold_rule(plan, rule_id)
    return write_over(
        plan=plan,
        rule=rule,
        details=details,
        version=version,
        by=by,
        worker_id=worker_id,
    )


def write_over(
    *,
    plan: SafetyPlan,
    rule: PlanRule,
    details: PlanRuleDetails,
    version: int,
    by: Viewer,
    worker_id: UUID,
) -> PlanRule:
    """`change_rule` on a rule that is held already."""
    standing = rule_details(rule)
    if rule.withdrawn_at is None and _says(details) == _says(standing):
        return rule
    if rule.version != version:
        raise StaleVersion(rule)
    if rule.withdrawn_at:
        raise CannotDo("This was taken out of the plan. Put it back before changing it")
    _check(plan, details, standing)
    holding.check_wanted(by, plan, details, standing)
    holding.move_on(plan, by, worker_id)
    _sign(rule, worker_id)
    _write(rule, details)
    rule.save()
    _hang(rule, details)
    _keep(rule, plan, Change.CHANGED, by, details, before=standing)
    return rule


@transaction.atomic
def withdraw_rule(
    *, family_id: UUID, rule_id: UUID, author: Who, capacity: str, reason: str,
    version: int, by: Viewer,
) -> PlanRule:  # fmt: skip
    """Take a rule out of the plan because the family says so. Nothing is deleted.

    Raises:
        StaleVersion: it was changed since it was read.
        CannotDo: no reason, or nobody of the family or network who says so.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    rule = holding.hold_rule(plan, rule_id)
    if rule.withdrawn_at:
        return rule
    if rule.version != version:
        raise StaleVersion(rule)
    holding.check_author(author, capacity)
    holding.check_who(plan, [author])
    if not reason.strip():
        raise CannotDo("Say why this comes out of the plan", "reason")
    holding.move_on(plan, by, worker_id)
    _sign(rule, worker_id)
    rule.withdrawn_at, rule.withdrawn_reason = rule.changed_at, reason
    rule.save()
    _keep_placing(rule, plan, Change.WITHDRAWN, by, author, reason)
    return rule


@transaction.atomic
def put_back_rule(
    *, family_id: UUID, rule_id: UUID, author: Who, capacity: str, by: Viewer
) -> PlanRule:
    """Put a rule back because somebody of the family or network says so.

    Raises:
        CannotDo: nobody who says so, or it names somebody whom a child does not want
            there (R-NW12).
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    rule = holding.hold_rule(plan, rule_id)
    if rule.withdrawn_at is None:
        return rule
    holding.check_author(author, capacity)
    holding.check_who(plan, [author])
    holding.check_wanted(by, plan, rule_details(rule))
    holding.move_on(plan, by, worker_id)
    _sign(rule, worker_id)
    rule.withdrawn_at, rule.withdrawn_reason = None, ""
    rule.save()
    _keep_placing(rule, plan, Change.PUT_BACK, by, author, "")
    return rule


def _says(details: PlanRuleDetails) -> dict[str, object]:
    said = as_json(details)
    return {key: value for key, value in said.items() if key not in _SAID}


def _check(
    plan: SafetyPlan,
    details: PlanRuleDetails,
    standing: PlanRuleDetails | None = None,
) -> None:
    message, at = why_not_words(details)
    if message:
        raise CannotDo(message, at)
    holding.check_author(details.author, details.capacity)
    before = (
        (*standing.carriers, *standing.backups, standing.author) if standing else ()
    )
    named = (*details.carriers, *details.backups, details.author)
    holding.check_who(plan, named, standing=before)
    _check_here(
        plan, DangerStatement, {"mapping__family": plan.family}, details.danger_ids
    )
    _check_here(plan, CaseBottomLine, {"family": plan.family}, details.bottom_line_ids)


def _check_here(
    plan: SafetyPlan,
    model: type[DangerStatement] | type[CaseBottomLine],
    of_family: dict[str, object],
    wanted: tuple[UUID, ...],
) -> None:
    found = model.objects.filter(
        authority_id=plan.authority_id, pk__in=wanted, **of_family
    )
    if found.count() != len(set(wanted)):
        raise NotFound("danger or bottom line")


def _sign(rule: PlanRule, worker_id: UUID) -> None:
    rule.version += 1
    rule.changed_by_id, rule.changed_at = worker_id, timezone.now()


def _write(rule: PlanRule, details: PlanRuleDetails) -> None:
    rule.kind = details.kind
    for name in (
        "text", "when", "how_often", "child_part", "how_known", "if_not_working",
        "is_own_words",
    ):  # fmt: skip
        setattr(rule, name, getattr(details, name))
    rule.author_name = details.author.name
    rule.author_person_id = details.author.person_id
    rule.author_member_id = details.author.member_id
    rule.author_capacity = details.capacity
    rule.reading_age = None if details.is_own_words else reading_age(details.text)


def _hang(rule: PlanRule, details: PlanRuleDetails) -> None:
    """Who carries it and what it answers, as they now are."""
    for old in (rule.people, rule.dangers, rule.bottom_lines):
        old.all().delete()
    here = {"authority_id": rule.authority_id, "rule": rule}
    RuleWho.objects.bulk_create(
        RuleWho(
            **here,
            part=part,
            name=who.name,
            person_id=who.person_id,
            member_id=who.member_id,
            worker_id=who.worker_id,
            position=position,
        )
        for part, people in (
            (RuleWho.Part.CARRIES, details.carriers),
            (RuleWho.Part.BACKUP, details.backups),
        )
        for position, who in enumerate(people)
    )
    RuleDanger.objects.bulk_create(
        RuleDanger(**here, danger_id=key) for key in details.danger_ids
    )
    RuleBottomLine.objects.bulk_create(
        RuleBottomLine(**here, bottom_line_id=key) for key in details.bottom_line_ids
    )


def _keep(
    rule: PlanRule,
    plan: SafetyPlan,
    change: PlanRuleRevision.Change,
    by: Viewer,
    details: PlanRuleDetails,
    before: PlanRuleDetails = NO_RULE,
) -> None:
    words = as_json(details)
    fields: dict[str, object] = {"fields": changed(before, words)}
    _add_revision(rule, plan, change, by, details.author.name, words, fields)


def _keep_placing(
    rule: PlanRule,
    plan: SafetyPlan,
    change: PlanRuleRevision.Change,
    by: Viewer,
    author: Who,
    reason: str,
) -> None:
    words = as_json(rule_details(rule)) | {"withdrawn_reason": reason}
    _add_revision(rule, plan, change, by, author.name, words, {})


def _add_revision(
    rule: PlanRule,
    plan: SafetyPlan,
    change: PlanRuleRevision.Change,
    by: Viewer,
    author: str,
    words: dict[str, object],
    changes: dict[str, object],
) -> None:
    """Add the words to the history; the audit names the fields, and quotes nobody."""
    PlanRuleRevision.objects.create(
        authority_id=rule.authority_id,
        rule=rule,
        version=rule.version,
        change=change,
        plan_version=plan.version,
        words=words,
        author_name=author,
        changed_by_id=rule.changed_by_id,
    )
    audit.record(
        by=by,
        action=f"plan_rule.{change}",
        target=rule,
        changes=changes | {"said_by": author},
        family_id=plan.family_id,
    )
