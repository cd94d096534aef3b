"""Everybody has a second step at sign-in, but for the demo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

_KEY = "has_second_factor"
# Where somebody without one may go: to make one, or to leave.
_OPEN_NAMES = frozenset(
    {
        "account_logout", "account_reauthenticate", "platform:theme",
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "account_change_password",
    }
)  # fmt: skip


def is_required() -> bool:
    """Whether this installation asks everybody for a second step."""
    asked = settings.KINFOLD_REQUIRE_SECOND_FACTOR
    return not settings.KINFOLD_DEMO if asked is None else bool(asked)


def forget(request: HttpRequest) -> None:
    """Ask the database again at the next request."""
    request.session.pop(_KEY, None)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this stay is behind a second step. One query, then kept in the session.

    Coming through an authority's own directory counts: the second step is asked for
    there, by the authority's own rules.
    """
    if not request.session.get(_KEY):
        user: Any = request.user
        through_directory = any(
            record.get("method") == "socialaccount"
            for record in get_authentication_records(request, user)
        )
        mine = Authenticator.objects.filter(user_id=user.pk)
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        if not through_directory and not mine.filter(type__in=kinds).exists():
            return False
        request.session[_KEY] = True
    return True


class SecondFactorMiddleware:
    """Sends a signed-in person who has no second step to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not is_required() or not getattr(view, "login_required", True):
            return None
        match = request.resolver_match
        if match and match.view_name in _OPEN_NAMES:
            return None
        if not request.user.is_authenticated or has_second_factor(request):
            return None
        return redirect("mfa_index")
