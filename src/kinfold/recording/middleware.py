"""Counting what was saved, and what had to be typed again.

Only forms that say which boxes were typed into (`typed_boxes`, put there by
`recording.js`) are counted: without script nothing is measured. What was typed is
compared before it is saved, so that it does not meet itself; the count is kept when the
view has taken the form. No word is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, viewer_of
from kinfold.recording.actions import add_to_meter
from kinfold.recording.kinds import is_long_enough, kind_of, normalised, texts_of
from kinfold.recording.selectors import is_measured
from kinfold.records.addresses import match_of

TYPED = "typed_boxes"
MOST_BOXES = 100


class RecordingMiddleware:
    """Stands inside the viewer's transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        retyped = _retyped(request)
        response = self.get_response(request)
        if retyped is not None and response.status_code < 400:
            document, kind = kind_of(match_of(request.path)[0])
            add_to_meter(
                document=document, kind=kind, day=timezone.localdate(), saves=1,
                retyped=retyped, by=cast(ViewerRequest, request).viewer,
            )  # fmt: skip
        return response


def _retyped(request: HttpRequest) -> int | None:
    """How many boxes hold what stands elsewhere; None when nothing is measured."""
    viewer = viewer_of(request)
    if request.method != "POST" or viewer is None or not is_measured(viewer):
        return None
    if TYPED not in request.POST:
        return None
    try:
        _, family_id = match_of(request.path)
    except NotFound:
        return None
    names = request.POST[TYPED].split(",")[:MOST_BOXES]
    typed = {normalised(text) for n in names for text in request.POST.getlist(n)}
    typed = {text for text in typed if is_long_enough(text)}
    return len(typed & texts_of(viewer, family_id)) if typed else 0
