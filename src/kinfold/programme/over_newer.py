"""A form whose words somebody else changed meanwhile: both are shown."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse

from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form

CHANGED = 409


def ask_over(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    save: Callable[[], object],
    stands: Callable[[StaleVersion], tuple[int, str]],
) -> HttpResponse:
    """`stands` says the version that stands now, and what it says in words."""
    try:
        return ask(request, form, page, save)
    except StaleVersion as changed:
        version, now = stands(changed)
        form.data = with_version(form.data, version)
        form.add_error(
            None,
            f"Somebody else changed it while you were writing. It says now: {now} "
            "Save again if yours is still right",
        )
        return show_form(request, form, page, status=CHANGED)
