"""The pages for what went wrong: what it means and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from kinfold.platform.logs import current_request


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal's message is written for its reader; see `kinfold_core.decision`."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request's context: what makes that may be what is broken."""
    page = loader.get_template("500.html")
    return HttpResponse(page.render({"reference": current_request.get()}), status=500)
