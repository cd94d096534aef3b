"""For machines: alive, ready, and metrics. Strangers learn nothing from them."""

from __future__ import annotations

from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from kinfold.platform import metrics as counted
from kinfold.platform import readiness


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nothing else, so that a slow database kills nobody."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when people can be sent here, else 503. Details only with the token.

    A missing job worker does not turn people away; it is told to those who may know.
    """
    found = readiness.troubles()
    status = 503 if found else 200
    if _is_known(request):
        details = {"troubles": found, "has_worker": readiness.has_worker()}
        return JsonResponse(details, status=status)
    words = "not ready\n" if found else "ready\n"
    return HttpResponse(words, status=status, content_type="text/plain")


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not _is_known(request):
        raise Http404
    return HttpResponse(counted.all_metrics(), content_type=CONTENT_TYPE_LATEST)


def _is_known(request: HttpRequest) -> bool:
    """Whether a monitor with our token asks; in the demo, anybody on this machine.

    Elsewhere a local address proves nothing: a proxy on this machine has it too.
    """
    token = settings.KINFOLD_METRICS_TOKEN
    if token:
        sent = request.headers.get("Authorization", "")
        return compare_digest(sent.encode(), f"Bearer {token}".encode())
    is_local = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    return settings.KINFOLD_DEMO and is_local
