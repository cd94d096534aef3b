"""The family's copy: on a page, on paper, and the note that they were given it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.copies import actions
from kinfold.copies.forms import SharingForm
from kinfold.copies.pdf import render_copy
from kinfold.copies.presenters.family_copy import FamilyCopy, family_copy, kept_copy
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.presenters.map_page import shared_line, status_line
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page, tell
from kinfold_core.access import Action
from kinfold_core.findings import Finding
from kinfold_core.practice.living_map import LivingMap

COPY_TAB = "copies:family-copy"


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    standing = living_map(request.viewer, family_id)
    return _show(request, ground, standing, SharingForm())


@require_safe
def pdf(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """A4; `?print=large` for large print. Only for those who may share it."""
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    copy = _copy(ground, living_map(request.viewer, family_id))
    is_large = request.GET.get("print") == "large"
    note_page(request, ground, f"copies.family_copy_pdf{'_large' if is_large else ''}")
    response = HttpResponse(
        render_copy(copy, is_large=is_large), content_type="application/pdf"
    )
    name = slugify(f"our map {ground.family.reference}")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    standing = living_map(request.viewer, family_id)
    form = SharingForm(request.POST if request.method == "POST" else None)
    blocking: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.share_map(
                family_id=family_id,
                details=form.cleaned_data["details"],
                copy=kept_copy(_copy(ground, standing)),
                by=request.viewer,
            )
        except CannotDo as error:
            blocking = error.findings if isinstance(error, CannotShare) else ()
            tell(form, error)
        else:
            return HttpResponseRedirect(reverse(COPY_TAB, args=[family_id]))
    return _show(request, ground, standing, form, blocking)


def _copy(ground: Ground, standing: LivingMap) -> FamilyCopy:
    return family_copy(ground, standing, today=timezone.localdate(), now=timezone.now())


def _show(
    request: ViewerRequest,
    ground: Ground,
    standing: LivingMap,
    form: SharingForm,
    blocking: tuple[Finding, ...] = (),
) -> HttpResponse:
    note_page(request, ground, "copies.family_copy")
    context = context_of(
        ground,
        current=COPY_TAB,
        crumb="Family's copy",
        copy=_copy(ground, standing),
        form=form,
        blocking=blocking,
        status=status_line(standing),
        shared=shared_line(standing),
    )
    return render_page(
        request,
        "copies/family_copy.html",
        context,
        status=422 if form.errors else 200,
    )
