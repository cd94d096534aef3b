"""Somebody's own account: what they sign in with, and where they are signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.signin import selectors
from kinfold.platform.signin.sessions import end_sessions


@require_safe
def account(request: ViewerRequest) -> HttpResponse:
    page = selectors.account_page(request.viewer, request.session.session_key or "")
    return render_page(request, "account/account.html", {"page": page})


@require_POST
def leave_elsewhere(request: ViewerRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(request.viewer.user_id, except_key=request.session.session_key)
    messages.success(request, "You are signed out everywhere else")
    return go(request, "platform:account")
