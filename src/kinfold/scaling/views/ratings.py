"""Asking one person where they put things."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import CannotDo
from kinfold.practice.presenters.danger_card import danger_card
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import (
    WRITES,
    back_to_map,
    context_of,
    danger_on,
    note_page,
    tell,
)
from kinfold.scaling import actions
from kinfold.scaling.forms import RatingForm
from kinfold.scaling.selectors import ends_of
from kinfold_core.access import Action


@require_http_methods(WRITES)
def rate(
    request: ViewerRequest,
    family_id: UUID,
    danger_id: UUID,
    scale_type: str = "safety",
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.RATE_SCALE)
    standing = living_map(request.viewer, family_id)
    row = danger_on(standing, danger_id)
    if row.withdrawn_at is not None:
        raise NotFound("scale")
    form = RatingForm(
        posted(request),
        people=ground.people,
        mark=danger_id.hex,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate(
                family_id=family_id,
                danger_id=danger_id,
                details=form.cleaned_data["details"],
                scale_type=scale_type,
                by=request.viewer,
            )
        except CannotDo as error:
            tell(form, error)
        else:
            if scale_type != "safety":
                return go(
                    request, "scaling:scales", family_id=family_id, danger_id=danger_id
                )
            return back_to_map(
                request,
                ground,
                said="Saved",
                column="worried",
                at=f"scale-{danger_id}",
            )
    ends = ends_of(request.viewer, danger_id, scale_type).ends
    return _show(
        request,
        ground,
        form,
        row=row,
        ends=(ends.anchor_0, ends.anchor_10),
        card=danger_card(row, standing, now=timezone.now()),
    )


def _show(
    request: ViewerRequest, ground: Ground, form: RatingForm, **more: Any
) -> HttpResponse:
    note_page(request, ground, "scaling.rating_form")
    context = context_of(
        ground,
        crumb="Where do you put it?",
        form=form,
        draft=draft_for(request, form, title="Where do you put it?"),
        **more,
    )
    return render_page(
        request,
        "scaling/rating_form.html",
        context,
        partial="rating-form",
        status=422 if form.errors else 200,
    )
