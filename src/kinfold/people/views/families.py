"""One family's page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.people.presenters import family as words
from kinfold.people.selectors.family_page import family_page
from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.presenters.header import build_header
from kinfold.records.selectors.records import family_for, may_with
from kinfold_core.access import Action


@require_safe
def family(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """One family: who they are, where they live, who works with them."""
    viewer = request.viewer
    record = family_for(viewer, family_id)
    page = family_page(viewer, record)
    today = timezone.localdate()
    may_edit = bool(may_with(viewer, Action.EDIT_FAMILY, record))
    audit.note_read(
        viewer,
        target=record,
        page="family",
        family_id=record.pk,
        why=words.emergency_line(page),
    )
    context = {
        "family": record,
        "family_header": build_header(
            record,
            page.members,
            page.running_statuses,
            may_see_looks=bool(may_with(viewer, Action.SEE_WHO_LOOKED, record)),
            today=today,
        ),
        "children": words.children(page, today),
        "adults": words.adults(page, today),
        "others": words.others(page, today),
        "homes": words.homes(page, may_open_hidden=may_edit),
        "contacts": words.contact_lines(page.contacts, may_open_hidden=may_edit),
        "ties": words.tie_lines(page),
        "history": words.history(page),
        "deeds": words.deeds(viewer, page),
        "named": [name.worker.name for name in page.named_workers],
        "emergency": words.emergency_line(page),
        "may_edit": may_edit,
    }
    return render_page(request, "people/family.html", context)
