"""What every form with a draft has in common, so that no view has to do it.

Such a form sends `draft_title`. "Keep for later" and "Start again" are answered here
and never reach the view, so they work without script and without a word being checked.
When the view has taken what was sent, the draft goes, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kinfold.drafts.actions import keep_draft, let_go_when_saved, throw_away
from kinfold.drafts.own_pages import family_of
from kinfold.drafts.selectors import may_keep
from kinfold.drafts.typed import KEEP, START_AGAIN, TITLE, CannotKeep, read
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, viewer_of


class DraftMiddleware:
    """Stands inside the viewer's transaction, after messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_taken = response.status_code < 400
        if is_taken and _has_draft(request) and not _is_ours(request):
            viewer = cast(ViewerRequest, request).viewer
            let_go_when_saved(path=request.path, by=viewer)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not (_has_draft(request) and _is_ours(request) and match):
            return None
        try:
            family_id = family_of(match)
            if START_AGAIN in request.POST:
                return _start_again(cast(ViewerRequest, request))
            return _keep(cast(ViewerRequest, request), family_id)
        except (NotFound, PermissionDenied):
            return None  # the view itself says so, as it does for every sending


def _has_draft(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    has_place = viewer is not None and may_keep(viewer)
    return has_place and request.method == "POST" and TITLE in request.POST


def _is_ours(request: HttpRequest) -> bool:
    return KEEP in request.POST or START_AGAIN in request.POST


def _keep(request: ViewerRequest, family_id: UUID | None) -> HttpResponse:
    typed = read(request.POST[TITLE], request.POST.lists())
    try:
        keep_draft(
            family_id=family_id, path=request.path, typed=typed, by=request.viewer
        )
    except CannotKeep as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path)
    messages.success(request, "Kept. You can go on with it when you like")
    return HttpResponseRedirect(reverse("drafts:unfinished"))


def _start_again(request: ViewerRequest) -> HttpResponse:
    throw_away(path=request.path, by=request.viewer)
    return HttpResponseRedirect(request.path)
