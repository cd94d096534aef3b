"""What can wait in a plan: the service's answer, and the family's."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Min, OuterRef, Subquery
from django.db.models.functions import TruncDate

from kinfold.planning.models import (
    PlanStep,
    RuleSuggestion,
    SafetyPlan,
    SuggestionAnswer,
)
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words

Status, Step = SafetyPlan.Status, PlanStep.Step


def agreed_plans(asked: Asked) -> Rows:
    """Agreed by family and network; "not yet" was not said since.

    Whoever wrote the agreement down is not asked: somebody else answers.
    """
    last = PlanStep.objects.filter(
        plan=OuterRef("pk"), step__in=[Step.AGREED, Step.NOT_YET]
    ).order_by("-recorded_at", "-pk")
    plans = (
        SafetyPlan.objects.filter(status=Status.AGREED)
        .annotate(
            last_step=Subquery(last.values("step")[:1]),
            last_by=Subquery(last.values("recorded_by_id")[:1]),
            last_on=Subquery(last.values("taken_on")[:1]),
        )
        .filter(last_step=Step.AGREED)
        .exclude(last_by=asked.worker_id)
    )
    return told(plans, asked, "plan_answer", "last_on")


def open_suggestions(asked: Asked) -> Rows:
    answered = SuggestionAnswer.objects.filter(suggestion=OuterRef("pk"))
    waiting = RuleSuggestion.objects.filter(~Exists(answered))
    first = TruncDate(Min("suggested_at"))
    return told(waiting, asked, "suggestion", first, "plan__family_id")


def _say_agreed(day: date, today: date) -> str:
    return (
        f"Family and network agreed on their plan on {day_in_words(day)}. It waits for "
        "the service's answer"
    )


def _say_suggested(day: date, today: date) -> str:
    return f"A suggestion of {day_in_words(day)} waits for the family's answer"


KINDS = (
    Kind(
        key="plan_answer", order=2, icon="heart-handshake", needs=Action.ACCEPT_PLAN,
        page="planning:safety-plan", rows=agreed_plans, say=_say_agreed,
    ),
    Kind(
        key="suggestion", order=4, icon="message-circle", needs=Action.WRITE_PLAN,
        page="planning:safety-plan", rows=open_suggestions, say=_say_suggested,
    ),
)  # fmt: skip
