"""The same copy in other ways: on paper, as plain text, read aloud, in pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from kinfold.copies.pdf import render_copy, render_pictures
from kinfold.copies.presenters.family_copy import FamilyCopy
from kinfold.copies.presenters.pictures import cards
from kinfold.copies.presenters.told import as_text, told, turned
from kinfold.copies.views.family_copy import show_copy
from kinfold.copies.views.frame import COPY_TAB, Made, made_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold_core.access import Action

PDF, PLAIN = "application/pdf", "text/plain; charset=utf-8"


@require_safe
@limited("papers", per_minute=30)
def pdf(plain_request: HttpRequest, family_id: UUID) -> HttpResponse:
    """A4; `?print=large` for large print. Only for those who may share it."""
    request = cast(ViewerRequest, plain_request)
    is_large = request.GET.get("print") == "large"
    page = f"copies.family_copy_pdf{'_large' if is_large else ''}"
    return _file(
        request, family_id, page, PDF, lambda copy: render_copy(copy, is_large=is_large)
    )


@require_safe
@limited("papers", per_minute=30)
def text(plain_request: HttpRequest, family_id: UUID) -> HttpResponse:
    """The copy as plain text. Only for those who may share it."""
    request = cast(ViewerRequest, plain_request)
    page = "copies.family_copy_text"
    return _file(request, family_id, page, PLAIN, lambda copy: as_text(copy).encode())


@require_safe
@limited("papers", per_minute=30)
def pictures_pdf(plain_request: HttpRequest, family_id: UUID) -> HttpResponse:
    """The copy in pictures on A4. Only for those who may share it."""
    request = cast(ViewerRequest, plain_request)
    page = "copies.family_copy_pictures_pdf"
    return _file(request, family_id, page, PDF, render_pictures, is_in_pictures=True)


@require_safe
def read_aloud(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """One section a screen, to be read out by somebody or by the browser."""
    ground, made, refused = _asked(request, family_id)
    if refused:
        return refused
    note_page(request, ground, "copies.family_copy_read")
    context = _around(ground, made) | {"sections": turned(told(made.copy))}
    return render_page(request, "copies/read_aloud.html", context)


@require_safe
def pictures(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The copy in pictures and few words, for a child or somebody who reads little."""
    ground, made, refused = _asked(request, family_id, is_in_pictures=True)
    if refused:
        return refused
    note_page(request, ground, "copies.family_copy_pictures")
    context = _around(ground, made) | {"cards": cards(made.copy)}
    return render_page(request, "copies/pictures.html", context)


def _asked(
    request: ViewerRequest, family_id: UUID, *, is_in_pictures: bool = False
) -> tuple[Ground, Made, HttpResponse | None]:
    """The copy that is asked for, or the page again when the choice cannot be used."""
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    living = living_map(request.viewer, family_id)
    made = made_of(request, ground, living, is_in_pictures=is_in_pictures)
    return (
        ground,
        made,
        show_copy(request, ground, living) if made.asked.errors else None,
    )


def _around(ground: Ground, made: Made) -> dict[str, object]:
    home = reverse(COPY_TAB, args=[ground.family.pk])
    return {
        "family": ground.family,
        "copy": made.copy,
        "asked": made.asked,
        "copy_url": f"{home}?{made.asked.query}" if made.asked.query else home,
    }


def _file(
    request: ViewerRequest,
    family_id: UUID,
    page: str,
    kind: str,
    render: Callable[[FamilyCopy], bytes],
    *,
    is_in_pictures: bool = False,
) -> HttpResponse:
    ground, made, refused = _asked(request, family_id, is_in_pictures=is_in_pictures)
    if refused:
        return refused
    note_page(request, ground, page)
    response = HttpResponse(render(made.copy), content_type=kind)
    name = slugify(f"our map {ground.family.reference}")
    ending = "pdf" if kind == PDF else "txt"
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
