"""Headers on every answer: what the browser may load, send and remember."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

UTF_8 = frozenset({"", "utf-8", "utf8"})


class SecurityHeadersMiddleware:
    """Content security policy, permissions policy and no storing of case pages.

    Uses the setting name of Django 6 (`SECURE_CSP`), so that this class can go when
    the project moves there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{directive} {' '.join(sources)}".strip()
            for directive, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        # pages hold children's names: nothing between here and the reader keeps them
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class FormCharsetMiddleware:
    """Every browser sends our forms as UTF-8, so anything else is refused unread.

    A sender may name whatever Python can decode with, and some of that is no text, or
    makes text that cannot be signed, searched for or kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = (request.content_params or {}).get("charset", "")
        if said.strip("\"' ").casefold() not in UTF_8:
            return HttpResponseBadRequest(
                "Send this as UTF-8.", content_type="text/plain; charset=utf-8"
            )
        return self.get_response(request)
