"""A photograph of what a child drew on paper, a recording of the child: in and out."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.child_tools import actions
from kinfold.child_tools.forms.saying import FileForm
from kinfold.child_tools.selectors.opening import family_file
from kinfold.child_tools.views.frame import ask_about, open_item
from kinfold.platform.files import FileRefused
from kinfold.platform.files.actions import bytes_to_send
from kinfold.platform.files.sending import send_inline
from kinfold.platform.http import ViewerRequest, let_record
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES
from kinfold.records.errors import CannotDo


def _add(
    request: ViewerRequest, family_id: UUID, tool_item_id: UUID, *, kind: str
) -> HttpResponse:
    opened, _ = open_item(request, family_id, tool_item_id)
    is_post = request.method == "POST"
    form = FileForm(
        request.POST if is_post else None, request.FILES if is_post else None, kind=kind
    )

    def save() -> None:
        try:
            actions.add_file(
                family_id=family_id,
                item_id=tool_item_id,
                kind=kind,
                upload=form.cleaned_data["file"],
                alt_text=form.cleaned_data["alt_text"],
                seconds=form.seconds,
                by=request.viewer,
            )
        except FileRefused as error:
            raise CannotDo(str(error), "file") from error

    is_paper = kind == "paper"
    return ask_about(
        request,
        opened,
        form,
        save,
        title="What the child drew on paper"
        if is_paper
        else "In the child's own voice",
        button="Keep it",
        lead="Take a photograph of it. The paper itself is the child's."
        if is_paper
        else "Ask the child first whether you may record.",
        at=str(tool_item_id),
        template="child_tools/ask_file.html",
    )


paper = require_http_methods(WRITES)(partial(_add, kind="paper"))


@require_http_methods(WRITES)
def sound(request: ViewerRequest, family_id: UUID, tool_item_id: UUID) -> HttpResponse:
    return let_record(_add(request, family_id, tool_item_id, kind="sound"))


@require_safe
def send(
    request: ViewerRequest, family_id: UUID, tool_file_id: UUID
) -> HttpResponseBase:
    """The file to be seen or heard on a page. Asked in parts, as players do."""
    ground_of(request.viewer, family_id)
    file_id = family_file(request.viewer, family_id, tool_file_id)
    stored = bytes_to_send(request.viewer, file_id)
    return send_inline(request, stored)
