"""The door every page is behind, and what happens to a form sent after the stay ended.

A page asked for without a session leads to the sign-in page and back. A form sent
without one is kept for the person it was made for (`kept_posts`) before they are asked
to sign in again, so that nothing they wrote is lost.
"""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from kinfold.platform.http import viewer_of
from kinfold.platform.signin import kept_posts
from kinfold.platform.signin.forms import SignInForm
from kinfold.platform.signin.last_person import wrote_this


class DoorMiddleware(LoginRequiredMiddleware):
    """Django's own, but a form sent too late is kept, and htmx is answered in place."""

    def __call__(self, request: HttpRequest) -> Any:
        response = cast(HttpResponse, self.get_response(request))
        _drop_kept_post(request, response)
        return response

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        is_htmx = bool(getattr(request, "htmx", False))
        if request.method in {"GET", "HEAD"}:
            return _to_sign_in(request, _page_of(request), is_htmx=is_htmx)
        kept_id = _keep(request)
        if kept_id is None:
            url = f"{reverse('account_login')}?unsaved=1"
            return HttpResponseClientRedirect(url) if is_htmx else _go(url)
        after = reverse("platform:kept", kwargs={"post_id": kept_id})
        if is_htmx:
            return sign_in_here(request, after)
        return _to_sign_in(request, after, is_htmx=False)


def _keep(request: HttpRequest) -> UUID | None:
    person = wrote_this(request)
    return kept_posts.keep(request, person) if person else None


def _page_of(request: HttpRequest) -> str:
    """The page to come back to: for htmx the one that asked, not the part it got."""
    current = getattr(getattr(request, "htmx", None), "current_url", None)
    if not current:
        return request.get_full_path()
    url = urlsplit(current)
    return f"{url.path}?{url.query}" if url.query else url.path


def _to_sign_in(request: HttpRequest, after: str, *, is_htmx: bool) -> HttpResponse:
    url = f"{reverse('account_login')}?{urlencode({'next': after})}"
    return HttpResponseClientRedirect(url) if is_htmx else _go(url)


def _go(url: str) -> HttpResponse:
    return HttpResponseRedirect(url)


def sign_in_here(request: HttpRequest, after: str) -> HttpResponse:
    """A sign-in dialog over the page, so that what was typed stays on the screen."""
    response = render(
        request,
        "account/sign_in_again.html",
        {"form": SignInForm(request=request), "after": after},
        status=401,
    )
    return reswap(retarget(response, "body"), "beforeend")


def _drop_kept_post(request: HttpRequest, response: HttpResponse) -> None:
    """Once a kept post has been sent again and taken, it need not be kept."""
    if request.method != "POST" or response.status_code >= 400:
        return
    viewer, raw = viewer_of(request), request.POST.get(kept_posts.FIELD)
    if viewer is None or not raw:
        return
    try:
        kept_posts.discard(viewer, UUID(raw))
    except ValueError:
        return
