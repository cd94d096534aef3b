"""One URL, two sizes: the whole page, or the part that htmx asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from kinfold.platform.http import ViewerRequest


def render_page(
    request: ViewerRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the whole page, or only `partial` of it when htmx asked.

    The answer varies on HX-Request and says so: without the header a shared cache or
    the back button can show a bare fragment.
    """
    name = f"{template}#{partial}" if partial and request.htmx else template
    response = render(request, name, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: ViewerRequest, name: str, **kwargs: Any) -> HttpResponse:
    """`go_to` a page by its name."""
    return go_to(request, reverse(name, kwargs=kwargs))


def go_to(request: ViewerRequest, url: str) -> HttpResponse:
    """Redirect after a change: a 302 for a page, HX-Redirect for htmx."""
    if request.htmx:
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)
