"""One thing that a child says: added, written differently, taken out."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.child_tools import actions
from kinfold.child_tools.forms.saying import ItemForm
from kinfold.child_tools.views.frame import (
    ROOM,
    ask_over,
    open_item,
    open_session,
)
from kinfold.platform.htmx import go_to
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import ask
from kinfold_core.practice.child_tools import part_of

THEN_DRAW = "then_draw"


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID, tool_session_id: UUID) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    session = opened.session
    part = part_of(session.tool, request.GET.get("part", ""))
    form = ItemForm(posted(request), session=session, part=part.key if part else "")
    item_id = uuid4()
    page = ROOM.asking(
        request, opened.ground, title=part.asks if part else "What does the child say?",
        button="Keep it", template="child_tools/ask_item.html",
    )  # fmt: skip
    draws = THEN_DRAW in request.POST
    after = reverse("child_tools:draw", args=[family_id, item_id])
    return ask(
        request,
        form,
        page,
        lambda: actions.add_item(
            **opened.here, **form.said, by=request.viewer, id=item_id
        ),
        done_url=after if draws else opened.url(item_id),
    )


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, tool_item_id: UUID) -> HttpResponse:
    opened, item = open_item(request, family_id, tool_item_id)
    form = ItemForm(posted(request), session=opened.session, item=item)
    return ask_over(
        request,
        opened,
        form,
        lambda: actions.change_item(
            family_id=family_id,
            item_id=tool_item_id,
            changes=form.said,
            seen=form.cleaned_data["version"],
            by=request.viewer,
        ),
        title="Just as the child says it",
        at=tool_item_id,
        differs=lambda stands: [
            (str(form.fields[name].label), str(was), form.said[name])
            for name, was in stands.items()
        ],
    )


@require_POST
def take_out(
    request: ViewerRequest, family_id: UUID, tool_item_id: UUID
) -> HttpResponse:
    """Take it out of what counts, or put it back. It stays readable to its worker."""
    opened, item = open_item(request, family_id, tool_item_id)
    try:
        actions.change_item(
            family_id=family_id,
            item_id=tool_item_id,
            changes={"is_taken_out": not item.is_taken_out},
            seen=item.version,
            by=request.viewer,
        )
    except CannotDo as error:
        messages.error(request, f"{error.message}.")
    return go_to(request, opened.url())
