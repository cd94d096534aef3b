"""Inviting to a gathering, by name or by authority."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.gatherings import policy, presenters, selectors
from kinfold.gatherings.actions import inviting
from kinfold.gatherings.forms import InviteForm
from kinfold.gatherings.views import ASKED, crumbs
from kinfold.platform.holding import insist
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.views.asking import Asking, ask


@require_http_methods(ASKED)
def invite(request: ViewerRequest, gathering_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.shown(viewer, gathering_id)
    row = shown.row
    insist(policy.may_keep(viewer, row.host_id))
    asked = {one.pk for one in shown.places}
    places = [
        one
        for one in selectors.places_of(viewer, row.programme_id)
        if not row.is_for_all and one.pk not in asked
    ]
    form = InviteForm(posted(request), places=presenters.place_options(places))
    title = f"Invite to “{row.title}”"
    page = Asking(
        title=title,
        button="Invite them",
        back_url=reverse("gatherings:gathering", args=[row.pk]),
        lead="Its page tells you who has not answered, and tells nobody else.",
        done="They are invited",
        more={"breadcrumbs": crumbs(title)},
    )

    def save() -> None:
        said = form.cleaned_data
        inviting.invite(
            gathering_id=gathering_id,
            emails=said["emails"],
            places=[UUID(one) for one in said.get("places", ())],
            by=viewer,
        )

    return ask(request, form, page, save)


@require_POST
def take_back(request: ViewerRequest, guest_invitation_id: UUID) -> HttpResponse:
    found = inviting.take_back(invitation_id=guest_invitation_id, by=request.viewer)
    messages.success(request, f"{found.name} is not invited by name any more")
    return redirect("gatherings:gathering", gathering_id=found.gathering_id)
