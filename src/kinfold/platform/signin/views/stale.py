"""A form whose token is not good, and tries that came too often."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was saved, and nothing is kept: nobody can say who wrote this form."""
    is_sign_in = request.path == reverse("account_login")
    if is_sign_in and request.user.is_authenticated:
        return HttpResponseRedirect(reverse("home"))
    return render(request, "account/stale.html", {"is_sign_in": is_sign_in}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """What the limits on signing in answer with; allauth finds it as `handler429`."""
    return render(request, "account/too_many.html", status=429)
