"""What is said to a rule: suggested, answered, read through."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.planning import actions
from kinfold.planning.forms import (
    AnswerForm,
    ReadingForm,
    SuggestForm,
    SuggestionAnswerForm,
)
from kinfold.planning.views.frame import ROOM, desk_of
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.views.asking import ask
from kinfold_core.access import Action


@require_http_methods(WRITES)
def suggest(
    request: ViewerRequest, family_id: UUID, rule_id: UUID | None = None
) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    row = desk.rule(rule_id) if rule_id else None
    form = SuggestForm(posted(request))
    page = ROOM.asking(
        request, desk.ground, button="Put it beside",
        title="Suggest other words" if row else "Suggest a rule",
        lead=f"Now: {row.text}" if row else "",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.suggest(
            family_id=family_id,
            rule_id=rule_id,
            text=form.cleaned_data["text"],
            why=form.cleaned_data["why"],
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def answer_suggestion(
    request: ViewerRequest, family_id: UUID, suggestion_id: UUID
) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    one = next((s for s in desk.plan.suggestions if s.id == suggestion_id), None)
    if one is None:
        raise NotFound("suggestion")
    form = SuggestionAnswerForm(
        posted(request),
        people=desk.people,
        suggested=one.text,
        is_about_rule=one.rule_id is not None,
    )
    page = ROOM.asking(
        request, desk.ground, title="What did they say to it?",
        lead=f"{one.by} suggests: {one.text}",
    )  # fmt: skip
    is_new_rule = one.rule_id is None and request.POST.get("answer") == "yes"
    return ask(
        request,
        form,
        page,
        lambda: actions.answer_suggestion(
            family_id=family_id,
            suggestion_id=suggestion_id,
            details=form.details,
            by=request.viewer,
        ),
        done_url=reverse("planning:add-rule", args=[family_id]) if is_new_rule else "",
    )


@require_http_methods(WRITES)
def answer_rule(request: ViewerRequest, family_id: UUID, rule_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.ACCEPT_PLAN)
    row = desk.rule(rule_id)
    form = AnswerForm(posted(request), initial={"version": row.version})
    page = ROOM.asking(
        request, desk.ground, title="The service answers", button="Answer",
        lead=row.text, at=f"rule-{rule_id}",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.answer_rule(
            family_id=family_id,
            rule_id=rule_id,
            is_accepted=form.is_accepted,
            reason=form.cleaned_data["words"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda rule: [("The rule", rule.text, "")],
    )


@require_http_methods(WRITES)
def read_through(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    form = ReadingForm(
        posted(request),
        people=desk.people,
        rules=desk.plan.rules,
        whom=request.GET.get("who", "")[:60],
    )
    page = ROOM.asking(
        request, desk.ground, title="Read it through together", at="people",
        lead="Read the words aloud. Can they do it, and would they say it so?",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.read_through(
            family_id=family_id,
            details=form.details,
            rule_ids=form.rule_ids,
            by=request.viewer,
        ),
    )
