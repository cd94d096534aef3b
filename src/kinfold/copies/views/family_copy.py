"""The family's copy: on a page, on paper, and the note that they were given it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.copies import actions
from kinfold.copies.errors import CopyChanged
from kinfold.copies.forms import SharingForm
from kinfold.copies.presenters.family_copy import kept_copy
from kinfold.copies.presenters.links import link_lines
from kinfold.copies.selectors import links_of
from kinfold.copies.stamps import stamp_of
from kinfold.copies.views.frame import COPY_TAB, kept_now, made_of
from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.presenters.map_page import shared_line, status_line
from kinfold.practice.presenters.words import last_change
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page, tell
from kinfold_core.access import Action
from kinfold_core.practice.living_map import LivingMap


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    return show_copy(request, ground, living_map(request.viewer, family_id))


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    form = None
    if request.method == "POST":
        made = made_of(request, ground, living_map(request.viewer, family_id))
        form = SharingForm(request.POST, people=made.may_have_it)
    refused: CannotDo | CopyChanged | None = None
    if form and form.is_valid():
        try:
            actions.share_map(
                family_id=family_id,
                details=form.cleaned_data["details"],
                seen=form.cleaned_data["seen"],
                make_copy=lambda: kept_now(request, family_id),
                by=request.viewer,
            )
        except CopyChanged as changed:
            refused = changed
            _read_again(request, form, changed)
        except CannotDo as error:
            refused = error
            tell(form, error)
        else:
            return HttpResponseRedirect(reverse(COPY_TAB, args=[family_id]))
    # read again: somebody else may have written meanwhile
    standing = living_map(request.viewer, family_id)
    return show_copy(request, ground, standing, form, refused)


def _read_again(
    request: ViewerRequest, form: SharingForm, changed: CopyChanged
) -> None:
    """What was typed stays, to be sent again with the copy that is shown now."""
    typed = request.POST.copy()
    typed["seen"] = changed.stamp
    form.data = typed


def show_copy(
    request: ViewerRequest,
    ground: Ground,
    standing: LivingMap,
    form: SharingForm | None = None,
    refused: CannotDo | CopyChanged | None = None,
) -> HttpResponse:
    note_page(request, ground, "copies.family_copy")
    made, now = made_of(request, ground, standing), timezone.now()
    form = form or SharingForm(
        people=made.may_have_it, stamp=stamp_of(kept_copy(made.copy))
    )
    context = context_of(
        ground,
        current=COPY_TAB,
        crumb="Family's copy",
        copy=made.copy,
        form=form,
        draft=draft_for(
            request,
            form,
            title="When it was given to them",
            path=reverse("copies:share", args=[ground.family.pk]),
        ),
        asked=made.asked,
        left_out=made.left_out,
        not_theirs=made.not_theirs,
        links=link_lines(
            links_of(request.viewer, ground.family.pk, made.people, now=now),
            ground.family.pk,
            now=now,
        ),
        blocking=refused.findings if isinstance(refused, CannotShare) else (),
        changed=refused if isinstance(refused, CopyChanged) else None,
        status=status_line(standing),
        shared=shared_line(standing),
        last_change=last_change(standing, now=now),
    )
    status = 422 if form.errors or made.asked.errors else 200
    return render_page(
        request,
        "copies/family_copy.html",
        context,
        status=409 if isinstance(refused, CopyChanged) else status,
    )
