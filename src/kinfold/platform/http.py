"""The request as our views know it."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kinfold.platform.viewer import Viewer


class ViewerRequest(HttpRequest):
    """A request that has passed the sign-in, htmx and viewer middleware."""

    viewer: Viewer
    htmx: HtmxDetails


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The viewer, or None before sign-in."""
    return cast("Viewer | None", getattr(request, "viewer", None))
