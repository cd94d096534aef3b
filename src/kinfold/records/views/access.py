"""Restricted records, and records opened in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.actions import access as actions
from kinfold.records.forms.access import EmergencyForm, RestrictForm, ReviewForm
from kinfold.records.forms.family import ReasonForm, ids_of
from kinfold.records.policy import EMERGENCY_HOURS
from kinfold.records.presenters import looking as words
from kinfold.records.selectors.lists import active_workers
from kinfold.records.selectors.looking import (
    emergency_access_for,
    family_for_restricting,
    named_worker_ids,
)
from kinfold.records.selectors.looking import emergency_reviews as reviews_of
from kinfold.records.selectors.records import family_for, may_with
from kinfold.records.views.asking import Asking, ask, leave, page_number
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
def restrict(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Close a record to all but the workers named, or change who is named."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.RESTRICT_FAMILY)
    named = [str(pk) for pk in named_worker_ids(viewer, family_id)]
    workers = [
        (str(w.pk), _worker_label(w.name, w.job_title)) for w in active_workers(viewer)
    ]
    form = RestrictForm(
        request.POST or None, workers=workers, initial={"workers": named}
    )
    audit.note_read(viewer, target=family, page="restriction", family_id=family_id)
    back = reverse("records:families")
    if may_with(viewer, Action.OPEN_FAMILY, family):
        back = reverse("people:family", args=[family_id])
    page = Asking(
        title=f"Who may open the record of {family.name}",
        button="Save" if family.is_restricted else "Restrict the record",
        back_url=back,
        lead=(
            "Nobody else will find it by searching, see it in a list or open it in an "
            "emergency. Name everybody who works with the family, their manager too."
        ),
        template="records/restrict.html",
        keeps_typed=False,
        done="Only the workers named may open the record",
        more={"family": family},
    )

    def save() -> None:
        worker_ids = ids_of(form.cleaned_data["workers"])
        if family.is_restricted:
            actions.change_named_workers(
                family_id=family_id, worker_ids=worker_ids, by=viewer
            )
        else:
            actions.restrict_family(
                family_id=family_id,
                worker_ids=worker_ids,
                reason=form.cleaned_data["reason"],
                by=viewer,
            )

    return ask(request, form, page, save, done_url=reverse("records:families"))


def _worker_label(name: str, job_title: str) -> str:
    return f"{name}, {job_title}" if job_title else name


@require_http_methods(ASKS)
def lift(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.RESTRICT_FAMILY)
    form = ReasonForm(request.POST or None)
    page = Asking(
        title=f"{family.name} no longer needs a restricted record",
        keeps_typed=False,
        button="Lift the restriction",
        back_url=reverse("records:restrict", args=[family_id]),
        done="The record is open again to those whose work it is",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.lift_restriction(
            family_id=family_id, reason=form.cleaned_data["reason"], by=viewer
        ),
        done_url=reverse("records:families"),
    )


@require_http_methods(ASKS)
def emergency(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Open a record that is not yours, with a reason that somebody will read."""
    viewer = request.viewer
    family = family_for_restricting(viewer, family_id)
    decision = viewer.may(Action.USE_EMERGENCY_ACCESS)
    if not decision or family.is_restricted:
        raise PermissionDenied(
            decision.reason
            if not decision
            else "A restricted record is open only to those named on it"
        )
    form = EmergencyForm(request.POST or None)
    page = Asking(
        title="Open a record in an emergency",
        keeps_typed=False,
        button="Open the record",
        back_url=reverse("records:families"),
        lead=(
            f"It opens for {EMERGENCY_HOURS} hours. What you look at is written down "
            "with your reason, and a senior leader reviews it with you."
        ),
        tone="attention",
        done="The record is open to you. It closes by itself.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.use_emergency_access(
            family_id=family_id, by=viewer, **form.cleaned_data
        ),
        done_url=reverse("people:family", args=[family_id]),
    )


@require_POST
def end_emergency(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The asker is done: close it before its time."""
    family_for_restricting(request.viewer, family_id)
    actions.end_emergency_access(family_id=family_id, by=request.viewer)
    messages.success(request, "The record is closed to you again. Thank you.")
    return leave(request, reverse("records:families"))


@require_safe
def emergency_reviews(request: ViewerRequest) -> HttpResponse:
    """Emergency accesses that wait to be reviewed, and those that were."""
    viewer = request.viewer
    is_done = request.GET.get("reviewed") == "yes"
    page = reviews_of(viewer, page_number(request), is_done=is_done)
    context = {
        "table": words.review_table(page, is_done=is_done),
        "page_obj": page,
        "is_done": is_done,
    }
    return render_page(request, "records/emergency_reviews.html", context)


@require_http_methods(ASKS)
def emergency_review(request: ViewerRequest, access_id: UUID) -> HttpResponse:
    """One emergency access: why, what was looked at, and whether it was right."""
    viewer = request.viewer
    access, events = emergency_access_for(viewer, access_id)
    form = ReviewForm(request.POST or None)
    audit.note_read(
        viewer, target=access, page="emergency review", family_id=access.family_id
    )
    page = Asking(
        title=f"{access.worker.name} opened the {access.family.name} record",
        button="Save the review",
        back_url=reverse("records:emergency-reviews"),
        template="records/emergency_review.html",
        done="Reviewed",
        more={
            "access": access,
            "reason": words.reason_words(access),
            "state": words.access_state(access),
            "table": words.look_rows(events),
        },
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.review_emergency_access(
            access_id=access_id, by=viewer, **form.cleaned_data
        ),
    )
