"""A secret address of the calendar: made, taken back, and read without signing in."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.gatherings import asked_selectors, presenters, selectors
from kinfold.gatherings.actions import keys
from kinfold.gatherings.keys import reading_at
from kinfold.gatherings.views import ASKED, as_file, crumbs
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_core.calendar_file import calendar_file

LIMIT = "calendar_key"
GONE, TOO_OFTEN = 404, 429


@require_http_methods(ASKED)
def address(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """Whether one has an address; a press makes a new one, which is shown once."""
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    url = ""
    if request.method == "POST":
        token = keys.make_key(programme_id=programme_id, by=viewer)
        url = request.build_absolute_uri(reverse("gatherings:feed", args=[token]))
    context = {
        "programme": programme,
        "url": url,
        "key": asked_selectors.calendar_key(viewer, programme_id),
        "breadcrumbs": crumbs("In your own calendar"),
    }
    response = render_page(request, "gatherings/address.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
def take_back(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    keys.take_back_key(programme_id=programme_id, by=request.viewer)
    messages.success(request, "The address is closed. It answers nobody any more")
    return redirect("gatherings:address", programme_id=programme_id)


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever made this address, without signing in."""
    if not ratelimit.consume(request, action=LIMIT):
        return _told("Asked too often. Try again in a minute.", TOO_OFTEN)
    try:
        text = _read(token, request.build_absolute_uri("/"))
    except NotFound:
        return _told("There is no calendar at this address.", GONE)
    return _kept_to_oneself(as_file(text, "programme"))


def _read(token: str, site: str) -> str:
    with reading_at(token) as (viewer, programme_id):
        mine = asked_selectors.answers_of(viewer)
        entries = [
            presenters.entry_in_file(one, site, mine.get(one.pk))
            for one in asked_selectors.subscribed(viewer, programme_id)
        ]
        name = selectors.programme(viewer, programme_id).name
    return calendar_file(entries, name=name, hours_between=12)


def _told(words: str, status: int) -> HttpResponse:
    response = HttpResponse(
        f"{words}\n", content_type="text/plain; charset=utf-8", status=status
    )
    return _kept_to_oneself(response)


def _kept_to_oneself(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
