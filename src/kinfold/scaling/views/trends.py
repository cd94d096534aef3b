"""The scales of one danger statement over time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import context_of, danger_on, note_page
from kinfold.scaling.presenters.trends import trends
from kinfold.scaling.selectors import scales_of


@require_safe
def scales(request: ViewerRequest, family_id: UUID, danger_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    row = danger_on(living_map(request.viewer, family_id), danger_id)
    note_page(request, ground, "scaling.scales")
    context = context_of(
        ground,
        crumb="Scales over time",
        row=row,
        trends=trends(scales_of(request.viewer, danger_id), family_id, danger_id),
    )
    return render_page(request, "scaling/scales.html", context)
