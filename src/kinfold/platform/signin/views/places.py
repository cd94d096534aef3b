"""Which authority or programme to work in, for those with more than one."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.platform.signin import chosen
from kinfold.platform.signin.last_person import remember_person


@require_safe
def places(request: ViewerRequest) -> HttpResponse:
    current = str(request.session.get("place", ""))
    choices = chosen.choices_of(request.viewer, current)
    return render_page(request, "account/places.html", {"choices": choices})


@require_http_methods(["POST"])
@limited("another place to work", per_minute=30)
def place(raw: HttpRequest) -> HttpResponse:
    """Go to one of one's own places. Another's does not exist."""
    request = cast(ViewerRequest, raw)
    key = request.POST.get("place", "")
    if not chosen.move(request, request.viewer, key):
        raise NotFound("Not a place of this person's")
    response = HttpResponseRedirect(reverse("home"))
    remember_person(request, response, user_id=request.viewer.user_id, place=key)
    return response
