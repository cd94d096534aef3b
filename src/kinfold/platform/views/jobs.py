"""Work done in the background: the list, one run with its progress, cancel, again."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kinfold.platform.chain.jobs import verify_audit
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.jobs import actions, enqueue, presenters, selectors
from kinfold.platform.limits import limited
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action

ROWS = 50


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    _require(asked.viewer, Action.SEE_JOBS)
    runs = selectors.runs_for(asked.viewer).select_related("started_by")
    page = Paginator(runs, ROWS).get_page(asked.GET.get("page"))
    context = {
        "page_obj": page,
        "table": presenters.runs_table(page),
        "may_verify": asked.viewer.may(Action.SEE_AUDIT),
    }
    return render_page(asked, "platform/jobs.html", context)


@require_safe
def job(request: HttpRequest, run_id: UUID) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    _require(asked.viewer, Action.SEE_JOBS)
    run = selectors.run_for(asked.viewer, run_id)
    context = {
        "run": presenters.run_card(run),
        "run_id": run_id,
        "may_try_again": run.state in {"failed", "cancelled"}
        and run.started_by_user_id == asked.viewer.user_id,
    }
    # the part for a run that is over asks no more, so the polling ends by itself
    return render_page(asked, "platform/job.html", context, partial="progress")


@require_POST
def cancel(request: HttpRequest, run_id: UUID) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    actions.cancel_run(run_id=run_id, by=asked.viewer)
    return go(asked, "platform:job", run_id=run_id)


@require_POST
def try_again(request: HttpRequest, run_id: UUID) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    actions.try_again(run_id=run_id, by=asked.viewer)
    return go(asked, "platform:job", run_id=run_id)


@require_POST
@limited("checks of the audit", per_minute=6)
def start_verify_audit(request: HttpRequest) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    _require(asked.viewer, Action.SEE_AUDIT)
    with transaction.atomic():
        run = enqueue(by=asked.viewer, job=verify_audit)
    return go(asked, "platform:job", run_id=run.pk)


def _require(viewer: Viewer, action: Action) -> None:
    decision = viewer.may(action)
    if not decision:
        raise PermissionDenied(decision.reason)
