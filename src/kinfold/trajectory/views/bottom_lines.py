"""The page of the bottom lines, and the questions that write on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.networks.presenters.words import danger_choices
from kinfold.networks.views.frame import (
    Room,
    answer_rules,
    ask_again_if_stale,
    beside,
    typed_in,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.trajectory import actions
from kinfold.trajectory.forms import (
    BottomLineForm,
    ExplainForm,
    LiftForm,
    QuestionForm,
    SeenForm,
)
from kinfold.trajectory.presenters.bottom_lines import bottom_lines_page, differences
from kinfold.trajectory.presenters.stale import line_stands
from kinfold.trajectory.presenters.typed import line_rules
from kinfold.trajectory.selectors import bottom_lines_of
from kinfold_core.access import Action
from kinfold_core.practice.road import BottomLineRow
from kinfold_core.practice.written import Named

ROOM = Room(
    home="trajectory:bottom-lines",
    label="Bottom lines",
    page="trajectory.bottom_lines",
    form="trajectory.form",
    tab=PLAN_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    standing = living_map(viewer, family_id)
    page = bottom_lines_page(
        family_id,
        bottom_lines_of(viewer, family_id),
        standing,
    )
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_PLAN, ground.family))
    context = ROOM.context(ground, page=page, may_write=may_write)
    return render_page(request, "trajectory/bottom_lines.html", context)


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_PLAN)
    form = _form(request, ground)
    page = ROOM.asking(
        request, ground, title="Set a bottom line", button="Set it",
        lead="Few, and only what you would never give way on.",
        **_beside(request, ground, form),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_bottom_line(
            family_id=family_id, details=form.details, by=viewer
        ),
    )


@require_http_methods(WRITES)
def change(request: ViewerRequest, family_id: UUID, line_id: UUID) -> HttpResponse:
    ground, row = _open(request, family_id, line_id)
    form = _form(request, ground, row)
    page = ROOM.asking(
        request, ground, title=f"Change bottom line {row.number}", at=_at(line_id),
        lead="New words must be explained to the family again.",
        **_beside(request, ground, form, row),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_bottom_line(
            family_id=family_id,
            line_id=line_id,
            details=form.details,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=lambda standing: differences(standing, form.details),
    )


@require_POST
def check(
    request: ViewerRequest, family_id: UUID, line_id: UUID | None = None
) -> HttpResponse:
    """What the rules say of a bottom line that is being typed."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    rows = tuple(bottom_lines_of(request.viewer, family_id))
    row = next((one for one in rows if one.id == line_id), None)
    if line_id and row is None:
        raise NotFound("bottom line")
    form = _form(request, ground, row)
    return answer_rules(request, line_rules(typed_in(form), rows, row))


@require_http_methods(WRITES)
def explain(request: ViewerRequest, family_id: UUID, line_id: UUID) -> HttpResponse:
    ground, row = _open(request, family_id, line_id)
    form = ExplainForm(posted(request), initial={"version": row.version})
    page = ROOM.asking(
        request, ground, title=f"Bottom line {row.number} was explained",
        lead=row.text, at=_at(line_id),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.explain_bottom_line(
            family_id=family_id,
            line_id=line_id,
            explained_on=form.cleaned_data["explained_on"],
            to=form.cleaned_data["explained_to"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda line: line_stands(line, form.cleaned_data),
    )


@require_http_methods(WRITES)
def seen(request: ViewerRequest, family_id: UUID, line_id: UUID) -> HttpResponse:
    ground, row = _open(request, family_id, line_id)
    form = SeenForm(posted(request), initial={"version": row.version})
    page = ROOM.asking(
        request, ground, title=f"Bottom line {row.number} is seen to be so",
        lead=row.text, at=_at(line_id),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.show_bottom_line(
            family_id=family_id,
            line_id=line_id,
            seen_on=form.cleaned_data["seen_on"],
            shown_by=form.cleaned_data["shown_by"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda line: line_stands(line, form.cleaned_data),
    )


@require_http_methods(WRITES)
def lift(request: ViewerRequest, family_id: UUID, line_id: UUID) -> HttpResponse:
    ground, row = _open(request, family_id, line_id)
    form = LiftForm(posted(request), initial={"version": row.version})
    page = ROOM.asking(
        request, ground, title=f"Lift bottom line {row.number}", button="Lift it",
        lead=row.text, at=_at(line_id),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.lift_bottom_line(
            family_id=family_id,
            line_id=line_id,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        ),
        differs=lambda line: line_stands(line, form.cleaned_data),
    )


@require_http_methods(WRITES)
def ask_about(request: ViewerRequest, family_id: UUID, line_id: UUID) -> HttpResponse:
    ground, row = _open(request, family_id, line_id)
    form = QuestionForm(posted(request), people=ground.people)
    page = ROOM.asking(
        request, ground, title=f"A question about bottom line {row.number}",
        lead=row.text, at=_at(line_id),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.ask_question(
            family_id=family_id,
            line_id=line_id,
            who=form.cleaned_data["who_named"],
            words=form.cleaned_data["words"],
            asked_on=form.cleaned_data["asked_on"],
            by=request.viewer,
        ),
    )


def _form(
    request: ViewerRequest, ground: Ground, row: BottomLineRow | None = None
) -> BottomLineForm:
    viewer = request.viewer
    return BottomLineForm(
        posted(request),
        people=ground.people,
        dangers=danger_choices(living_map(viewer, ground.family.pk).dangers),
        set_by=Named(name=viewer.name, worker_id=viewer.worker_id),
        standing=row,
        version=row.version if row else 1,
    )


def _beside(
    request: ViewerRequest,
    ground: Ground,
    form: BottomLineForm,
    row: BottomLineRow | None = None,
) -> dict[str, Any]:
    key = [ground.family.pk, *([row.id] if row else [])]
    name = "check-bottom-line" if row else "check-new-bottom-line"
    rows = tuple(bottom_lines_of(request.viewer, ground.family.pk))
    return beside(
        reverse(f"trajectory:{name}", args=key),
        form,
        "text",
        lambda typed: line_rules(typed, rows, row),
    )


def _open(
    request: ViewerRequest, family_id: UUID, line_id: UUID
) -> tuple[Ground, BottomLineRow]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    for row in bottom_lines_of(request.viewer, family_id):
        if row.id == line_id:
            return ground, row
    raise NotFound("bottom line")


def _at(line_id: UUID) -> str:
    return f"line-{line_id}"
