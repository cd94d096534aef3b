"""Writing danger statements with their goals and scales, and one set with its past."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice import actions
from kinfold.practice.as_written import set_details
from kinfold.practice.details import DangerSetDetails
from kinfold.practice.errors import CannotDo, StaleWords
from kinfold.practice.forms import DangerSetForm, DisagreementForm, WithdrawForm
from kinfold.practice.presenters import comparison
from kinfold.practice.presenters.danger_card import danger_card
from kinfold.practice.presenters.history import history_lines
from kinfold.practice.rows import DangerRow
from kinfold.practice.selectors import danger_history, ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import (
    back_to_map,
    context_of,
    danger_on,
    note_page,
    tell,
)
from kinfold_core.access import Action
from kinfold_core.practice.vocabulary import Concept, label

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    form = DangerSetForm(
        request.POST if request.method == "POST" else None,
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
    pack = living_map(request.viewer, family_id).vocabulary
    return _show_form(
        request, ground, form, title=f"Add {label(pack, Concept.DANGER).one}"
    )


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    row = danger_on(standing, danger_id)
    form = DangerSetForm(
        request.POST if request.method == "POST" else None,
        standing=set_details(row),
        people=ground.people,
        version=row.version,
    )
    title = f"Change {label(standing.vocabulary, Concept.DANGER).one}"
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_danger_set(
                family_id=family_id,
                danger_id=danger_id,
                details=form.cleaned_data["details"],
                version=form.cleaned_data["version"] or 1,
                by=request.viewer,
            )
        except StaleWords as stale:
            mine: DangerSetDetails = form.cleaned_data["details"]
            typed = request.POST.copy()
            typed["version"] = str(stale.standing.version)
            form.data = typed
            both = comparison.of_sets(stale.standing, mine, now=timezone.now())
            return _show_form(request, ground, form, title=title, row=row, both=both)
        except CannotDo as error:
            tell(form, error)
        else:
            return _saved(request, ground, danger_id)
    return _show_form(request, ground, form, title=title, row=row)


@require_safe
def show(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    standing = living_map(request.viewer, family_id)
    row = danger_on(standing, danger_id)
    note_page(request, ground, "practice.danger")
    name = label(standing.vocabulary, Concept.DANGER).one
    context = context_of(
        ground,
        crumb=f"{name.capitalize()} {row.number}",
        row=row,
        card=danger_card(row, standing, now=timezone.now()),
        title=f"{name.capitalize()} {row.number}",
        goal_label=label(standing.vocabulary, Concept.GOAL).one,
        history=history_lines(
            danger_history(request.viewer, danger_id), now=timezone.now()
        ),
    )
    return render_page(request, "practice/danger.html", context)


@require_http_methods(WRITES)
def take_off(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    row = danger_on(living_map(request.viewer, family_id), danger_id)
    form = WithdrawForm(
        request.POST if request.method == "POST" else None,
        initial={"version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_danger_set(
                family_id=family_id,
                danger_id=danger_id,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                by=request.viewer,
            )
        except StaleWords as stale:
            form = WithdrawForm(
                {"reason": request.POST["reason"], "version": row.version}
            )
            form.add_error(None, f"{stale} Read it again before you take it off")
        else:
            return back_to_map(
                request, ground, said="Taken off the map", column="worried"
            )
    return _small_form(
        request, ground, form, row, "Take this off the map", "Take it off"
    )


@require_POST
def put_back(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    actions.put_back_danger_set(
        family_id=family_id, danger_id=danger_id, by=request.viewer
    )
    return _saved(request, ground, danger_id)


@require_http_methods(WRITES)
def disagree(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    row = danger_on(living_map(request.viewer, family_id), danger_id)
    form = DisagreementForm(
        request.POST if request.method == "POST" else None, people=ground.people
    )
    if request.method == "POST" and form.is_valid():
        actions.disagree(
            family_id=family_id,
            danger_id=danger_id,
            who=form.cleaned_data["named"],
            words=form.cleaned_data["words"],
            said_on=form.cleaned_data["said_on"],
            by=request.viewer,
        )
        return _saved(request, ground, danger_id)
    return _small_form(
        request, ground, form, row, "Somebody sees this differently", "Put it beside"
    )


def _saved(request: ViewerRequest, ground: Ground, danger_id: UUID) -> HttpResponse:
    return back_to_map(
        request, ground, said="Saved", column="worried", at=f"danger-{danger_id}"
    )


def _show_form(
    request: ViewerRequest,
    ground: Ground,
    form: DangerSetForm,
    *,
    title: str,
    row: DangerRow | None = None,
    both: comparison.Both | None = None,
) -> HttpResponse:
    note_page(request, ground, "practice.danger_form")
    status = 422 if form.errors else 200
    return render_page(
        request,
        "practice/danger_form.html",
        context_of(ground, crumb=title, form=form, title=title, row=row, both=both),
        partial="danger-form",
        status=409 if both else status,
    )


def _small_form(
    request: ViewerRequest,
    ground: Ground,
    form: WithdrawForm | DisagreementForm,
    row: DangerRow,
    title: str,
    verb: str,
) -> HttpResponse:
    note_page(request, ground, "practice.danger_form")
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        verb=verb,
        about=row.worried_about or row.what_might_happen,
        column="worried",
    )
    return render_page(
        request,
        "practice/small_form.html",
        context,
        partial="small-form",
        status=422 if form.errors else 200,
    )
