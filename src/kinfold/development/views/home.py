"""Learning, in one place: ways, training, and the counts of the programme."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.development import policy
from kinfold.development.presenters import counts, training, ways
from kinfold.development.selectors import counts as counted
from kinfold.development.selectors import steps as steps_of
from kinfold.development.selectors import training as held
from kinfold.development.selectors import ways as walked
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_core.access import Action
from kinfold_measures.export import written
from kinfold_measures.workbook import workbook_of

TOLD = (
    ("What it counts", "People of an authority who were at a training of that month"),
    ("Small counts", f"Told as {counts.FEW}, so that nobody is singled out"),
)
# other rooms where people learn, whose doors stand under this one
BESIDE = (
    ("Framework reviews", "framework:home", Action.RATE_FRAMEWORK),
    ("Knowledge bank", "knowledge:home", Action.SEE_KNOWLEDGE),
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    programmes = steps_of.open_programmes(viewer)
    sees_counts = bool(policy.may_see_counts(viewer))
    is_here = viewer.authority_id is not None
    steps = steps_of.steps(viewer, programmes[0].pk) if programmes else []
    context = {
        "programmes": programmes,
        "ways": ways.ways_table(walked.ways(viewer), steps) if is_here else None,
        "sessions": training.sessions_table(held.sessions(viewer)),
        "coached": training.coached_table(held.coachings(viewer)),
        "coverage": counts.coverage_table(
            held.since_basic(viewer, timezone.localdate())
        )
        if sees_counts and is_here
        else None,
        "may_guide": bool(policy.may_guide(viewer)),
        "may_walk": bool(policy.may_walk(viewer)),
        "may_plan": bool(policy.may_plan_training(viewer, viewer.authority_id)),
        "sees_counts": sees_counts,
        "beside": [
            (label, name) for label, name, action in BESIDE if viewer.may(action)
        ],
    }
    return render_page(request, "development/home.html", context)


@require_safe
def trained(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """Who is trained in what, and who took which step: counts of each authority."""
    viewer = request.viewer
    programme = steps_of.programme(viewer, programme_id)
    rows = counted.tallies(viewer, programme_id)
    context = {
        "programme": programme,
        "trained": counts.trained_table(rows),
        "steps": counts.steps_table(rows, steps_of.steps(viewer, programme_id)),
        "few": policy.FEWEST_PEOPLE,
    }
    return render_page(request, "development/trained.html", context)


@require_safe
def trained_csv(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    rows = counts.trained_rows(counted.tallies(request.viewer, programme_id))
    return _download(written(counts.HEADINGS, rows), "text/csv; charset=utf-8", "csv")


@require_safe
def trained_xlsx(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    rows = counts.trained_rows(counted.tallies(request.viewer, programme_id))
    book = workbook_of(counts.HEADINGS, rows, numbers={"people"}, told=TOLD)
    return _download(book, WORKBOOK, "xlsx")


def _download(content: str | bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"kinfold-trained.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
