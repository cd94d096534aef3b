"""The steps of the trajectories, and their words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.development import policy
from kinfold.development.actions import steps as actions
from kinfold.development.forms import WordingForm
from kinfold.development.presenters.steps import trajectories
from kinfold.development.selectors import steps as reads
from kinfold.development.views.asking import ASKED, ask_over, crumbs
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.views.asking import Asking, ask


@require_safe
def steps(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    programme = reads.programme(request.viewer, programme_id)
    context = {
        "programme": programme,
        "trajectories": trajectories(reads.steps(request.viewer, programme_id)),
        "may_keep": bool(policy.may_keep_steps(request.viewer)),
    }
    return render_page(request, "development/steps.html", context)


@require_http_methods(ASKED)
def add(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    reads.programme(request.viewer, programme_id)
    insist(policy.may_keep_steps(request.viewer))
    form = WordingForm(posted(request), is_new=True)
    page = _page(programme_id, "Add a step", "Add the step")
    return ask(
        request,
        form,
        page,
        lambda: actions.word_step(
            programme_id=programme_id,
            trajectory=form.cleaned_data["trajectory"],
            code="",
            worded=_worded(form.cleaned_data),
            seen_version=0,
            by=request.viewer,
        ),
    )


@require_http_methods(ASKED)
def change(request: ViewerRequest, programme_id: UUID, step: str) -> HttpResponse:
    shown = reads.step(request.viewer, programme_id, step)
    insist(policy.may_keep_steps(request.viewer))
    form = WordingForm(
        posted(request),
        initial={
            "version": shown.now.version,
            "place": shown.now.place,
            "title": shown.now.title,
            "words": shown.now.words,
            "shown_by": shown.now.shown_by,
            "is_dropped": shown.is_dropped,
        },
    )
    page = _page(programme_id, "Change a step", "Save these words")
    page.more["wordings"] = shown.wordings
    return ask_over(
        request,
        form,
        page,
        lambda: actions.word_step(
            programme_id=programme_id,
            trajectory=shown.now.trajectory,
            code=step,
            worded=_worded(form.cleaned_data),
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        ),
        now=lambda one: (one.now.version, f"“{one.now.title}”: {one.now.words}"),
    )


def _worded(given: dict[str, Any]) -> actions.Worded:
    return actions.Worded(
        given["place"],
        given["title"],
        given["words"],
        given["shown_by"],
        given.get("is_dropped", False),
        given["why"],
    )


def _page(programme_id: UUID, title: str, button: str) -> Asking:
    back = reverse("development:steps", args=[programme_id])
    return Asking(
        title=title,
        button=button,
        back_url=back,
        lead="It holds for everybody in the programme. What it said before stays.",
        template="development/word_step.html",
        more=crumbs(Link("Steps", back), Link(title, "")),
    )
