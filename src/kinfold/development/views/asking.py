"""What the forms of learning share: crumbs, and who wrote first beside who is next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from kinfold.platform.components import Link
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version

CHANGED = 409
ASKED = ["GET", "HEAD", "POST"]


def crumbs(*links: Link) -> dict[str, Any]:
    return {"breadcrumbs": (Link("Learning", reverse("development:home")), *links)}


def ask_over(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    save: Callable[[], object],
    *,
    now: Callable[[Any], tuple[int, str]],
) -> HttpResponse:
    """Ask; and where somebody wrote first, ask again beside what they wrote.

    `now` gives the version that stands and what it says, of what is the newest row.
    """
    try:
        return ask(request, form, page, save)
    except StaleVersion as changed:
        version, said = now(changed.current)
        form.data = with_version(form.data, version)
        form.add_error(
            None,
            f"Somebody else wrote while you were writing: {said}. What you wrote is "
            "still here. Save again to put it after theirs",
        )
        return show(request, form, page, status=CHANGED)
