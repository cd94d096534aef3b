"""Who looked and who changed, in the whole authority: for information governance."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinfold.platform import presenters, selectors
from kinfold.platform.audit import note_audit_read
from kinfold.platform.forms import AuditFilterForm
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited

ROWS = 50


@require_safe
@limited("the audit", per_minute=60)
def audit(request: HttpRequest) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    form = AuditFilterForm(asked.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    events = selectors.audit_events(asked.viewer, **chosen)
    page = Paginator(events, ROWS).get_page(asked.GET.get("page"))
    table = presenters.audit_table(page)
    note_audit_read(asked.viewer, asked={**chosen, "page": page.number})
    return render_page(
        asked,
        "platform/audit.html",
        {"form": form, "page_obj": page, "table": table},
        status=422 if form.errors else 200,
    )
