"""What every change to a family's plan does: hold it, check who is named, move on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from kinfold.networks.holding import check_named, check_no_child_refuses, hold
from kinfold.networks.models import NetworkMember
from kinfold.planning.models import PlanRule, PlanStep, SafetyPlan
from kinfold.planning.row_making import rule_rows
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.practice import rulebook
from kinfold_core.practice.facts_planning import RuleChangeFacts
from kinfold_core.practice.plan_written import NO_RULE, PlanRuleDetails, Who

Step = PlanStep.Step
CAPACITIES = frozenset(PlanRule.Capacity.values)
FIRST_TITLE = "Our plan"


def hold_plan(
    by: Viewer, family_id: UUID, action: Action, *, may_begin: bool = False
) -> tuple[SafetyPlan, UUID]:
    """The family's plan, held until the end, and the worker who writes.

    Raises:
        NotFound: no such family here, or it has no plan and may not begin one.
        RecordRefused: the family is not open to the writer for this.
    """
    family, worker_id = hold(by, family_id, action)
    plan = (
        SafetyPlan.objects.select_for_update(of=("self",))
        .select_related("family")
        .filter(authority_id=family.authority_id, family=family)
        .first()
    )
    if plan is None and may_begin:
        plan = _begin(family, worker_id, by)
    if plan is None:
        raise NotFound("plan")
    return plan, worker_id


def _begin(family: Family, worker_id: UUID, by: Viewer) -> SafetyPlan:
    plan = SafetyPlan.objects.create(
        authority_id=family.authority_id,
        family=family,
        title=FIRST_TITLE,
        begun_by_id=worker_id,
    )
    take_step(plan, Step.BEGUN, by, worker_id, taken_on=timezone.localdate())
    return plan


def hold_rule(plan: SafetyPlan, rule_id: UUID) -> PlanRule:
    """One rule of this plan with all that hangs on it, held until the end.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    rows = rule_rows(plan.authority_id, plan.pk).filter(pk=rule_id)
    rule = rows.select_for_update(of=("self",)).first()
    if rule is None:
        raise NotFound("rule")
    return rule


def take_step(
    plan: SafetyPlan,
    step: PlanStep.Step,
    by: Viewer,
    worker_id: UUID,
    *,
    taken_on: date,
    people: Iterable[str] = (),
    words: str = "",
) -> PlanStep:
    """Write down a step of the plan, in its history and in the audit."""
    taken = PlanStep.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        version=plan.version,
        step=step,
        taken_on=taken_on,
        people=list(people),
        words=words,
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action=f"plan.{step}",
        target=plan,
        changes={"version": plan.version, "people": taken.people},
        family_id=plan.family_id,
    )
    return taken


def move_on(plan: SafetyPlan, by: Viewer, worker_id: UUID) -> None:
    """A changed rule opens the next version as a draft, to be agreed again.

    What is live stays in force until the new version goes live.
    """
    if plan.status == SafetyPlan.Status.DRAFT:
        return
    plan.version += 1
    plan.status = SafetyPlan.Status.DRAFT
    plan.suspended_reason = plan.replaced_today_by = ""
    plan.save()
    take_step(plan, Step.REOPENED, by, worker_id, taken_on=timezone.localdate())


def check_who(
    plan: SafetyPlan, people: Iterable[Who], *, standing: Iterable[Who] = ()
) -> None:
    """Everybody named by key is of this family, its network or this authority.

    Those in `standing` are named there already and may stay when they have left.

    Raises:
        NotFound: a key of somebody else's.
    """
    kept = {key for one in standing for key in one.keys}
    check_of_family(plan.family, [one for one in people if not one.keys <= kept])


def check_of_family(family: Family, people: Iterable[Who]) -> None:
    """`check_who` for a family that may have no plan yet."""
    new = list(people)
    members = {(one.member_id, one.person_id) for one in new if one.member_id}
    here = NetworkMember.objects.filter(authority_id=family.authority_id, family=family)
    if members and members - set(here.values_list("pk", "person_id")):
        raise NotFound("member of the network")
    check_named(family, [one.as_named() for one in new if not one.member_id])


def check_wanted(
    by: Viewer,
    plan: SafetyPlan,
    details: PlanRuleDetails,
    standing: PlanRuleDetails = NO_RULE,
) -> None:
    """Nobody comes into a rule whom a child does not want there (R-NW12).

    Raises:
        CannotDo: a child said no to them, and nobody answers for it.
    """
    there = (*standing.carriers, *standing.backups)
    for at, people in (("carriers", details.carriers), ("backups", details.backups)):
        new = [who for who in people if not any(map(who.is_same_as, there))]
        check_no_child_refuses(by, plan.family_id, new, at)


def check_author(author: Who, capacity: str) -> None:
    """The words of a rule are the family's or the network's own (R-SP8, I5).

    Raises:
        CannotDo: nobody is named, or a worker is.
    """
    is_agency = bool(author.worker_id) or (
        bool(author.name) and capacity not in CAPACITIES
    )
    for finding in rulebook.check_rule_change(
        RuleChangeFacts(author.name, is_author_agency=is_agency)
    ):
        raise CannotDo(f"{finding.message} {finding.suggestion}", "author")


def check_day(day: date, field: str) -> None:
    """Raises: CannotDo: the day has not come."""
    if day > timezone.localdate():
        raise CannotDo(
            "This day has not come yet. Enter today or an earlier day", field
        )
