"""The visit page, the same for everybody: devices keep it, so it tells nothing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinfold.offline import shell
from kinfold.platform.http import let_record


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return let_record(HttpResponse(shell.page()))


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
