"""Asking who wrote the map with us, and what each of them says of it."""

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
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import CannotDo
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, context_of, note_page, tell
from kinfold.versions import actions
from kinfold.versions.forms import AnswerForm, ContributorForm, PurposeForm
from kinfold.versions.selectors import map_past
from kinfold_core.access import Action


@require_http_methods(WRITES)
def contributor(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    return _ask(
        request,
        ground,
        ContributorForm(posted(request), people=ground.people),
        actions.note_contributor,
        title="Who wrote this version with us?",
        lead="Whoever was asked counts, also when they could not be there.",
    )


@require_http_methods(WRITES)
def answer(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    given = map_past(request.viewer, family_id).given
    lead = "Each person for themselves. A different view stands beside, never over."
    if not given:
        lead = "The family was not given a version yet. Give them their copy first."
    return _ask(
        request,
        ground,
        AnswerForm(posted(request), people=ground.people, given=given),
        actions.record_answer,
        title="What do they say of the map?",
        lead=lead,
    )


@require_http_methods(WRITES)
def purpose(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    past = map_past(request.viewer, family_id)
    return _ask(
        request,
        ground,
        PurposeForm(posted(request), purpose=past.purpose),
        actions.say_purpose,
        title="What is the map for now?",
        lead="It stays one map. Each version that is given says what it was for.",
    )


def _ask(
    request: ViewerRequest,
    ground: Ground,
    form: Form,
    save: Callable[..., Any],
    *,
    title: str,
    lead: str,
) -> HttpResponse:
    family_id = ground.family.pk
    if request.method == "POST" and form.is_valid():
        try:
            save(
                family_id=family_id,
                details=form.cleaned_data["details"],
                by=request.viewer,
            )
        except CannotDo as error:
            tell(form, error)
        else:
            messages.success(request, "Saved")
            return go(request, "versions:versions", family_id=family_id)
    note_page(request, ground, "versions.voice_form")
    return render_page(
        request,
        "versions/ask.html",
        context_of(
            ground,
            crumb=title,
            form=form,
            title=title,
            lead=lead,
            verb="Save",
            draft=draft_for(request, form, title=title),
            back_url=reverse("versions:versions", args=[family_id]),
        ),
        status=422 if form.errors else 200,
    )
