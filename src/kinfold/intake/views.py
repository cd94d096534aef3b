"""Bringing in people and cases from the authority's case system."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.intake.actions import hand_in
from kinfold.intake.forms import ImportForm
from kinfold.intake.jobs import import_people
from kinfold.intake.presenters import finding_table, import_table, tallies
from kinfold.intake.selectors import all_findings, findings_of, import_for, imports_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.jobs import enqueue
from kinfold.platform.limits import limited
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error, leave, page_number

# What a spreadsheet would run when the file is opened.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


@require_http_methods(["GET", "HEAD", "POST"])
@limited("imports", per_minute=20)
def imports(request: ViewerRequest) -> HttpResponse:
    """Hand in an extract; see the earlier ones."""
    viewer = request.viewer
    page = imports_of(viewer, page_number(request))
    is_posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_posted else ImportForm()
    if is_posted and form.is_valid():
        upload = form.cleaned_data["extract"]
        try:
            with transaction.atomic():
                made = hand_in(file_name=upload.name, chunks=upload.chunks(), by=viewer)
                run = enqueue(by=viewer, job=import_people, import_id=made.pk)
        except CannotDo as error:
            add_error(form, error)
        else:
            return leave(request, reverse("platform:job", args=[run.pk]))
    context = {"form": form, "table": import_table(page), "page_obj": page}
    status = REFUSED if form.errors else 200
    return render_page(request, "intake/imports.html", context, status=status)


@require_safe
def one_import(request: ViewerRequest, import_id: UUID) -> HttpResponse:
    """How an import went, table by table, and what to mend."""
    viewer = request.viewer
    done = import_for(viewer, import_id)
    page = findings_of(viewer, done, page_number(request))
    context = {
        "one": done,
        "tables": tallies(done),
        "table": finding_table(page),
        "page_obj": page,
    }
    return render_page(request, "intake/import.html", context)


@require_safe
def findings_csv(request: ViewerRequest, import_id: UUID) -> HttpResponse:
    """The findings as a file for whoever mends them in the case system."""
    viewer = request.viewer
    done = import_for(viewer, import_id)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["file", "line", "field", "found", "expected", "how to mend"])
    for one in all_findings(viewer, done):
        cells = (one.file, one.line, one.field, one.found, one.expected, one.mend)
        writer.writerow([_inert(str(cell)) for cell in cells])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    return response


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell
