"""The request as our views know it."""

from __future__ import annotations

from typing import TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django_htmx.middleware import HtmxDetails

from kinfold.platform.viewer import Viewer


class ViewerRequest(HttpRequest):
    """A request that has passed the sign-in, htmx and viewer middleware."""

    viewer: Viewer
    htmx: HtmxDetails


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The viewer, or None before sign-in."""
    return cast("Viewer | None", getattr(request, "viewer", None))


Response = TypeVar("Response", bound=HttpResponse)


def let_record(response: Response) -> Response:
    """Let this one page hear: no other of ours may ask for the microphone."""
    response["Permissions-Policy"] = settings.PERMISSIONS_POLICY.replace(
        "microphone=()", "microphone=(self)"
    )
    return response


def posted(request: HttpRequest) -> QueryDict | None:
    """What was typed, or None when the form is only asked for."""
    return request.POST if request.method == "POST" else None
