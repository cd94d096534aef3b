"""Lists of families, and who looked at one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.forms.lists import FamilyFilterForm
from kinfold.records.header import family_header
from kinfold.records.presenters import lists as list_words
from kinfold.records.presenters.earlier import earlier_rows
from kinfold.records.presenters.looking import look_rows
from kinfold.records.selectors.earlier import earlier_words
from kinfold.records.selectors.lists import (
    FamilyFilter,
    Scope,
    families_list,
    scopes_for,
)
from kinfold.records.selectors.looking import who_looked as looks_of
from kinfold.records.selectors.records import family_for
from kinfold.records.selectors.waiting import waiting_for
from kinfold.records.views.asking import page_number
from kinfold_core.access import Action, Reach, RecordState


@require_safe
def families(request: ViewerRequest) -> HttpResponse:
    """Families the viewer works with, or may see."""
    viewer = request.viewer
    viewer.in_authority()
    scopes = scopes_for(viewer)
    first = _first_scope(viewer, scopes)
    choices = [(scope.value, list_words.SCOPE_LABELS[scope]) for scope in scopes]
    asked = request.GET.copy()
    asked.setdefault("whose", first.value)
    form = FamilyFilterForm(asked, scopes=choices)
    wanted = _wanted(request, form, first)
    found = families_list(viewer, wanted)
    is_narrowed = bool(wanted.status or wanted.begins or wanted.is_closed)
    is_home = not (request.htmx or is_narrowed) and wanted.page == 1
    context = {
        "form": form,
        "waiting": _waiting(viewer, wanted.scope) if is_home else (),
        "page_obj": found.page,
        "rows": list_words.family_rows(found, today=timezone.localdate()),
        "title": list_words.SCOPE_LABELS[wanted.scope],
        "may_create": bool(viewer.may(Action.CREATE_FAMILY)),
        "is_nobody": wanted.scope is Scope.NOBODY,
        "is_narrowed": is_narrowed,
    }
    return render_page(request, "records/families.html", context, partial="families")


def _waiting(viewer: Viewer, scope: Scope) -> tuple[list_words.WaitingLine, ...]:
    """What waits for the viewer: a look at each record that it is read from."""
    today = timezone.localdate()
    rows = waiting_for(viewer, scope, today=today)
    looks = {row.family.pk: row.family for row in rows}
    audit.note_list(
        viewer, ((one, pk) for pk, one in looks.items()), page="families.waiting"
    )
    return list_words.waiting_lines(rows, today=today)


def _first_scope(viewer: Viewer, scopes: tuple[Scope, ...]) -> Scope:
    """Whose families somebody sees before they choose.

    Who allocates families to others seldom has one; who is in no team never has.
    """
    teams_own = RecordState(nearness=Reach.TEAM)
    allocates = viewer.may(Action.ALLOCATE_FAMILY, teams_own)
    if Scope.TEAM in scopes and viewer.team_ids and allocates:
        return Scope.TEAM
    if Scope.EVERY in scopes and not viewer.team_ids:
        return Scope.EVERY
    return Scope.MINE


def _wanted(
    request: ViewerRequest, form: FamilyFilterForm, first: Scope
) -> FamilyFilter:
    is_read = form.is_valid()
    found = form.cleaned_data if is_read else {}
    return FamilyFilter(
        scope=Scope(found.get("whose") or first),
        status=found.get("status", ""),
        begins=found.get("begins", ""),
        is_closed=found.get("closed", False),
        page=page_number(request),
    )


@require_safe
def who_looked(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Everybody who looked at this family's record, when and why."""
    viewer = request.viewer
    record = family_for(viewer, family_id, Action.SEE_WHO_LOOKED)
    page = looks_of(viewer, record, page_number(request))
    audit.note_read(viewer, target=record, page="who looked", family_id=record.pk)
    context = {
        "family": record,
        "family_header": family_header(viewer, record, "records:who-looked"),
        "table": look_rows(page),
        "page_obj": page,
    }
    return render_page(request, "records/who_looked.html", context)


@require_safe
def earlier(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What stood in this family's record before somebody wrote it otherwise."""
    viewer = request.viewer
    record = family_for(viewer, family_id)
    page = earlier_words(viewer, record, page_number(request))
    audit.note_read(viewer, target=record, page="earlier words", family_id=record.pk)
    context = {
        "family": record,
        "family_header": family_header(viewer, record),
        "table": earlier_rows(page),
        "page_obj": page,
    }
    return render_page(request, "records/earlier_words.html", context)
