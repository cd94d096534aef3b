"""Sending a file to somebody who may open it, and deleting one with a reason."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.files import actions, selectors
from kinfold.platform.files.forms import DeleteFileForm
from kinfold.platform.files.sending import shut_in
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest


@require_safe
def file(request: HttpRequest, file_id: UUID) -> FileResponse:
    stored = actions.bytes_to_send(cast(ViewerRequest, request).viewer, file_id)
    # the bytes are sent after the request's transaction; nothing more is read there
    response = FileResponse(
        selectors.open_bytes(stored),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )
    shut_in(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, file_id: UUID) -> HttpResponse:
    asked = cast(ViewerRequest, request)
    stored = selectors.file_to_open(asked.viewer, file_id)
    form = DeleteFileForm(asked.POST if asked.method == "POST" else None)
    if form.is_valid():
        actions.delete_file(
            file_id=file_id, why=form.cleaned_data["why"], by=asked.viewer
        )
        messages.success(request, "The file is deleted. That it was here is kept.")
        return HttpResponseRedirect("/")
    return render_page(
        asked,
        "platform/file_delete.html",
        {"form": form, "name": stored.name},
        status=422 if form.errors else 200,
    )
