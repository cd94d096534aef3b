"""Appreciative inquiry: one's own, and those colleagues share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.inquiries import actions
from kinfold.inquiries.forms import InquiryForm, ShareForm
from kinfold.inquiries.presenters import inquiry_card
from kinfold.inquiries.selectors import (
    AnyInquiry,
    InquiryRow,
    inquiries_for,
    inquiry_for,
    learned_here,
)
from kinfold.platform.audit import note_list, note_read
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors.lists import (
    FamilyFilter,
    Scope,
    families_list,
    scopes_for,
)
from kinfold.records.views.asking import Asking, ask
from kinfold.supervision.views.frame import ASKS, ask_with_both
from kinfold_core.access import Action

LEAD = (
    "Most supervision is about what is stuck. Look as closely at what went well: that "
    "is where the next good piece of work comes from."
)


@require_safe
def inquiries(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    _check(viewer)
    rows = inquiries_for(viewer)
    # one that is read with its family's name is a look at that family's record
    told = ((row.inquiry, row.family.pk) for row in rows if row.family)
    note_list(viewer, told, page="inquiry.list")
    cards = [inquiry_card(row) for row in rows]
    context = {
        "cards": cards,
        "learned": learned_here(viewer),
        "lead": LEAD,
        "breadcrumbs": _crumbs("What went well"),
    }
    return render_page(request, "inquiries/inquiries.html", context)


@require_safe
def show(request: ViewerRequest, inquiry_id: UUID) -> HttpResponse:
    row = inquiry_for(request.viewer, inquiry_id)
    note_read(
        request.viewer,
        target=row.inquiry,
        page="inquiry.read",
        family_id=row.inquiry.family_id,
    )
    context = {
        "row": row,
        "card": inquiry_card(row),
        "breadcrumbs": _crumbs("What went well", inner=True),
    }
    return render_page(request, "inquiries/inquiry.html", context)


@require_http_methods(ASKS)
def add(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    _check(viewer)
    form = InquiryForm(posted(request), families=_families(viewer), initial={})
    page = Asking(
        title="What went well",
        button="Keep it",
        back_url=reverse("inquiries:inquiries"),
        lead=f"{LEAD} Only you can read it until you share it.",
        more={"breadcrumbs": _crumbs("Write one", inner=True)},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.write_inquiry(details=form.written(), by=viewer),
    )


@require_http_methods(ASKS)
def edit(request: ViewerRequest, inquiry_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = _own(viewer, inquiry_id)
    families = dict(_families(viewer))
    if row.family:
        families.setdefault(str(row.family.pk), row.family.name)
    elif row.inquiry.family_id:
        families.setdefault(
            str(row.inquiry.family_id), "A family that is not open to you now"
        )
    form = InquiryForm(
        posted(request),
        families=list(families.items()),
        initial=_standing(row.inquiry),
    )
    page = Asking(
        title="Change what you wrote",
        button="Save",
        back_url=reverse("inquiries:inquiry", args=[inquiry_id]),
        more={"breadcrumbs": _crumbs("Change what you wrote", inner=True)},
    )
    return ask_with_both(
        request,
        form,
        page,
        lambda: actions.change_inquiry(
            inquiry_id=inquiry_id,
            details=form.written(),
            version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        standing=_standing,
    )


@require_http_methods(ASKS)
def share(request: ViewerRequest, inquiry_id: UUID) -> HttpResponse:
    viewer = request.viewer
    inquiry = _own(viewer, inquiry_id).inquiry
    form = ShareForm(
        posted(request),
        initial={
            "shared_with": inquiry.shared_with,
            "may_publish": inquiry.may_publish,
        },
    )
    page = Asking(
        title="Who may read this?",
        button="Save",
        back_url=reverse("inquiries:inquiry", args=[inquiry_id]),
        lead="Your team reads it as it is, if the family's record is open to them. "
        "Beyond your team it names no family. You can take it back whenever you like.",
        more={"breadcrumbs": _crumbs("Who may read this?", inner=True)},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.share_inquiry(
            inquiry_id=inquiry_id,
            shared_with=form.cleaned_data["shared_with"],
            may_publish=form.cleaned_data["may_publish"],
            by=viewer,
        ),
    )


def _check(viewer: Viewer) -> None:
    if not viewer.may(Action.SHARE_INQUIRY):
        raise PermissionDenied("Your role does not write inquiries")


def _own(viewer: Viewer, inquiry_id: UUID) -> InquiryRow:
    row = inquiry_for(viewer, inquiry_id)
    if not row.is_mine:
        raise NotFound("inquiry")
    return row


def _families(viewer: Viewer) -> list[tuple[str, str]]:
    """The writer's own families, to be chosen from."""
    if Scope.MINE not in scopes_for(viewer):
        return []
    found = families_list(viewer, FamilyFilter(scope=Scope.MINE)).rows
    return [(str(row.family.pk), row.family.name) for row in found]


def _standing(inquiry: AnyInquiry) -> dict[str, Any]:
    value = inquiry.value
    return {
        "version": inquiry.version,
        "family": str(inquiry.family_id or ""),
        "proud_of": inquiry.proud_of,
        "details": inquiry.details,
        "difference": inquiry.difference,
        "learned": inquiry.learned,
        "value": "" if value is None else f"{float(value):g}",
    }


def _crumbs(label: str, *, inner: bool = False) -> list[Link]:
    crumbs = [Link("Supervision", reverse("supervision:home"))]
    if inner:
        crumbs.append(Link("What went well", reverse("inquiries:inquiries")))
    return [*crumbs, Link(label, "")]
