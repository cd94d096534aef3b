"""A reference, a log line and a count for every request."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kinfold.platform.http import viewer_of
from kinfold.platform.logs import current_request
from kinfold.platform.metrics import count_request
from kinfold.platform.references import new_reference

log = logging.getLogger("kinfold.requests")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class WatchMiddleware:
    """Stands first. The reference is ours alone: one sent to us is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.static = f"/{settings.STATIC_URL.lstrip('/')}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.static):
            return self.get_response(request)
        reference = new_reference()
        token = current_request.set(reference)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = reference
            _tell(request, response.status_code, time.perf_counter() - started)
        finally:
            current_request.reset(token)
        return response


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    method = request.method if request.method in METHODS else "OTHER"
    match = request.resolver_match
    route = f"/{match.route}" if match else "(no such page)"
    count_request(str(method), route, status, seconds)
    line = {
        "method": method,
        "route": route,
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    viewer = viewer_of(request)
    if viewer is not None:
        line |= {"user": viewer.user_id, "authority": viewer.authority_id}
    log.info("request", extra={"kinfold": line})
