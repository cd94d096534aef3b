"""Asking where a statement and its goal stand, and whether it is understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import (
    WRITES,
    context_of,
    danger_on,
    note_page,
    tell,
)
from kinfold.versions import actions
from kinfold.versions.forms import SaidBackForm, StandingForm
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow


@require_http_methods(WRITES)
def standing(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    row = danger_on(living_map(request.viewer, family_id), danger_id)
    form = StandingForm(posted(request), row=row)
    lead = "Going back a step is a step like any other."
    return _ask(
        request, ground, form, row, actions.note_standing, "Where does it stand?", lead
    )


@require_http_methods(WRITES)
def said_back(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    row = danger_on(living_map(request.viewer, family_id), danger_id)
    form = SaidBackForm(posted(request), people=ground.people)
    lead = "If somebody cannot say it back, the words are ours to make plainer."
    return _ask(
        request, ground, form, row, actions.note_said_back, "Could they say it back?",
        lead,
    )  # fmt: skip


def _ask(
    request: ViewerRequest,
    ground: Ground,
    form: Form,
    row: DangerRow,
    save: Callable[..., Any],
    title: str,
    lead: str,
) -> HttpResponse:
    family_id = ground.family.pk
    back = reverse("versions:danger", args=[family_id, row.id])
    findings: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            save(
                family_id=family_id,
                danger_id=row.id,
                details=form.cleaned_data["details"],
                by=request.viewer,
            )
        except CannotShare as missing:
            form.add_error(None, missing.message)
            findings = missing.findings
        except CannotDo as error:
            tell(form, error)
        else:
            messages.success(request, "Saved")
            return go_to(request, back)
    note_page(request, ground, "versions.danger_form")
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        lead=lead,
        verb="Save",
        about=row.worried_about,
        back_url=back,
        draft=draft_for(request, form, title=title),
        findings=findings,
    )
    status = 422 if form.errors else 200
    return render_page(request, "versions/ask.html", context, status=status)
