"""Keeping as somebody types, and what they have not finished."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinfold.drafts import actions, presenters, selectors
from kinfold.drafts.forms import read_keeping
from kinfold.drafts.own_pages import form_at
from kinfold.drafts.standing import changed_since
from kinfold.drafts.typed import VERSION, CannotKeep
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest, viewer_of
from kinfold.platform.signin.door import sign_in_here


@login_not_required
@require_POST
def keep(raw: HttpRequest) -> HttpResponse:
    """Keep what is being typed. Whoever was signed out is asked in, over the page."""
    if viewer_of(raw) is None:
        return sign_in_here(raw, raw.headers.get("Referer", "/"))
    request = cast(ViewerRequest, raw)
    try:
        path, typed = read_keeping(request.body)
        match, family_id = form_at(path)
        keeping = actions.keep_draft(
            family_id=family_id, path=path, typed=typed, by=request.viewer
        )
    except CannotKeep as error:
        return JsonResponse({"why": str(error)}, status=422)
    now = timezone.now()
    seen = "".join(typed.boxes.get(VERSION, ()))
    answer = {"kept": presenters.clock(keeping.kept_at, now=now)}
    if newer := changed_since(request.viewer, match, seen):
        at = presenters.clock(newer.changed_at, now=now)
        answer |= {"changed_by": newer.changed_by, "changed": at}
    return JsonResponse(answer)


@require_safe
def unfinished(request: ViewerRequest) -> HttpResponse:
    """The viewer's own list."""
    drafts = selectors.unfinished(request.viewer)
    context = {
        "lines": presenters.lines(drafts, now=timezone.now()),
        "days": selectors.DAYS_KEPT,
    }
    return render_page(request, "drafts/unfinished.html", context)


@require_POST
def throw_away(request: ViewerRequest, draft_id: UUID) -> HttpResponse:
    actions.throw_away(draft_id=draft_id, by=request.viewer)
    messages.success(request, "Thrown away")
    return go(request, "drafts:unfinished")
