"""The plan as a whole: agreed by its people, answered by the service, named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.planning import holding
from kinfold.planning.models import PlanSource, PlanStep, RuleAnswer, SafetyPlan
from kinfold.planning.selectors.plan import standing_plan
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.actions.earlier import keep_words
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.what_was_read import stamp_of

Status = SafetyPlan.Status
Step = PlanStep.Step


@transaction.atomic
def agree(
    *, family_id: UUID, people: Sequence[Who], agreed_on: date, words: str,
    read: Mapping[UUID, int], by: Viewer,
) -> SafetyPlan:  # fmt: skip
    """Family and network agree on the plan as they read it.

    `read` is which wording of each rule they had before them.

    Raises:
        CannotDo: no rule yet, nobody named, a worker among them, a day not come, or
            the plan is past this.
        StaleVersion: a rule was written, changed or taken out since it was read.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    if plan.status != Status.DRAFT:
        raise CannotDo("The plan as it stands was agreed already")
    rules = plan.rules.filter(withdrawn_at=None)
    stands = dict(rules.values_list("pk", "version"))
    if not stands:
        raise CannotDo("There is no rule in the plan yet")
    if stands != dict(read):
        raise StaleVersion(plan)
    if not people:
        raise CannotDo("Say who agreed, by name", "people")
    if any(one.worker_id for one in people):
        raise CannotDo("Family and network agree; the service answers after", "people")
    holding.check_day(agreed_on, "agreed_on")
    holding.check_who(plan, people)
    plan.status = Status.AGREED
    plan.save()
    holding.take_step(
        plan, Step.AGREED, by, worker_id,
        taken_on=agreed_on, people=[one.name for one in people], words=words,
    )  # fmt: skip
    return plan


@transaction.atomic
def answer_plan(
    *, family_id: UUID, is_accepted: bool, words: str, version: int, by: Viewer
) -> SafetyPlan:
    """The service accepts the plan that the network agreed, or says why not yet.

    Somebody else answers than wrote the agreement down.

    Raises:
        CannotDo: it is not agreed, the same person answers, not yet with no reason, or
            accepted while a rule in it is not.
        StaleVersion: a rule was changed since the plan was read.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.ACCEPT_PLAN)
    if plan.version != version:
        raise StaleVersion(plan)
    if plan.status != Status.AGREED:
        raise CannotDo("The service answers when family and network have agreed")
    agreed = plan.steps.filter(step=Step.AGREED, version=plan.version).latest(
        "recorded_at"
    )
    if agreed.recorded_by_id == worker_id:
        raise CannotDo(
            "You wrote the agreement down yourself. Somebody else answers for the "
            "service"
        )
    if not is_accepted and not words.strip():
        raise CannotDo("Say what is still missing, so that they can mend it", "words")
    if is_accepted:
        _check_no_rule_waits(by, family_id)
        plan.status = Status.ACCEPTED
        plan.save()
    holding.take_step(
        plan, Step.ACCEPTED if is_accepted else Step.NOT_YET, by, worker_id,
        taken_on=timezone.localdate(), people=[by.name], words=words,
    )  # fmt: skip
    return plan


def _check_no_rule_waits(by: Viewer, family_id: UUID) -> None:
    waiting = [
        phrases.shortened(rule.text)
        for rule in standing_plan(by, family_id).rules
        if rule.answer and rule.answer.answer == RuleAnswer.Answer.NOT_YET
    ]
    if waiting:
        raise CannotDo(
            f"The service has said “not yet” to a rule in it: {phrases.listed(waiting)}"
        )


@transaction.atomic
def rename(*, family_id: UUID, title: str, was: str, by: Viewer) -> SafetyPlan:
    """Call the plan what the family calls it; `was` is what the writer saw.

    Raises:
        CannotDo: no name.
        StaleVersion: it was named otherwise meanwhile.
    """
    plan, _ = holding.hold_plan(by, family_id, Action.WRITE_PLAN, may_begin=True)
    if plan.title == title:
        return plan
    if not title.strip():
        raise CannotDo("Write what the family calls its plan", "title")
    if plan.title != was:
        raise StaleVersion(plan)
    plan.title = title
    plan.save(update_fields=["title"])
    keep_words(of=plan, family_id=family_id, words={"title": was}, by=by)
    audit.record(
        by=by, action="plan.renamed", target=plan, changes={}, family_id=family_id
    )
    return plan


@transaction.atomic
def name_sources(
    *, family_id: UUID, sources: Mapping[UUID, Sequence[Who]], was: str, by: Viewer
) -> SafetyPlan:
    """Say whose actions each danger is about, so that no rule rests on them alone.

    `was` is the stamp of what the writer saw (`StandingPlan.sources_stamp`). Saving
    what stands already changes nothing.

    Raises:
        NotFound: a danger of another map, or somebody of another family.
        StaleVersion: somebody else said it otherwise meanwhile.
    """
    plan, _ = holding.hold_plan(by, family_id, Action.WRITE_PLAN, may_begin=True)
    here = {"authority_id": plan.authority_id}
    known = DangerStatement.objects.filter(
        **here, mapping__family_id=family_id, pk__in=sources
    )
    if known.count() != len(sources):
        raise NotFound("danger")
    holding.check_who(plan, [who for people in sources.values() for who in people])
    before = _sources(plan)
    wanted = [[str(key), who.name] for key, people in sources.items() for who in people]
    others = [one for one in before if UUID(one[0]) not in sources]
    if sorted(wanted + others) == before:
        return plan
    if stamp_of(" ".join(one) for one in before) != was:
        raise StaleVersion(plan)
    plan.sources.filter(danger_id__in=sources).delete()
    PlanSource.objects.bulk_create(
        PlanSource(
            **here,
            plan=plan,
            danger_id=danger_id,
            name=who.name,
            person_id=who.person_id,
            member_id=who.member_id,
        )
        for danger_id, people in sources.items()
        for who in people
    )
    audit.record(
        by=by,
        action="plan.sources_named",
        target=plan,
        changes={"sources": [before, _sources(plan)]},
        family_id=family_id,
    )
    return plan


def _sources(plan: SafetyPlan) -> list[list[str]]:
    """Each danger by its key, with whose actions it is about."""
    rows = plan.sources.values_list("danger_id", "name")
    return sorted([str(danger_id), name] for danger_id, name in rows)
