"""The whiteboard, and a worker's own ways of looking at it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinfold.expectations.selectors import expectations_of
from kinfold.platform.audit import note_overview
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.presenters.lists import SCOPE_LABELS
from kinfold.records.selectors.lists import Scope, scopes_for
from kinfold.records.views.asking import REFUSED, add_error, page_number
from kinfold.whiteboard.actions.saved_views import let_go_view, save_view
from kinfold.whiteboard.forms.looking import BoardForm, SaveViewForm
from kinfold.whiteboard.presenters.board_page import board_body, is_missing, rank
from kinfold.whiteboard.presenters.columns import COLUMNS, columns
from kinfold.whiteboard.ready import newest_of, rows_of
from kinfold.whiteboard.selectors import Asked, BoardFamily, board, families
from kinfold.whiteboard.selectors.board import (
    FAMILIES_ON_A_PAGE,
    may_see_workers,
    saved_views,
)
from kinfold.whiteboard.selectors.people import teams_to_choose, workers_to_choose
from kinfold_core.practice.expectations import Expectations

HOME = "whiteboard:board"


@require_safe
def show(request: ViewerRequest) -> HttpResponse:
    """A row for each family, a column for each part of the practice."""
    return _render(request, SaveViewForm())


@require_POST
def keep(request: ViewerRequest) -> HttpResponse:
    """Keep the choices in the address under a name."""
    form = SaveViewForm(request.POST)
    chosen = _query(request)
    if form.is_valid():
        try:
            save_view(name=form.cleaned_data["name"], query=chosen, by=request.viewer)
        except CannotDo as error:
            add_error(form, error)
        else:
            messages.success(request, "Kept. It stands above the board")
            return go_to(request, f"{reverse(HOME)}?{chosen}")
    return _render(request, form, status=REFUSED)


@require_POST
def let_go(request: ViewerRequest, view_id: UUID) -> HttpResponse:
    let_go_view(view_id=view_id, by=request.viewer)
    messages.success(request, "It is off your list")
    return go_to(request, reverse(HOME))


def _render(
    request: ViewerRequest, keeping: SaveViewForm, *, status: int = 200
) -> HttpResponse:
    viewer = request.viewer
    today = timezone.localdate()
    scopes: list[Scope] = [one for one in scopes_for(viewer) if one != Scope.NOBODY]
    form = _form(request, viewer, scopes)
    form.is_valid()
    chosen = form.cleaned_data
    hoped = expectations_of(viewer)
    page = _found(request, chosen, scopes, hoped, today)
    shown = list(page)
    rows = rows_of(viewer, newest_of(shown), today=today, hoped=hoped)
    title = _title(form, chosen)
    note_overview(viewer, action="whiteboard.looked_at", asked=title, count=len(shown))
    with_workers = may_see_workers(viewer)
    context = {
        "form": form,
        "keeping": keeping,
        "views": saved_views(viewer),
        "with_teams": not with_workers,
        "columns": columns(hoped),
        "body": board_body(shown, rows, with_workers=with_workers),
        "count": len(shown),
        "page_obj": page,
        "query": _query(request),
        "is_narrowed": any(chosen.get(name) for name in NARROWING),
        "title": title,
    }
    return render_page(request, "whiteboard/board.html", context, status=status)


NARROWING = ("team", "worker", "status", "stage", "missing")


def _form(request: ViewerRequest, viewer: Viewer, scopes: list[Scope]) -> BoardForm:
    asked = request.GET.copy()
    if scopes:
        asked.setdefault("whose", _first(viewer, scopes).value)
    with_workers = may_see_workers(viewer)
    return BoardForm(
        asked,
        scopes=[(scope.value, str(SCOPE_LABELS[scope])) for scope in scopes],
        teams=[] if with_workers else _named(teams_to_choose(viewer)),
        workers=_named(workers_to_choose(viewer)) if with_workers else [],
        columns=[(column.key, column.label) for column in COLUMNS],
    )


def _named(rows: list[tuple[UUID, str]]) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in rows]


def _first(viewer: Viewer, scopes: list[Scope]) -> Scope:
    """A team together looks at its own board before anybody's own list."""
    if Scope.TEAM in scopes and viewer.team_ids:
        return Scope.TEAM
    return Scope.EVERY if Scope.EVERY in scopes else Scope.MINE


def _found(
    request: ViewerRequest,
    chosen: dict[str, Any],
    scopes: list[Scope],
    hoped: Expectations,
    today: date,
) -> Page[BoardFamily]:
    """The families to show. What is derived is read of all before it narrows them."""
    viewer = request.viewer
    asked = Asked(
        scope=Scope(chosen.get("whose") or _first(viewer, scopes)),
        team_id=UUID(chosen["team"]) if chosen.get("team") else None,
        worker_id=UUID(chosen["worker"]) if chosen.get("worker") else None,
        status=chosen.get("status", ""),
    )
    number = page_number(request)
    if not any(chosen.get(name) for name in ("stage", "missing", "sort")):
        return board(viewer, asked, page=number)
    found = list(families(viewer, asked))
    rows = rows_of(viewer, newest_of(found), today=today, hoped=hoped, with_cells=False)
    if chosen.get("stage"):
        stage = int(chosen["stage"])
        found = [one for one in found if rows[one.id].stage == stage]
    if chosen.get("missing"):
        found = [one for one in found if is_missing(rows[one.id], chosen["missing"])]
    if chosen.get("sort"):
        found.sort(key=lambda one: rank(rows[one.id], chosen["sort"]))
    return Paginator(found, FAMILIES_ON_A_PAGE).get_page(number)


def _query(request: ViewerRequest) -> str:
    """The choices in the address, without its page and what is nobody's choice."""
    names = ("whose", "sort", *NARROWING)
    chosen = [(name, request.GET[name]) for name in names if request.GET.get(name)]
    return urlencode(chosen)


def _title(form: BoardForm, chosen: dict[str, Any]) -> str:
    """ "My team's families", or the team that was chosen."""
    for name in ("worker", "team", "whose"):
        if chosen.get(name) and name in form.fields:
            labels = dict(form.fields[name].choices)  # type: ignore[attr-defined]
            return str(labels[chosen[name]])
    return "Families"
