"""Asking what 0 and 10 mean for this family, on a scale beside that of safety."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import CannotDo
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import (
    WRITES,
    context_of,
    danger_on,
    note_page,
    tell,
)
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import with_version
from kinfold.scaling import actions
from kinfold.scaling.forms import EndsForm
from kinfold.scaling.presenters.trends import SCALE_NAMES, ends_differ
from kinfold.scaling.selectors import ends_of
from kinfold_core.access import Action


@require_http_methods(WRITES)
def write(
    request: ViewerRequest, family_id: UUID, danger_id: UUID, scale_type: str
) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_MAP)
    row = danger_on(living_map(viewer, family_id), danger_id)
    if row.withdrawn_at is not None:
        raise NotFound("scale")
    standing = ends_of(viewer, danger_id, scale_type)
    form = EndsForm(posted(request), standing=standing.ends, version=standing.version)
    home = reverse("scaling:scales", args=[family_id, danger_id])
    status, conflict = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_ends(
                family_id=family_id,
                danger_id=danger_id,
                scale_type=scale_type,
                ends=form.ends,
                version=form.cleaned_data["version"] or 0,
                by=viewer,
            )
        except CannotDo as error:
            tell(form, error)
        except StaleVersion:
            standing = ends_of(viewer, danger_id, scale_type)
            status, conflict = 409, ends_differ(standing.ends, form.ends)
            form.data = with_version(form.data, standing.version)
        else:
            messages.success(request, "Saved")
            return go_to(request, f"{home}#scale-{scale_type}")
    title = f"{SCALE_NAMES[scale_type]}: what 0 and 10 mean"
    note_page(request, ground, "scaling.ends_form")
    context = context_of(
        ground,
        crumb=title,
        title=title,
        form=form,
        row=row,
        back_url=home,
        conflict=conflict,
        draft=draft_for(request, form, title=title),
    )
    return render_page(
        request, "scaling/ends_form.html", context,
        status=422 if form.errors else status,
    )  # fmt: skip
