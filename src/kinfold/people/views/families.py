"""Lists of families and one family's page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.people.forms.lists import FamilyFilterForm
from kinfold.people.header import family_header
from kinfold.people.presenters import family as words
from kinfold.people.presenters import lists as list_words
from kinfold.people.presenters.header import build_header
from kinfold.people.presenters.looking import look_rows
from kinfold.people.selectors.family_page import family_page
from kinfold.people.selectors.lists import (
    FamilyFilter,
    Scope,
    families_list,
    scopes_for,
)
from kinfold.people.selectors.looking import who_looked as looks_of
from kinfold.people.selectors.records import family_for, may_with
from kinfold.people.views.asking import page_number
from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
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
    context = {
        "form": form,
        "page_obj": found.page,
        "rows": list_words.family_rows(found, today=timezone.localdate()),
        "title": list_words.SCOPE_LABELS[wanted.scope],
        "may_create": bool(viewer.may(Action.CREATE_FAMILY)),
        "is_narrowed": bool(wanted.status or wanted.begins or wanted.is_closed),
    }
    return render_page(request, "people/families.html", context, partial="families")


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
def family(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """One family: who they are, where they live, who works with them."""
    viewer = request.viewer
    record = family_for(viewer, family_id)
    page = family_page(viewer, record)
    today = timezone.localdate()
    may_edit = bool(may_with(viewer, Action.EDIT_FAMILY, record))
    audit.note_read(
        viewer,
        target=record,
        page="family",
        family_id=record.pk,
        why=words.emergency_line(page),
    )
    context = {
        "family": record,
        "family_header": build_header(
            record, page.members, page.running_statuses, today=today
        ),
        "children": words.children(page, today),
        "adults": words.adults(page, today),
        "others": words.others(page, today),
        "homes": words.homes(page, may_open_hidden=may_edit),
        "contacts": words.contact_lines(page.contacts, may_open_hidden=may_edit),
        "ties": words.tie_lines(page),
        "history": words.history(page),
        "deeds": words.deeds(viewer, page),
        "named": [name.worker.name for name in page.named_workers],
        "emergency": words.emergency_line(page),
        "may_edit": may_edit,
    }
    return render_page(request, "people/family.html", context)


@require_safe
def who_looked(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Everybody who looked at this family's record, when and why."""
    viewer = request.viewer
    record = family_for(viewer, family_id, Action.SEE_WHO_LOOKED)
    page = looks_of(viewer, record, page_number(request))
    audit.note_read(viewer, target=record, page="who looked", family_id=record.pk)
    context = {
        "family": record,
        "family_header": family_header(viewer, record, "people:who-looked"),
        "table": look_rows(page),
        "page_obj": page,
    }
    return render_page(request, "people/who_looked.html", context)
