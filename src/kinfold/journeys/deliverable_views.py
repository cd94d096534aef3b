"""Deliverables: one of them, adding and changing one, and what was seen of it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.journeys import actions, policy, presenters, selectors
from kinfold.journeys.forms import DeliverableForm, EvidenceForm
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold_core.decision import Decision

CHANGED = 409
ASKED = ["GET", "HEAD", "POST"]


def _crumbs(label: str) -> tuple[Link, ...]:
    return (Link("Journeys", reverse("journeys:home")), Link(label, ""))


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)


@require_safe
def deliverable(
    request: ViewerRequest, programme_id: UUID, deliverable_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.deliverable(viewer, programme_id, deliverable_id)
    ids = [programme_id, deliverable_id]
    context = {
        "title": shown.now.title,
        "lead": presenters.deliverable_words(shown),
        "is_made_up": shown.row.is_synthetic,
        "evidence": presenters.evidence_table(shown),
        "history": presenters.deliverable_history(shown),
        "change_url": reverse("journeys:change-deliverable", args=ids)
        if policy.may_keep_deliverables(viewer)
        else "",
        "evidence_url": reverse("journeys:evidence", args=ids)
        if policy.may_keep(viewer, viewer.authority_id or programme_id)
        else "",
        "breadcrumbs": _crumbs(shown.now.title),
    }
    return render_page(request, "journeys/deliverable.html", context)


@require_http_methods(ASKED)
def add(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    _insist(policy.may_keep_deliverables(viewer))
    form = DeliverableForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Write down what the programme makes",
        button="Save the deliverable",
        back_url=reverse("journeys:home"),
        lead=programme.name,
        more={"breadcrumbs": _crumbs("A deliverable")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_deliverable(
            programme_id=programme_id, told=_told(form), by=viewer
        ),
    )


@require_http_methods(ASKED)
def change(
    request: ViewerRequest, programme_id: UUID, deliverable_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.deliverable(viewer, programme_id, deliverable_id)
    _insist(policy.may_keep_deliverables(viewer))
    now = shown.now
    form = DeliverableForm(
        request.POST if request.method == "POST" else None,
        initial={
            "version": now.number, "title": now.title, "owner": now.owner,
            "state": now.state, "words": now.words,
        },
    )  # fmt: skip
    page = Asking(
        title="Write down how far it is",
        button="Save the deliverable",
        back_url=reverse("journeys:deliverable", args=[programme_id, deliverable_id]),
        lead=f"{now.title}. What was written before stays to be read.",
        more={"breadcrumbs": _crumbs(now.title)},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.change_deliverable(
                programme_id=programme_id,
                deliverable_id=deliverable_id,
                told=_told(form),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        form.data = with_version(form.data, changed.current.now.number)
        form.add_error(
            None,
            "Somebody else wrote about it while you were writing. "
            f"{presenters.deliverable_history(changed.current)[0]} Save again to put "
            "yours in its place",
        )
        return show_form(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def evidence(
    request: ViewerRequest, programme_id: UUID, deliverable_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.deliverable(viewer, programme_id, deliverable_id)
    _insist(policy.may_keep(viewer, viewer.authority_id or programme_id))
    places = selectors.places_of(viewer, programme_id)
    form = EvidenceForm(
        request.POST if request.method == "POST" else None,
        places=[(str(one.authority_id), one.authority.name) for one in places],
    )
    page = Asking(
        title="Add what was seen of it",
        button="Add what was seen",
        back_url=reverse("journeys:deliverable", args=[programme_id, deliverable_id]),
        lead=f"{shown.now.title}. The authority and the programme's members read it, "
        "and no other authority.",
        more={"breadcrumbs": _crumbs(shown.now.title)},
    )

    def save() -> object:
        given = form.cleaned_data
        seen = actions.Seen(
            UUID(given["place"]), given["seen_on"], given["words"], given["link"]
        )
        return actions.add_evidence(
            programme_id=programme_id, deliverable_id=deliverable_id, seen=seen,
            by=viewer,
        )  # fmt: skip

    return ask(request, form, page, save)


def _told(form: forms.Form) -> actions.Told:
    given = form.cleaned_data
    return actions.Told(given["title"], given["owner"], given["state"], given["words"])
