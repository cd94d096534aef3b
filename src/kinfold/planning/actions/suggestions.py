"""Suggesting other words for a rule, and what the family says to them (I5)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from kinfold.planning import holding
from kinfold.planning.actions import rules
from kinfold.planning.models import RuleSuggestion, SuggestionAnswer
from kinfold.planning.row_making import rule_details
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.plan_written import SuggestionAnswerDetails

Answer = SuggestionAnswer.Answer


@transaction.atomic
def suggest(
    *, family_id: UUID, text: str, why: str, by: Viewer, rule_id: UUID | None = None
) -> RuleSuggestion:
    """Put words beside a rule, or beside the plan, for the family to say yes or no to.

    The same words suggested twice by one worker, and not answered, are kept once.

    Raises:
        CannotDo: no words, or no reason.
        NotFound: no such rule of this family's plan.
    """
    plan, worker_id = holding.hold_plan(
        by, family_id, Action.WRITE_PLAN, may_begin=True
    )
    if not text.strip():
        raise CannotDo("Write what you suggest", "text")
    if not why.strip():
        raise CannotDo("Say why, so that the family can judge it", "why")
    words = {
        "authority_id": plan.authority_id,
        "plan": plan,
        "rule": holding.hold_rule(plan, rule_id) if rule_id else None,
        "text": text,
        "suggested_by_id": worker_id,
    }
    if open_one := RuleSuggestion.objects.filter(**words, answers=None).first():
        return open_one
    suggestion = RuleSuggestion.objects.create(**words, why=why)
    audit.record(
        by=by,
        action="plan_rule.suggested",
        target=suggestion,
        changes={},  # the words may be a child's, and stand in the row
        family_id=family_id,
    )
    return suggestion


@transaction.atomic
def answer_suggestion(
    *,
    family_id: UUID,
    suggestion_id: UUID,
    details: SuggestionAnswerDetails,
    by: Viewer,
) -> SuggestionAnswer:
    """Write down what somebody of the family or network said. A yes changes the rule.

    The rule then reads as they say it, `details.new_text`. A suggestion of a new rule
    is answered here and written with `add_rule`, because it needs people and worries.

    Raises:
        CannotDo: nobody of the family or network said it, a no without words, a yes
            without the words the rule shall have, or it was answered already.
        NotFound: no such suggestion to this family.
    """
    plan, worker_id = holding.hold_plan(by, family_id, Action.WRITE_PLAN)
    suggestion = plan.suggestions.filter(pk=suggestion_id).first()
    if suggestion is None:
        raise NotFound("suggestion")
    _check(suggestion, details)
    holding.check_who(plan, [details.who])
    answer = _keep(suggestion, details, worker_id)
    audit.record(
        by=by,
        action=f"plan_rule.suggestion_{answer.answer}",
        target=suggestion,
        changes={"said_by": details.who.name},
        family_id=family_id,
    )
    if details.is_yes and suggestion.rule_id:
        rule = holding.hold_rule(plan, suggestion.rule_id)
        as_said = replace(
            rule_details(rule),
            text=details.new_text,
            author=details.who,
            capacity=details.capacity,
        )
        rules.write_over(
            plan=plan,
            rule=rule,
            details=as_said,
            version=rule.version,
            by=by,
            worker_id=worker_id,
        )
    return answer


def _keep(
    suggestion: RuleSuggestion, details: SuggestionAnswerDetails, worker_id: UUID
) -> SuggestionAnswer:
    return SuggestionAnswer.objects.create(
        authority_id=suggestion.authority_id,
        suggestion=suggestion,
        answer=Answer.ACCEPTED if details.is_yes else Answer.DECLINED,
        name=details.who.name,
        person_id=details.who.person_id,
        member_id=details.who.member_id,
        words=details.words,
        answered_on=details.answered_on,
        recorded_by_id=worker_id,
    )


def _check(suggestion: RuleSuggestion, details: SuggestionAnswerDetails) -> None:
    if suggestion.answers.exists():
        raise CannotDo("This was answered already. Suggest again if it is new")
    holding.check_author(details.who, details.capacity)
    holding.check_day(details.answered_on, "answered_on")
    if not details.is_yes and not details.words.strip():
        raise CannotDo("Write what they said, in their words", "words")
    if details.is_yes and suggestion.rule_id and not details.new_text.strip():
        raise CannotDo("Write how the rule reads now, as they say it", "new_text")
