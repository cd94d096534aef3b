"""The road-test of a plan, each answer to it, and whether the plan is ready."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.implementation import policy
from kinfold.implementation.actions import testing
from kinfold.implementation.forms import AnswerForm, FeedbackForm
from kinfold.implementation.presenters import lines as line_words
from kinfold.implementation.presenters import pages
from kinfold.implementation.selectors import plans
from kinfold.implementation.selectors.plans import PlanRead
from kinfold.implementation.views.frame import (
    ASKED,
    Differences,
    ask_over,
    crumbs,
)
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.implementation_plan import readiness


@require_safe
def feedback(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = plans.plan(viewer, plan_id)
    may_write = bool(policy.may_write(viewer))
    found = plans.feedback_on(viewer, shown.row)
    context = {
        "shown": shown,
        "said": line_words.feedback_list(found, shown.lines, may_write=may_write),
        "waits": sum(1 for one in found if one.answer is None),
        "may_write": may_write,
        "breadcrumbs": crumbs("Road-test", _link(shown)),
    }
    return render_page(request, "implementation/feedback.html", context)


@require_http_methods(ASKED)
def add_feedback(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_write(viewer))
    shown = plans.plan(viewer, plan_id)
    form = FeedbackForm(
        posted(request),
        lines=line_words.line_options(shown.lines),
        initial={"said_on": timezone.localdate()},
    )
    page = Asking(
        title="What did they say?",
        button="Keep it",
        back_url=reverse("implementation:feedback", args=[plan_id]),
        lead="Somebody who tried the plan out, in their words. Name the agency or "
        "team, and no family.",
        done="Kept. It waits for your answer",
        more={"breadcrumbs": crumbs("Feedback", _link(shown))},
    )
    return ask(
        request,
        form,
        page,
        lambda: testing.keep_feedback(
            plan_id=plan_id,
            line_id=form.cleaned_data["line"],
            place=form.cleaned_data["place"],
            said_on=form.cleaned_data["said_on"],
            words=form.cleaned_data["words"],
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
def answer_feedback(request: ViewerRequest, plan_feedback_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_write(viewer))
    found = plans.feedback(viewer, plan_feedback_id)
    number = found.answer.number if found.answer else 0
    form = AnswerForm(posted(request), initial={"version": number})
    page = Asking(
        title="Is it taken into the plan?",
        button="Save the answer",
        back_url=reverse("implementation:feedback", args=[found.row.plan_id]),
        lead=f"{found.row.place}: “{found.row.words}”",
        done="Answered",
        more={"breadcrumbs": crumbs("Answer")},
    )

    def stale(changed: StaleVersion) -> tuple[int, Differences]:
        now, said = changed.current, form.cleaned_data
        return now.number, [
            ("Is it taken?", _taken(now.is_taken), _taken(said["is_taken"])),
            ("Why?", now.why, said["why"]),
        ]

    return ask_over(
        request,
        form,
        page,
        lambda: testing.answer_feedback(
            feedback_id=plan_feedback_id,
            is_taken=form.cleaned_data["is_taken"],
            why=form.cleaned_data["why"],
            seen_number=form.seen,
            by=viewer,
        ),
        stale,
    )


def _taken(is_taken: bool) -> str:
    return "Taken" if is_taken else "Not taken"


@require_safe
def ready(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    """What the plan still needs before its workshop."""
    viewer = request.viewer
    shown = plans.plan(viewer, plan_id)
    checks = readiness(
        shown.lines,
        state=shown.step.state,
        shared_with=len(plans.shares_of(viewer, shown.row)),
        unanswered=plans.unanswered_of(viewer, shown.row),
        ends=shown.row.ends_on,
    )
    days = (shown.row.due_on - timezone.localdate()).days
    context = {
        "shown": shown,
        "checks": pages.checks_shown(shown, checks),
        "met": sum(1 for one in checks if one.is_met),
        "due": day_in_words(shown.row.due_on),
        "days": days,
        "deliverables": line_words.deliverables_table(shown.lines),
        "may_write": bool(policy.may_write(viewer)),
        "breadcrumbs": crumbs("Is it ready?", _link(shown)),
    }
    return render_page(request, "implementation/ready.html", context)


def _link(shown: PlanRead) -> Link:
    return Link(shown.row.title, reverse("implementation:plan", args=[shown.row.pk]))
