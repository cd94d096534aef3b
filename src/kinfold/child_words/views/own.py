"""What is the child's: their own page, and the copy that they keep."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.child_tools.selectors import sessions_of
from kinfold.child_tools.views.frame import ROOM, ask_about, open_session
from kinfold.child_words import actions
from kinfold.child_words.forms.answering import CopyForm
from kinfold.child_words.presenters.own_page import own_pages
from kinfold.child_words.selectors.papers import shown_of
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold_core.access import Action


@require_safe
def own_page(
    request: ViewerRequest, family_id: UUID, tool_child_id: UUID
) -> HttpResponse:
    """The child's own copy: what I said, who may see it, what the adults answered."""
    ground = ground_of(request.viewer, family_id)
    rows = [
        row
        for row in sessions_of(request.viewer, family_id)
        if row.child_id == tool_child_id and row.may_write and row.is_finished
    ]
    if not rows:
        raise NotFound("child's own page")
    note_page(request, ground, "child_words.own_page")
    may_give = may_with(request.viewer, Action.WRITE_NETWORK, ground.family)
    papers_url = reverse("child_words:papers", args=[family_id, tool_child_id])
    context = ROOM.context(
        ground,
        crumb="My page",
        name=rows[0].child_name,
        papers_url=papers_url if may_give else "",
        pages=own_pages(
            family_id, rows, shown_of(request.viewer, family_id, tool_child_id)
        ),
    )
    del context["family_header"]  # the page is the child's to keep
    return render_page(request, "child_words/own_page.html", context)


@require_http_methods(WRITES)
def give_copy(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = CopyForm(posted(request))
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.give_copy(
            **opened.here, **form.cleaned_data, by=request.viewer
        ),
        title=f"What {opened.session.child_name} keeps",
    )
