"""Where the work with a family is. Nothing is typed here."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.expectations.selectors import expectations_of
from kinfold.networks.selectors import too_few_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.stages.presenters.stages_page import stages_page
from kinfold.stages.selectors import evidence_of
from kinfold.stages.views.frame import STAGES
from kinfold_core.access import Action


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The ten stages, with what was done and what would finish this one."""
    ground = ground_of(request.viewer, family_id)
    today = timezone.localdate()
    evidence = evidence_of(request.viewer, [family_id], today=today)
    hoped = expectations_of(request.viewer)
    page = stages_page(
        family_id,
        evidence.get(family_id, ()),
        hoped=hoped,
        too_few=too_few_of(request.viewer, family_id, least=hoped.safety_people_least),
        today=today,
    )
    note_page(request, ground, STAGES.page)
    is_said = any(line.hoped_by for line in page.lines)
    may_see = is_said and request.viewer.may(Action.SEE_WHITEBOARD)
    hoped_url = reverse("expectations:expectations") if may_see else ""
    context = STAGES.context(ground, page=page, hoped_url=hoped_url)
    return render_page(request, "stages/stages.html", context)
