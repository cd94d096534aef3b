"""What every page of a workshop has round it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from kinfold.platform.components import Link
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form

HOME = "workshops:workshops"
ASKED = ["GET", "HEAD", "POST"]
CHANGED = 409


def url_of(workshop_id: UUID) -> str:
    return reverse("workshops:workshop", args=[workshop_id])


def crumbs(
    title: str = "", workshop_id: UUID | None = None, here: str = ""
) -> tuple[Link, ...]:
    """The way back: the workshops, this one, this page."""
    links = [Link("Workshops", reverse(HOME))]
    if title and workshop_id:
        links.append(Link(title, url_of(workshop_id) if here else ""))
    if here:
        links.append(Link(here, ""))
    return tuple(links)


def seen(form: forms.Form) -> int:
    return int(form.cleaned_data.get("version") or 0)


def ask_over(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    save: Callable[[], object],
    tell: Callable[[Any], str],
) -> HttpResponse:
    """`ask`, and who is second is shown what the first one wrote beside their own."""
    try:
        return ask(request, form, page, save)
    except StaleVersion as changed:
        version = changed.current.version if changed.current else 0
        form.data = with_version(form.data, version)
        form.add_error(
            None,
            "Somebody else changed this while you were writing. It says now: "
            f"{tell(changed.current)} Save again to put yours in its place",
        )
        return show_form(request, form, page, status=CHANGED)
