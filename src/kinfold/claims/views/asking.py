"""What stands around the forms of this app."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from kinfold.claims.presenters.words import at
from kinfold.platform.components import Link
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.views.asking import Asking, show, with_version

HOME = Link("Evaluation", "")


def crumbs(slug: str, *more: Link) -> tuple[Link, ...]:
    return (Link("Evaluation", at("theory", slug)), *more)


def page_of(
    viewer: Viewer, *, title: str, button: str, back_url: str, **more: Any
) -> Asking:
    """A form. What is typed is kept, also of a member of a programme."""
    crumb = {
        "breadcrumbs": (Link("Evaluation", reverse("claims:home")), Link(title, ""))
    }
    return Asking(
        title=title,
        button=button,
        back_url=back_url,
        more=crumb,
        **more,
    )


def show_conflict(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    *,
    differs: list[tuple[str, str, str]],
    version: int,
) -> HttpResponse:
    """The form again with what somebody else saved beside what was typed."""
    page.more["conflict"] = differs
    form.data = with_version(form.data, version)
    return show(request, form, page, status=409)
