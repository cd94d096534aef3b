"""One transaction per request, in which the database knows who is looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinfold.platform import audit
from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.http import ViewerRequest, viewer_of
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.tenancy import as_viewer, set_viewer


class ViewerMiddleware:
    """Builds `request.viewer` and the transaction that the whole request runs in.

    `ATOMIC_REQUESTS` would wrap the view only, so a setting made here would be outside
    of it (stack.md 2.1). Django turns errors into 500 responses before they come back
    here, so the rollback is asked for by hand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not hasattr(request, "session"):
            raise ImproperlyConfigured("ViewerMiddleware stands after the session's")
        raw_user = request.session.get(SESSION_KEY)
        if raw_user is None:
            return self.get_response(request)
        return self._as_somebody(cast(ViewerRequest, request), int(raw_user))

    def _as_somebody(self, request: ViewerRequest, user_id: int) -> HttpResponse:
        place = Place.from_session(request.session)
        audit.begin_request()
        try:
            with transaction.atomic():
                response = self._answer(request, place, user_id)
                is_failed = response.status_code >= 500
                if is_failed:
                    transaction.set_rollback(True)
        except Exception:
            # what is checked at commit (keys, the audit's chain) fails after the answer
            # was made; Django's handler makes this one a 500
            _write_looks_again(request)
            raise
        if is_failed:
            _write_looks_again(request)
        return response

    def _answer(
        self, request: ViewerRequest, place: Place, user_id: int
    ) -> HttpResponse:
        set_viewer(place.authority_id, user_id)
        request.viewer = viewer_in(place, user_id=user_id)
        if request.viewer.authority_id is None:
            set_viewer(None, user_id)
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(exception, Conflict):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        return None


def _write_looks_again(request: ViewerRequest) -> None:
    viewer = viewer_of(request)
    if viewer is not None and viewer.authority_id is not None:
        with as_viewer(viewer):
            audit.rewrite_after_rollback()
