"""Writing a protocol, seeing it as it would be kept, registering and running it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.platform.components import Link
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, Asking, add_error, ask
from kinfold.studies import policy, selectors
from kinfold.studies.actions import (
    deviate_from,
    register_protocol,
    why_it_cannot_lead,
)
from kinfold.studies.forms import SAID, DeviationForm, ProtocolForm
from kinfold.studies.jobs import begin_run, cancel_run
from kinfold.studies.offers import analyses, protocol_said
from kinfold.studies.panels import layout_of
from kinfold.studies.presenters import registry as words
from kinfold.studies.selectors import AnyPanel
from kinfold_evaluation.registry.protocol import digest_of

USUAL = {
    "leading": "difference",
    "doubting": ["path", "trends not parallel", "weighted mix", "each by its mix"],
    "led_by": "The primary outcomes are judged together by Holm.",
}
CHANGED = "You changed something since you looked. Look again, then register it"


@require_http_methods(["GET", "HEAD", "POST"])
@limited("protocols", per_minute=30)
def panel(request: ViewerRequest, panel_id: UUID) -> HttpResponse:
    """A panel; for whoever may write protocols, the form of one that is held to it."""
    kept = selectors.panel_for(request.viewer, panel_id)
    layout = layout_of(kept.csv)
    may_write = policy.may_write_studies(request.viewer)
    context: dict[str, Any] = {
        "panel": kept,
        "rows": words.panel_rows(layout),
        "controls": layout.controls,
        "breadcrumbs": (
            Link("Studies", reverse("studies:home")),
            Link("Panels", reverse("studies:panels")),
            Link(kept.name, ""),
        ),
    }
    if request.method != "POST":
        if may_write:
            context["form"] = ProtocolForm(initial=USUAL, outcomes=layout.outcomes)
        return render_page(request, "studies/panel.html", context)
    if not may_write:
        raise PermissionDenied(may_write.reason)
    form = ProtocolForm(request.POST, outcomes=layout.outcomes)
    answer = _previewed_or_registered(request, form, kept, context)
    if answer:
        return answer
    context["form"] = form
    status = REFUSED if form.errors else 200
    return render_page(request, "studies/panel.html", context, status=status)


def _previewed_or_registered(
    request: ViewerRequest,
    form: ProtocolForm,
    kept: AnyPanel,
    context: dict[str, Any],
) -> HttpResponse | None:
    """Shows what would be kept; keeps it only as it was shown."""
    if not form.is_valid():
        return None
    said = _said(form, kept)
    cannot = why_it_cannot_lead(csv=kept.csv, said=said, by=request.viewer)
    for outcome, why in cannot.items():
        form.add_error(form.field_of(outcome), why)
    if form.errors:
        return None
    digest = digest_of(said)
    context |= {"digest": digest, "preview": words.preview_rows(said)}
    if request.POST.get("sure") != "yes":
        return None
    if request.POST.get("previewed") != digest:
        form.add_error(None, CHANGED)
        return None
    try:
        with transaction.atomic():
            line_id = register_protocol(panel_id=kept.pk, said=said, by=request.viewer)
    except CannotDo as error:
        add_error(form, error)
        return None
    messages.success(request, "Registered. It cannot be changed any more")
    return go_to(request, reverse("studies:design", args=[line_id]))


def _said(form: ProtocolForm, kept: AnyPanel) -> dict[str, Any]:
    asked = form.cleaned_data
    return protocol_said(
        {name: asked[name] for name in SAID},
        kept.sha256,
        asked["outcomes"],
        analyses(asked["leading"], asked["doubting"], asked["also_uses"]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@limited("protocols", per_minute=30)
def deviation(request: ViewerRequest, study: str) -> HttpResponse:
    """What was done otherwise than promised, and why."""
    may_write = policy.may_write_studies(request.viewer)
    one = selectors.study_called(request.viewer, study)
    if not may_write:
        raise PermissionDenied(may_write.reason)
    form = DeviationForm(request.POST or None)
    page = Asking(
        title="Done otherwise than promised",
        button="Write it into the book",
        back_url=reverse("studies:design", args=[one.key]),
        lead=f"In “{one.title}”. What is written here stays.",
        done="It is in the book",
    )
    return ask(
        request,
        form,
        page,
        lambda: deviate_from(
            study=one,
            done=form.cleaned_data["done"],
            why=form.cleaned_data["why"],
            by=request.viewer,
        ),
    )


@require_POST
@limited("runs of studies", per_minute=4)
def run(request: ViewerRequest, study: str) -> HttpResponse:
    """Have it run as promised, in the background; its page shows how far it is."""
    return _and_back(request, study, begin_run)


@require_POST
def cancel(request: ViewerRequest, study: str) -> HttpResponse:
    """End the run that is under way."""
    return _and_back(request, study, cancel_run)


def _and_back(
    request: ViewerRequest, study: str, do: Callable[..., object]
) -> HttpResponse:
    one = selectors.study_called(request.viewer, study)
    try:
        do(study=one, by=request.viewer)
    except CannotDo as error:
        messages.error(request, error.message)
    return go_to(request, reverse("studies:design", args=[one.key]))
