"""Steps of the whole plan, each a short question."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.networks.selectors import needed_first
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.planning import actions
from kinfold.planning.errors import CannotGoLive
from kinfold.planning.forms import (
    AgreeForm,
    AnswerForm,
    LiveForm,
    NameForm,
    SourcesForm,
    SuspendForm,
    WordsForm,
)
from kinfold.planning.presenters import words
from kinfold.planning.selectors import standing_plan, wordings_of
from kinfold.planning.views.frame import ROOM, desk_of
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_core.access import Action
from kinfold_core.practice.what_was_read import written_out

STALE = 409
GOING_LIVE = "planning/go_live.html"


@require_http_methods(WRITES)
def rename(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    title = desk.plan.title or "Our plan"
    form = NameForm(posted(request), initial={"title": title, "was": title})
    page = ROOM.asking(request, desk.ground, title="Name the plan")
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.rename(
                family_id=family_id,
                title=form.cleaned_data["title"],
                was=form.cleaned_data["was"],
                by=request.viewer,
            ),
        )
    except StaleVersion as error:
        now = error.current.title
        page.more["conflict"] = [("Its name", now, form.cleaned_data["title"])]
        form.data = {**request.POST.dict(), "was": now}
        return show(request, form, page, status=STALE)


@require_http_methods(WRITES)
def sources(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    form = SourcesForm(
        posted(request),
        people=desk.people,
        dangers=desk.plan.dangers,
        standing=desk.plan.sources,
        stamp=desk.plan.sources_stamp,
    )
    page = ROOM.asking(
        request, desk.ground, title="Whose actions is each worry about?",
        lead="So that no rule rests on that person alone. It blames nobody: they are "
        "in the plan, with somebody beside them.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.name_sources(
            family_id=family_id,
            sources=form.sources,
            was=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda _: words.sources_differ(
            standing_plan(request.viewer, family_id), form.sources
        ),
        stamp=lambda _: standing_plan(request.viewer, family_id).sources_stamp,
    )


@require_http_methods(WRITES)
def agree(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    form = AgreeForm(posted(request), people=desk.people, read=desk.plan.wordings)
    page = ROOM.asking(
        request, desk.ground, title="They agree on the plan",
        template="planning/agree.html", plan=desk.plan,
    )  # fmt: skip
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.agree(
                family_id=family_id,
                people=form.some("people"),
                agreed_on=form.cleaned_data["agreed_on"],
                words=form.cleaned_data["words"],
                read=form.read,
                by=request.viewer,
            ),
        )
    except StaleVersion:
        plan = standing_plan(request.viewer, family_id)
        was = wordings_of(request.viewer, family_id, form.read)
        changed = plan.changed_since(form.read, was)
        form.data = with_version(form.data, written_out(plan.wordings))
        page.more.update(plan=plan, changed=changed)
        return show(request, form, page, status=STALE)


@require_http_methods(WRITES)
def answer(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.ACCEPT_PLAN)
    form = AnswerForm(posted(request), initial={"version": desk.plan.version})
    page = ROOM.asking(
        request, desk.ground, title="The service answers the plan", button="Answer",
        lead="You answer for the service. No word of the plan changes by it.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.answer_plan(
            family_id=family_id,
            is_accepted=form.is_accepted,
            words=form.cleaned_data["words"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda plan: [
            (
                "Version of the plan",
                str(plan.version),
                str(form.cleaned_data["version"]),
            )
        ],
    )


@require_http_methods(WRITES)
def go_live(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    form = LiveForm(posted(request), too_few=needed_first(request.viewer, family_id))
    page = ROOM.asking(
        request, desk.ground, title="Live by the plan", button="Live by it",
        template=GOING_LIVE,
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        _telling_what_stops(
            page,
            lambda: actions.go_live(
                family_id=family_id,
                effective_from=form.cleaned_data["effective_from"],
                review_on=form.cleaned_data["review_on"],
                why_already=form.cleaned_data.get("why_already", ""),
                by=request.viewer,
            ),
        ),
    )


@require_http_methods(WRITES)
def suspend(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    form = SuspendForm(posted(request))
    page = ROOM.asking(
        request, desk.ground, title="The plan does not hold now",
        button="Suspend the plan",
        lead="Going back is part of the work. Say what keeps the children safe today.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.suspend(
            family_id=family_id, **form.cleaned_data, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def resume(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    return _say(
        request, family_id, Action.WRITE_PLAN, actions.resume,
        title="The plan holds again",
        label="What has changed, so that it holds again?",
        missing="Say what has changed, so that it holds again",
    )  # fmt: skip


@require_http_methods(WRITES)
def long_haul(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    return _say(
        request, family_id, Action.ACCEPT_PLAN, actions.hold_for_long,
        title="Keep the plan for the long haul",
        label="Who keeps it going, and how will they meet?",
        missing="Say who keeps it going",
    )  # fmt: skip


def _say(
    request: ViewerRequest,
    family_id: UUID,
    action: Action,
    save: Callable[..., object],
    *,
    title: str,
    label: str,
    missing: str,
) -> HttpResponse:
    """One question in words, and the step it takes."""
    desk = desk_of(request, family_id, action)
    form: forms.Form = WordsForm(posted(request), label=label, missing=missing)
    page = ROOM.asking(request, desk.ground, title=title, template=GOING_LIVE)
    return ask(
        request,
        form,
        page,
        _telling_what_stops(
            page,
            lambda: save(
                family_id=family_id, words=form.cleaned_data["words"], by=request.viewer
            ),
        ),
    )


def _telling_what_stops(
    page: Asking, save: Callable[[], object]
) -> Callable[[], object]:
    """`save`, and when rules stand in the way the page shows each of them."""

    def _save() -> object:
        try:
            return save()
        except CannotGoLive as error:
            page.more["stops"] = error.findings
            raise

    return _save
