"""What the pages of stages have around them."""

from __future__ import annotations

from typing import Any

from kinfold.networks.views.frame import Room
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors.members import Ground
from kinfold.records.views.asking import Asking

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
