"""A record of one's own authority that is not open: say why, and what can be done.

Here and not in each view, so that every page of every domain answers in the same way.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinfold.platform import audit
from kinfold.platform.http import viewer_of
from kinfold.platform.models import AuditEvent
from kinfold.records.errors import RecordRefused
from kinfold.records.models import Family


class NoAccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer 403 with the reason and, when it may be used, emergency access."""
        if not isinstance(exception, RecordRefused):
            return None
        viewer = viewer_of(request)
        if viewer and exception.family_id:
            audit.record(
                by=viewer,
                action="family.refused",
                target=Family(pk=exception.family_id),
                # an address may hold what the database keeps of no words: NUL
                changes={"page": request.path[:200].replace("\x00", "")},
                family_id=exception.family_id,
                kind=AuditEvent.Kind.ACCESS,
                why=exception.reason,
            )
        return render(
            request, "records/no_access.html", {"refused": exception}, status=403
        )
