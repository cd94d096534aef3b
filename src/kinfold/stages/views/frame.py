"""What the pages of stages have around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import Form

from kinfold.networks.views.frame import Room
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors.members import Ground
from kinfold.records.views.asking import Asking
from kinfold_core.people.dates import day_in_words

STAGES = Room(
    home="stages:stages",
    label="Where we are",
    page="stages.stages",
    form="stages.form",
    tab="stages:stages",
)
CLOSING = Room(
    home="stages:closing",
    label="Closing",
    page="stages.closing",
    form="stages.form",
    tab="stages:stages",
)


def asking(
    request: ViewerRequest, ground: Ground, *, title: str, **more: Any
) -> Asking:
    """A form of the closing page, which is no section of the plans."""
    page = CLOSING.asking(
        request, ground, title=title, template="stages/ask.html", **more
    )
    page.more.update(sections=())
    return page


def read_before(row: Any, names: Sequence[str]) -> dict[str, Any]:
    """What a form begins with: the newest words, and which row they are of."""
    if row is None:
        return {}
    return {name: getattr(row, name) for name in names} | {"version": str(row.pk)}


def differences(
    form: Form, row: Any, names: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Each question, how the newest row answers it and what was typed."""
    return [
        (
            str(form[name].label),
            _said(getattr(row, name)),
            _said(form.cleaned_data[name]),
        )
        for name in names
    ]


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day_in_words(value)
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
