"""Two records that are one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.finding.actions.merging import merge_people, undo_merge
from kinfold.finding.forms.search import SearchForm
from kinfold.finding.presenters import hit_lines, match_lines
from kinfold.finding.selectors.duplicates import duplicates_of
from kinfold.finding.selectors.merging import merge_for, merge_preview, person_to_merge
from kinfold.finding.selectors.search import search_people
from kinfold.people.views.relating import id_in
from kinfold.platform import audit
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.forms.family import ReasonForm
from kinfold.records.presenters.words import born_line
from kinfold.records.views.asking import Asking, ask

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
def merge(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Two records of one person: find the other, see what would move, join them."""
    viewer = request.viewer
    kept = person_to_merge(viewer, person_id)
    other_id = id_in(request.GET.get("other", ""))
    if other_id is None:
        return _find_other(request, kept)
    preview = merge_preview(viewer, person_id, other_id)
    for one in (preview.kept, preview.merged):
        audit.note_read(viewer, target=one, page="joining records", person_id=one.pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How do you know that they are one person?"
    page = Asking(
        title=f"Join this record with that of {preview.merged.full_name}",
        button="Join the two records",
        back_url=reverse("people:person", args=[person_id]),
        done="The two records are one. It can be undone from this page.",
        template="finding/merge.html",
        more={"preview": preview, "born": born_line(preview.merged)},
    )
    return ask(
        request,
        form,
        page,
        lambda: merge_people(
            kept_id=person_id,
            merged_id=other_id,
            reason=form.cleaned_data["reason"],
            by=viewer,
        ),
    )


def _find_other(request: ViewerRequest, kept: Any) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    form = SearchForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if text:
        found = search_people(viewer, text, today=today)
        audit.note_search(viewer, words=text, result_count=len(found.hits))
        lines = hit_lines(found.hits, today=today)
    else:
        lines = match_lines(duplicates_of(viewer, kept).matches, today=today)
    context = {
        "person": kept,
        "form": form,
        "text": text,
        "lines": [line for line in lines if line.id != str(kept.pk)],
    }
    return render_page(request, "finding/merge_find.html", context)


@require_http_methods(ASKS)
def unmerge(request: ViewerRequest, merge_id: UUID) -> HttpResponse:
    """Take two joined records apart."""
    viewer = request.viewer
    standing = merge_for(viewer, merge_id)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How do you know that they are two people?"
    page = Asking(
        title=f"Take the record of {standing.merged.full_name} apart again",
        button="Take the records apart",
        back_url=reverse("people:person", args=[standing.kept_id]),
        lead=(
            "Everything that came from that record goes back to it. What was added "
            "since stays here."
        ),
        done="The two records are apart again",
    )
    return ask(
        request,
        form,
        page,
        lambda: undo_merge(
            merge_id=merge_id, reason=form.cleaned_data["reason"], by=viewer
        ),
    )
