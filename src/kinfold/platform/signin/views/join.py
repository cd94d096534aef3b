"""Using an invitation: choose a password, or bring the account one has."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from kinfold.platform.errors import NotFound
from kinfold.platform.http import viewer_of
from kinfold.platform.signin import invitations
from kinfold.platform.signin.forms import JoinForm


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, authority_slug: str, secret: str) -> HttpResponseBase:
    refused: HttpResponseBase | None = ratelimit.consume_or_429(request, action="join")
    if refused:
        return refused
    try:
        invitation = invitations.open_invitation(authority_slug, secret)
    except NotFound:
        return render(request, "account/join_closed.html", status=404)
    viewer = viewer_of(request)
    if viewer is not None:
        return _join_signed_in(request, authority_slug, secret, viewer.user_id)
    if invitation.has_account:
        query = urlencode({"next": request.path, "email": invitation.email})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        initial={"name": invitation.name},
        email=invitation.email,
    )
    if form.is_valid():
        invitations.accept_as_new(
            slug=authority_slug,
            secret=secret,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
            today=timezone.localdate(),
        )
        query = urlencode({"email": invitation.email, "joined": "1"})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
    context = {"form": form, "invitation": invitation}
    status = 422 if form.errors else 200
    return render(request, "account/join.html", context, status=status)


def _join_signed_in(
    request: HttpRequest, slug: str, secret: str, user_id: int
) -> HttpResponseBase:
    invitation = invitations.open_invitation(slug, secret)
    is_theirs = invitations.is_for(invitation, user_id)
    if request.method == "POST" and is_theirs:
        invitations.accept_as_known(
            slug=slug, secret=secret, user_id=user_id, today=timezone.localdate()
        )
        return HttpResponseRedirect(reverse("platform:places"))
    context = {"invitation": invitation, "is_theirs": is_theirs}
    return render(request, "account/join_signed_in.html", context)
