"""Reviews of the plan."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.monitoring import actions
from kinfold.monitoring.forms import ReviewForm
from kinfold.monitoring.presenters.reviews_page import before_review, review_cards
from kinfold.monitoring.selectors import journal_of, lived_plan, reviews_of
from kinfold.monitoring.views.frame import room
from kinfold.planning.selectors import standing_plan
from kinfold.planning.views.frame import desk_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action

ROOM = room("reviews", "Reviews")


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    plan = standing_plan(request.viewer, family_id)
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        plan=plan,
        cards=review_cards(reviews_of(request.viewer, family_id), plan),
        today=timezone.localdate(),
        may_write=bool(may_with(request.viewer, Action.WRITE_PLAN, ground.family)),
    )
    return render_page(request, "monitoring/reviews.html", context)


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    form = ReviewForm(posted(request), people=desk.people, rules=desk.plan.rules)
    page = ROOM.asking(
        request, desk.ground, title="We looked at the plan together",
        template="monitoring/review_form.html",
        known=before_review(
            lived_plan(request.viewer, family_id),
            journal_of(request.viewer, family_id),
            reviews_of(request.viewer, family_id),
            timezone.localdate(),
        ),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.review(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )
