"""Signing in, in place or on its own page. allauth does the work."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget
from requests import RequestException

from kinfold.platform.signin import demo, events

log = logging.getLogger("kinfold.signin")

LOCKED = "too_many_login_attempts"
DIALOG = "#sign-in-again"


class SignInView(LoginView):  # type: ignore[misc]
    """The sign-in page; for htmx, the dialog over the page somebody was writing on."""

    def get_initial(self) -> dict[str, Any]:
        return {"login": self.request.GET.get("email", "")[:254].replace("\x00", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["is_unsaved"] = "unsaved" in self.request.GET
        context["is_new"] = "joined" in self.request.GET
        context["directory_name"] = _directory_name()
        if settings.KINFOLD_DEMO:
            context["demo_people"] = demo.people()
            context["demo_password"] = demo.password()
        return context

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.request.headers.get("HX-Request"):
            context = {"form": form, "after": self.request.POST.get("next", "/")}
            page = "account/sign_in_again.html"
            response = render(self.request, page, context, status=422)
            response = reswap(retarget(response, DIALOG), "outerHTML")
        else:
            response = self.render_to_response(self.get_context_data(form=form))
            response.status_code = 422
        refusals = {error.code for error in form.errors.as_data().get("__all__", [])}
        if refusals:
            email = str(form.data.get("login", ""))[:254].replace("\x00", "")
            events.note_refusal_after(
                response, self.request, email, is_locked=LOCKED in refusals
            )
        return response

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        if not self.request.headers.get("HX-Request"):
            return response
        if not self.request.user.is_authenticated:
            # a second step is wanted, which needs a page of its own; what was typed
            # was kept before the dialog was shown
            return HttpResponseClientRedirect(response.headers["Location"])
        done = render(self.request, "account/signed_in_again.html")
        for cookie in response.cookies.values():
            done.cookies[cookie.key] = cookie
        return reswap(retarget(done, DIALOG), "outerHTML")


def _directory_name() -> str:
    """What the button for the authority's own directory says; "" when there is none."""
    is_set = bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
    return str(settings.KINFOLD_OIDC_NAME) if is_set else ""


sign_in = SignInView.as_view()


def unprocessable(view: Any) -> Any:
    """allauth answers a refused form with 200; here it is 422, as everywhere."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        errors = getattr(context.get("form"), "errors", None)
        if request.method == "POST" and response.status_code == 200 and errors:
            response.status_code = 422
        return response

    answer.__dict__.update(view.__dict__)
    return answer


def by_link(view: Any) -> Any:
    """Leave for the directory from a page of ours instead of by redirect.

    The content security policy lets our forms lead to our own pages only, and browsers
    hold a form's redirects to it.
    """

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except RequestException as error:
            log.warning("directory.unreachable", extra={"why": type(error).__name__})
            page = "socialaccount/authentication_error.html"
            return render(request, page, status=503)
        location = response.headers.get("Location", "")
        if request.method != "POST" or not location.startswith("http"):
            return response
        context = {"redirect_to": location, "name": _directory_name()}
        return render(request, "account/to_directory.html", context)

    answer.__dict__.update(view.__dict__)
    return answer
