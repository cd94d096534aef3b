"""The visit page, the same for everybody: devices keep it, so it tells nothing."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinfold.offline import shell

# a recording of the child is played from the page itself
_ALLOWED: Final = settings.SECURE_CSP | {"media-src": ["blob:"]}


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(shell.page())
    response["Content-Security-Policy"] = "; ".join(
        f"{name} {' '.join(sources)}" for name, sources in _ALLOWED.items()
    )
    response["Permissions-Policy"] = settings.PERMISSIONS_POLICY.replace(
        "microphone=()", "microphone=(self)"
    )
    return response


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shell.worker(), content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return HttpResponse(shell.manifest(), content_type="application/manifest+json")


@login_not_required
@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    """The child's tools in words: no family's, the same for every authority."""
    return HttpResponse(shell.tools(), content_type="application/json")
