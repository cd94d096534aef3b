"""The journal: read, written, corrected, marked as read, given to the family."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.monitoring import actions
from kinfold.monitoring.forms import JournalForm
from kinfold.monitoring.presenters.journal_page import as_text, journal_page
from kinfold.monitoring.selectors import journal_of
from kinfold.monitoring.views.frame import desk_to_write, room
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.planning.selectors import standing_plan
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.people.private_words import without_lines

ROOM = room("journal", "Journal")
TEMPLATE = "monitoring/journal_form.html"


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    page = journal_page(
        journal_of(request.viewer, family_id), standing_plan(request.viewer, family_id)
    )
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        page=page,
        may_write=bool(may_with(request.viewer, Action.WRITE_JOURNAL, ground.family)),
    )
    return render_page(request, "monitoring/journal.html", context)


@require_http_methods(WRITES)
def write(
    request: ViewerRequest, family_id: UUID, journal_id: UUID | None = None
) -> HttpResponse:
    desk = desk_to_write(request, family_id)
    corrects = None
    if journal_id:
        rows = journal_of(request.viewer, family_id)
        corrects = next((row for row in rows if row.id == journal_id), None)
        if corrects is None:
            raise NotFound("journal entry")
    form = JournalForm(
        posted(request), people=desk.people, rules=desk.plan.rules, corrects=corrects
    )
    page = ROOM.asking(
        request, desk.ground, button="Put it in the journal", template=TEMPLATE,
        title="Correct what was written" if corrects else "Write in the journal",
        lead="What was written stays, with this beside it." if corrects else "",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.write(
            family_id=family_id,
            details=form.details,
            corrects_id=journal_id,
            by=request.viewer,
        ),
    )


@require_POST
def mark_read(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What stood on the page is read; what somebody wrote meanwhile is not."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_JOURNAL)
    count = actions.mark_read(
        family_id=family_id, by=request.viewer, until=_until(request)
    )
    if count:
        messages.success(request, "The family sees that you have read the journal")
    return go_to(request, ROOM.url(ground))


def _until(request: ViewerRequest) -> datetime | None:
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        return None
    return until if until.tzinfo else None


@require_safe
def export(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    text = as_text(
        ground.family.name,
        journal_of(request.viewer, family_id),
        standing_plan(request.viewer, family_id),
    )
    text = without_lines(text, marks_for_any_hand(request.viewer, family_id))
    actions.note_export(family_id=family_id, by=request.viewer)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="our-journal.txt"'
    return response
