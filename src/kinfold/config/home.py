"""The first page after the door: the first thing this person's role is for."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinfold.config.menu import menu_for
from kinfold.platform.http import ViewerRequest


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewer = cast(ViewerRequest, request).viewer
    menu = menu_for(viewer, request.path)
    if not viewer.roles or not menu:
        return render(request, "platform/no_place.html")
    return HttpResponseRedirect(menu[0].url)
