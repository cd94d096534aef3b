"""Team totals, for those who look at a whole service."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.selectors.lists import Scope
from kinfold.whiteboard.presenters.teams_page import teams_table
from kinfold.whiteboard.ready import newest_of, rows_of
from kinfold.whiteboard.selectors import Asked, families
from kinfold.whiteboard.selectors.board import may_see_workers


@require_safe
def show(request: ViewerRequest) -> HttpResponse:
    """How many families of each team have something of each part of the practice."""
    viewer = request.viewer
    if may_see_workers(viewer):
        raise PermissionDenied("Team totals are for those who see the whole authority")
    today = timezone.localdate()
    found = families(viewer, Asked(scope=Scope.EVERY))
    rows = rows_of(viewer, newest_of(found), today=today, with_cells=False)
    table = teams_table(found, rows, least=settings.KINFOLD_RECORDING_CELL)
    return render_page(request, "whiteboard/teams.html", {"table": table})
