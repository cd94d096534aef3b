"""A new family: look first, be warned of a second record, then write them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.finding.actions.adding import create_family as create
from kinfold.finding.forms.adding import (
    MOST_MEMBERS,
    FamilyForm,
    MemberForm,
    MemberRows,
)
from kinfold.finding.forms.search import SearchForm
from kinfold.finding.presenters import PersonLine, hit_lines, match_lines
from kinfold.finding.selectors.duplicates import likely_duplicates
from kinfold.finding.selectors.search import search_people
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error, leave
from kinfold_core.access import Action

FIRST_ROWS = [{"part": "child"}, {"part": "adult"}]


@dataclass(frozen=True, slots=True)
class Warned:
    """People on record who may be the one in a row of the form."""

    row: int
    name: str
    field: str
    lines: tuple[PersonLine, ...]
    has_restricted: bool


def _check_may_create(viewer: Viewer) -> None:
    viewer.in_authority()
    decision = viewer.may(Action.CREATE_FAMILY)
    if not decision:
        raise PermissionDenied(decision.reason)


@require_safe
def create_family_search(request: ViewerRequest) -> HttpResponse:
    """Before a new record: are they known already?"""
    viewer = request.viewer
    _check_may_create(viewer)
    form = SearchForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context: dict[str, Any] = {"form": form, "text": text}
    if text:
        found = search_people(viewer, text, today=timezone.localdate())
        audit.note_search(viewer, words=text, result_count=len(found.hits))
        context |= {
            "found": found,
            "lines": hit_lines(found.hits, today=timezone.localdate()),
        }
    return render_page(request, "finding/create_search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create_family(request: ViewerRequest) -> HttpResponse:
    """The family's name, its children and its adults, on one page."""
    viewer = request.viewer
    _check_may_create(viewer)
    if request.method != "POST":
        form = FamilyForm(initial={"opened_on": timezone.localdate()})
        return _show(request, form, MemberRows(initial=FIRST_ROWS))
    form, rows = FamilyForm(request.POST), _rows(request)
    if "add" in request.POST:
        return _show(request, FamilyForm(initial=_typed(request)), rows)
    if not (form.is_valid() & rows.is_valid()):
        return _show(request, form, rows, status=REFUSED)
    filled = [row for row in rows.forms if not row.is_blank]
    warned = _warnings(viewer, rows)
    if warned:
        return _show(request, form, rows, warned=warned, status=REFUSED)
    return _create(request, form, rows, filled)


def _create(
    request: ViewerRequest, form: FamilyForm, rows: Any, filled: list[MemberForm]
) -> HttpResponse:
    try:
        with transaction.atomic():
            family = create(
                name=form.cleaned_data["name"],
                opened_on=form.cleaned_data["opened_on"],
                members=[row.member() for row in filled],
                by=request.viewer,
            )
    except CannotDo as error:
        add_error(form, error)
        return _show(request, form, rows, status=REFUSED)
    except NotFound:
        form.add_error(None, "One of the people chosen is no longer there. Look again")
        return _show(request, form, rows, status=REFUSED)
    messages.success(request, f"The {family.name} record is open and is with you")
    return leave(request, reverse("people:family", args=[family.pk]))


def _typed(request: ViewerRequest) -> dict[str, Any]:
    """What was typed so far, as initial values: adding a row checks nothing."""
    data = request.POST
    return {
        "name": data.get("name", ""),
        "opened_on": [data.get(f"opened_on_{part}", "") for part in _DAY_PARTS],
    }


_DAY_PARTS = ("day", "month", "year")


def _rows(request: ViewerRequest) -> Any:
    """The rows as posted, one more when that was asked for."""
    data = request.POST.copy()
    count = data.get("form-TOTAL_FORMS", "")
    is_number = count.isascii() and count.isdigit() and len(count) < 4
    wanted = (int(count) if is_number else 0) + ("add" in data)
    data["form-TOTAL_FORMS"] = str(min(wanted, MOST_MEMBERS))
    data["form-INITIAL_FORMS"] = "0"
    return MemberRows(data)


def _warnings(viewer: Viewer, rows: Any) -> list[Warned]:
    """Rows that may be somebody on record, and were not answered yet."""
    warned = []
    for number, row in enumerate(rows.forms):
        if row.is_blank or row.cleaned_data.get("match"):
            continue
        matches = likely_duplicates(viewer, row.details())
        audit.note_search(
            viewer, words=row.details().full_name, result_count=len(matches.matches)
        )
        if matches.matches or matches.has_restricted:
            warned.append(
                Warned(
                    number,
                    row.details().full_name or "the unborn baby",
                    row.add_prefix("match"),
                    match_lines(matches.matches, today=timezone.localdate()),
                    matches.has_restricted,
                )
            )
    return warned


def _show(
    request: ViewerRequest,
    form: FamilyForm,
    rows: Any,
    *,
    warned: list[Warned] | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = {one.row for one in warned or ()}
    context = {
        "form": form,
        "rows": rows,
        "warned": warned or [],
        "numbered": [(n + 1, row, n in asked) for n, row in enumerate(rows.forms)],
    }
    return render_page(request, "finding/create_family.html", context, status=status)
