"""The page of a map."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import render_map


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    return render_map(request, ground, column=request.GET.get("column", ""))
