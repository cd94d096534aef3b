"""The worker makes one statement of what was drafted, and puts it on the map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.drafts.together import Outcome, save_together
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.as_written import as_json
from kinfold.practice.errors import CannotDo as CannotDoOnMap
from kinfold.practice.forms import DangerSetForm
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.selectors.wordings import danger_wording
from kinfold.practice.views.frame import (
    both_of,
    danger_on,
    note_page,
    standing_of,
    tell,
)
from kinfold.records.errors import CannotDo
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import add_error, leave
from kinfold.supervision.actions import to_map
from kinfold.supervision.forms.choosing import TickedForm, danger_words, goal_words
from kinfold.supervision.selectors.sessions import Room, room_of
from kinfold.supervision.views.frame import ASKS, frame, session_url
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.written import DangerSetDetails, Named


@require_http_methods(ASKS)
def choose_danger(
    request: ViewerRequest, family_id: UUID, session_id: UUID
) -> HttpResponse:
    """Ticked drafts become one danger statement, which the worker words anew."""
    viewer = request.viewer
    ground, room = _open(request, family_id, session_id)
    drafts = [d for d in room.drafts if d.kind == "danger" and d.became_id is None]
    ticked = TickedForm(request.GET, drafts=[str(d.pk) for d in drafts], dangers=None)
    if not ticked.is_valid() and request.method != "POST":
        return _tick_first(request, ticked, family_id, session_id, "danger")
    chosen = [d for d in drafts if d.pk in ticked.draft_ids]
    me = Named(name=viewer.name, worker_id=viewer.worker_id)
    form = DangerSetForm(
        posted(request),
        standing=danger_words(chosen, me) if request.method != "POST"
        else DangerSetDetails(),
        people=ground.people,
    )  # fmt: skip
    if request.method == "POST" and _is_whole(form, ticked):
        try:
            to_map.choose_danger(
                family_id=family_id,
                session_id=session_id,
                draft_ids=ticked.draft_ids,
                details=form.cleaned_data["details"],
                by=viewer,
            )
        except CannotDoOnMap as error:
            tell(form, error)
        except CannotDo as error:
            add_error(form, error)
        else:
            return _done(request, family_id, session_id, "danger")
    return _show(request, ground, form, session_id, "Make one danger statement of it")


@require_http_methods(ASKS)
def choose_goal(
    request: ViewerRequest, family_id: UUID, session_id: UUID
) -> HttpResponse:
    """Ticked drafts join the goal and the anchors of a danger on the map."""
    viewer = request.viewer
    ground, room = _open(request, family_id, session_id)
    standing = living_map(viewer, family_id)
    drafts = [d for d in room.drafts if d.kind == "goal" and d.became_id is None]
    ticked = TickedForm(
        request.GET,
        drafts=[str(d.pk) for d in drafts],
        dangers=[str(d.id) for d in standing.dangers],
    )
    is_aimed = ticked.is_valid() or "danger" in ticked.cleaned_data
    if not (ticked.is_valid() or is_aimed and request.method == "POST"):
        return _tick_first(request, ticked, family_id, session_id, "goal")
    row = danger_on(standing, ticked.danger_id)
    form = DangerSetForm(
        posted(request), standing=row.details, people=ground.people, version=row.version
    )
    chosen = [d for d in drafts if d.pk in ticked.draft_ids]
    form.initial.update(goal_words(chosen, row.details))
    both = None
    if request.method == "POST" and _is_whole(form, ticked):
        try:
            done = _save_goal(request, form, row, ticked, session_id, family_id)
        except CannotDoOnMap as error:
            tell(form, error)
        except CannotDo as error:
            add_error(form, error)
        else:
            if done.row:
                return _done(request, family_id, session_id, "goal")
            form = DangerSetForm(
                standing=done.words, people=ground.people, version=done.standing.version
            )
            both = both_of(done)
    title = f"Join it with the goal of danger {row.number}"
    return _show(request, ground, form, session_id, title, both=both)


def _open(
    request: ViewerRequest, family_id: UUID, session_id: UUID
) -> tuple[Ground, Room]:
    """Who writes on a map does not all read what colleagues said in a group."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    decision = may_with(request.viewer, Action.HOLD_SUPERVISION, ground.family)
    if not decision:
        raise PermissionDenied(decision.reason)
    return ground, room_of(request.viewer, family_id, session_id)


def _save_goal(
    request: ViewerRequest,
    form: DangerSetForm,
    row: DangerRow,
    ticked: TickedForm,
    session_id: UUID,
    family_id: UUID,
) -> Outcome[Any]:
    """Save what was typed, merged with what somebody else saved meanwhile."""
    return save_together(
        request.POST,
        form.cleaned_data["details"],
        seen=form.cleaned_data["version"] or 1,
        standing=standing_of(row),
        wording=danger_wording(request.viewer, row.id),
        plain=as_json,
        save=lambda words, version: to_map.choose_goal(
            family_id=family_id,
            session_id=session_id,
            danger_id=row.id,
            draft_ids=ticked.draft_ids,
            details=words,
            version=version,
            by=request.viewer,
        ),
    )


def _is_whole(form: DangerSetForm, ticked: TickedForm) -> bool:
    """Both are right. A draft that went meanwhile is said, and no word is lost."""
    is_typed = form.is_valid()
    if not ticked.is_valid():
        form.add_error(
            None,
            "One of the drafts was taken back, or is on the map already. Copy what "
            "you typed, go back to the session, and tick again",
        )
    return is_typed and ticked.is_valid()


def _tick_first(
    request: ViewerRequest,
    ticked: TickedForm,
    family_id: UUID,
    session_id: UUID,
    kind: str,
) -> HttpResponse:
    for errors in ticked.errors.values():
        messages.error(request, str(errors[0]))
    return leave(request, session_url(family_id, session_id, kind))


def _done(
    request: ViewerRequest, family_id: UUID, session_id: UUID, kind: str
) -> HttpResponse:
    messages.success(request, "It is on the map. The family has not seen it yet")
    return leave(request, session_url(family_id, session_id, kind))


def _show(
    request: ViewerRequest,
    ground: Ground,
    form: DangerSetForm,
    session_id: UUID,
    title: str,
    **more: Any,
) -> HttpResponse:
    note_page(request, ground, "supervision.form")
    context = frame(ground, title) | {
        "form": form,
        "draft": draft_for(request, form, title=title),
        "title": title,
        "both": None,
        "back_url": session_url(ground.family.pk, session_id),
        "address": request.get_full_path(),
        **more,
    }
    status = 409 if context["both"] else 422 if form.errors else 200
    return render_page(request, "supervision/choose.html", context, status=status)
