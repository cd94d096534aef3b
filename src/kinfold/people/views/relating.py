"""Who people are to each other, and two records that are one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.people.actions.merging import merge_people, undo_merge
from kinfold.people.actions.relationships import (
    ConfirmFirst,
    TieDetails,
    end_relationship,
)
from kinfold.people.actions.relationships import relate as write_ties
from kinfold.people.forms.family import RelateForm, ids_of
from kinfold.people.forms.lists import SearchForm
from kinfold.people.forms.people import EndForm, ReasonForm
from kinfold.people.presenters.lists import hit_lines, match_lines
from kinfold.people.presenters.words import (
    born_line,
    named_with_age,
    tie_sentences,
)
from kinfold.people.selectors.duplicates import duplicates_of
from kinfold.people.selectors.family_page import members_of
from kinfold.people.selectors.merging import merge_for, merge_preview, person_to_merge
from kinfold.people.selectors.parts import tie_for
from kinfold.people.selectors.records import (
    PersonRecord,
    people_known_to,
    person_for,
)
from kinfold.people.selectors.search import search_people
from kinfold.people.views.asking import Asking, ask
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


def id_in(text: str) -> UUID | None:
    """An id from an address, None when there is none.

    Raises:
        NotFound: there is something, and it is no id.
    """
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("person") from None


@require_http_methods(ASKS)
def relate(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Say what one person is to others: one, or brothers and sisters at once."""
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    name = record.person.short_name
    people = _choices(viewer, record, id_in(request.GET.get("with", "")))
    form = RelateForm(request.POST or None, name=name, people=people)
    page = Asking(
        title=f"What is {name} to others?",
        button="Save",
        back_url=reverse("people:person", args=[person_id]),
        lead="It is kept once and reads both ways: a grandmother has a grandchild.",
        template="people/relate.html",
        more={"person": record.person, "is_alone": not people},
    )

    def save() -> None:
        found = form.cleaned_data
        try:
            write_ties(
                person_id=person_id,
                other_ids=ids_of(found["others"]),
                details=TieDetails(
                    code=found["code"],
                    side=found["side"],
                    certainty=found["certainty"],
                    has_parental_responsibility=found["has_parental_responsibility"],
                ),
                is_confirmed=found["is_confirmed"],
                by=viewer,
            )
        except ConfirmFirst:
            page.more["asks_to_confirm"] = True
            raise

    return ask(request, form, page, save)


def _choices(
    viewer: Viewer, record: PersonRecord, chosen: UUID | None
) -> list[tuple[str, str]]:
    """Everybody in the person's families, and somebody found by searching."""
    today = timezone.localdate()
    people = {
        member.person_id: member.person
        for family in record.families
        for member in members_of(viewer, family)
    }
    if chosen:
        other = people_known_to(viewer).filter(pk=chosen).first()
        if other is None:
            raise NotFound("person")
        people[other.pk] = other
    people.pop(record.person.pk, None)
    return [(str(pk), named_with_age(one, today)) for pk, one in people.items()]


@require_http_methods(ASKS)
def end_tie(request: ViewerRequest, person_id: UUID, tie_id: UUID) -> HttpResponse:
    viewer = request.viewer
    person_for(viewer, person_id, Action.EDIT_FAMILY)
    tie = tie_for(viewer, person_id, tie_id)
    form = EndForm(request.POST or None)
    page = Asking(
        title="This is no longer so",
        button="Save",
        back_url=reverse("people:person", args=[person_id]),
        lead="; ".join(tie_sentences(tie)) + ". What was recorded is kept.",
    )
    return ask(
        request,
        form,
        page,
        lambda: end_relationship(
            relationship_id=tie_id,
            person_id=person_id,
            ended_on=form.cleaned_data["ended_on"],
            by=viewer,
        ),
    )


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
        template="people/merge.html",
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
    return render_page(request, "people/merge_find.html", context)


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
