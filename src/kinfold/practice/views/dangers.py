"""Writing danger statements with their goals and scales."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.drafts.presenters import Both
from kinfold.drafts.together import save_together
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice import actions
from kinfold.practice.as_written import as_json
from kinfold.practice.errors import CannotDo
from kinfold.practice.forms import DangerSetForm
from kinfold.practice.presenters.typed import set_rules
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.selectors.wordings import danger_wording
from kinfold.practice.views.frame import (
    WRITES,
    back_to_map,
    both_of,
    context_of,
    danger_on,
    new_version,
    note_page,
    said_saved,
    standing_of,
    tell,
)
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow, LivingMap
from kinfold_core.practice.vocabulary import Concept, label
from kinfold_core.practice.written import DangerSetDetails


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    form = DangerSetForm(
        posted(request),
        standing=DangerSetDetails(),
        people=ground.people,
    )
    if request.method == "POST" and form.is_valid():
        try:
            danger = actions.add_danger_set(
                family_id=family_id,
                details=form.cleaned_data["details"],
                by=request.viewer,
            )
        except CannotDo as error:
            tell(form, error)
        else:
            return _saved(request, ground, danger.pk)
    title = f"Add {label(standing.vocabulary, Concept.DANGER).one}"
    return _show_form(request, ground, form, standing, title=title)


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    row = danger_on(standing, danger_id)
    form = DangerSetForm(
        posted(request),
        standing=row.details,
        people=ground.people,
        version=row.version,
    )
    title, both = f"Change {label(standing.vocabulary, Concept.DANGER).one}", None
    if request.method == "POST" and form.is_valid():
        try:
            done = save_together(
                request.POST,
                form.cleaned_data["details"],
                seen=form.cleaned_data["version"] or 1,
                standing=standing_of(row),
                wording=danger_wording(request.viewer, danger_id),
                plain=as_json,
                save=lambda words, version: actions.change_danger_set(
                    family_id=family_id,
                    danger_id=danger_id,
                    details=words,
                    version=version,
                    by=request.viewer,
                ),
            )
        except CannotDo as error:
            tell(form, error)
        else:
            if done.row:
                return _saved(
                    request,
                    ground,
                    danger_id,
                    said=said_saved(done),
                    version=new_version(row, done.row),
                )
            form = DangerSetForm(
                standing=done.words, people=ground.people, version=done.standing.version
            )
            both = both_of(done)
    return _show_form(request, ground, form, standing, title=title, row=row, both=both)


def _saved(
    request: ViewerRequest,
    ground: Ground,
    danger_id: UUID,
    said: str = "Saved",
    version: int = 1,
) -> HttpResponse:
    return back_to_map(
        request, ground, said=said, column="worried", at=f"danger-{danger_id}",
        version=version,
    )  # fmt: skip


def _show_form(
    request: ViewerRequest,
    ground: Ground,
    form: DangerSetForm,
    standing: LivingMap,
    *,
    title: str,
    row: DangerRow | None = None,
    both: Both | None = None,
) -> HttpResponse:
    note_page(request, ground, "practice.danger_form")
    form.begin_scale(standing.vocabulary)
    status = 422 if form.errors else 200
    at = [ground.family.pk, row.id] if row else [ground.family.pk]
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        row=row,
        both=both,
        draft=draft_for(request, form, title=title),
        rules=set_rules(form.typed, row, standing),
        rules_url=reverse(
            f"practice:check-{'danger' if row else 'new-danger'}", args=at
        ),
    )
    return render_page(
        request,
        "practice/danger_form.html",
        context,
        partial="danger-form",
        status=409 if both else status,
    )
