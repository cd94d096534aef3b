"""The pages on which an administrator looks after who works here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.errors import Conflict
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.workers import actions, selectors
from kinfold.platform.workers.forms import InviteForm, WorkerForm
from kinfold.platform.workers.letters import send_invitation


@require_safe
def workers(request: ViewerRequest) -> HttpResponse:
    raw = request.GET.get("page", "1")
    page = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
    rows, pages = selectors.workers(request.viewer, page=page)
    context = {
        "workers": rows,
        "page": min(page, pages),
        "pages": pages,
        "invitations": selectors.invitations(request.viewer),
    }
    return render_page(request, "platform/workers.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: ViewerRequest) -> HttpResponse:
    selectors.must_manage(request.viewer)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        teams=selectors.teams(request.viewer),
    )
    status = 200
    if form.is_valid():
        try:
            invitation, secret = actions.invite_worker(
                by=request.viewer, **form.chosen()
            )
        except Conflict as conflict:
            form.add_error("email", str(conflict))
            status = 409
        else:
            link = send_invitation(request, invitation, secret)
            context = {"invitation": invitation, "link": link}
            return render_page(request, "platform/worker_invited.html", context)
    elif form.errors:
        status = 422
    return render_page(
        request, "platform/worker_invite.html", {"form": form}, status=status
    )


@require_POST
def revoke(request: ViewerRequest, invitation_id: UUID) -> HttpResponse:
    actions.revoke_invitation(invitation_id=invitation_id, by=request.viewer)
    messages.success(request, "The invitation is taken back. Its link opens nothing")
    return go(request, "platform:workers")


@require_http_methods(["GET", "POST"])
def worker(request: ViewerRequest, worker_id: UUID) -> HttpResponse:
    page = selectors.worker(request.viewer, worker_id)
    initial = {
        "job_title": page.row.job_title,
        "roles": [role.value for role in page.row.roles],
        "teams": [str(pk) for pk in page.team_ids],
    }
    form = WorkerForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        teams=selectors.teams(request.viewer),
    )
    status = 200
    if form.is_valid():
        try:
            actions.change_worker(
                worker_id=worker_id,
                today=timezone.localdate(),
                by=request.viewer,
                **form.chosen(),
            )
        except Conflict as conflict:
            form.add_error("roles", str(conflict))
            status = 409
        else:
            messages.success(request, f"Saved for {page.row.name}")
            return go(request, "platform:workers")
    elif form.errors:
        status = 422
    context = {
        "form": form,
        "worker": page.row,
        "workers_url": reverse("platform:workers"),
    }
    return render_page(request, "platform/worker.html", context, status=status)


@require_POST
def end_access(request: ViewerRequest, worker_id: UUID) -> HttpResponse:
    actions.end_access(
        worker_id=worker_id, today=timezone.localdate(), by=request.viewer
    )
    messages.success(request, "Their access has ended")
    return go(request, "platform:workers")


@require_POST
def restore_access(request: ViewerRequest, worker_id: UUID) -> HttpResponse:
    actions.restore_access(worker_id=worker_id, by=request.viewer)
    messages.success(request, "They may sign in here again")
    return go(request, "platform:workers")
