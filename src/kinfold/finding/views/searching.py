"""One box that finds people."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.finding.forms.search import SearchForm
from kinfold.finding.presenters import hit_lines
from kinfold.finding.selectors.search import search_people
from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold_core.access import Action


@require_safe
@limited("searches", per_minute=60)
def search(request: ViewerRequest) -> HttpResponse:
    """Names, parts of names, sounds, dates of birth and references. Written down."""
    viewer = request.viewer
    viewer.in_authority()
    decision = viewer.may(Action.SEARCH_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)
    form = SearchForm(request.GET or None)
    is_asked = form.is_bound and form.is_valid() and bool(form.cleaned_data["q"])
    context = {"form": form, "may_create": bool(viewer.may(Action.CREATE_FAMILY))}
    if is_asked:
        text, today = form.cleaned_data["q"], timezone.localdate()
        found = search_people(viewer, text, today=today)
        audit.note_search(viewer, words=text, result_count=len(found.hits))
        context |= {
            "text": text,
            "found": found,
            "lines": hit_lines(found.hits, today=today),
        }
    status = 422 if form.is_bound and form.errors else 200
    return render_page(
        request, "finding/search.html", context, partial="found", status=status
    )
