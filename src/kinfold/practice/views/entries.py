"""Writing entries, and one entry with its history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.drafts.presenters import Both
from kinfold.drafts.together import save_together
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice import actions
from kinfold.practice.as_written import as_json
from kinfold.practice.errors import CannotDo
from kinfold.practice.forms import EntryForm
from kinfold.practice.presenters import words
from kinfold.practice.presenters.typed import entry_rules
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.selectors.wordings import entry_wording
from kinfold.practice.views.frame import (
    WRITES,
    back_to_map,
    both_of,
    context_of,
    entry_on,
    new_version,
    note_page,
    said_saved,
    standing_of,
    tell,
)
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.living_map import EntryRow, LivingMap
from kinfold_core.practice.map_questions import QUESTIONS
from kinfold_core.practice.vocabulary import Concept, label, numbered
from kinfold_core.practice.written import EntryDetails


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID, category: str) -> HttpResponse:
    if category not in QUESTIONS:
        raise NotFound("category")
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    form = entry_form(
        posted(request), ground, standing, EntryDetails(category=category, text="")
    )
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.add_entry(
                family_id=family_id,
                details=form.cleaned_data["details"],
                by=request.viewer,
            )
        except CannotDo as error:
            tell(form, error)
        else:
            return _saved(request, ground, entry.category, entry.pk, category)
    title = f"Add {label(standing.vocabulary, category).one}"
    return _show_form(request, ground, form, standing, category=category, title=title)


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    row = entry_on(standing, entry_id)
    details = row.details
    form = entry_form(
        posted(request), ground, standing, details, version=row.version, mark=row.id.hex
    )
    title = f"Change {label(standing.vocabulary, details.category).one}"
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            done = save_together(
                request.POST,
                form.cleaned_data["details"],
                seen=form.cleaned_data["version"] or 1,
                standing=standing_of(row),
                wording=entry_wording(request.viewer, entry_id),
                plain=as_json,
                save=lambda words, version: actions.change_entry(
                    family_id=family_id,
                    entry_id=entry_id,
                    details=words,
                    version=version,
                    by=request.viewer,
                ),
            )
        except CannotDo as error:
            tell(form, error)
        else:
            if done.row:
                return _saved(
                    request, ground, done.row.category, entry_id, details.category,
                    said=said_saved(done), version=new_version(row, done.row),
                )  # fmt: skip
            both = both_of(done)
            form = entry_form(
                None, ground, standing, done.words,
                version=done.standing.version, mark=row.id.hex,
            )  # fmt: skip
    return _show_form(
        request,
        ground,
        form,
        standing,
        category=details.category,
        title=title,
        row=row,
        both=both,
    )


def entry_form(
    sent: QueryDict | None,
    ground: Ground,
    standing: LivingMap,
    details: EntryDetails,
    version: int = 1,
    mark: str = "",
) -> EntryForm:
    """What is asked of an entry, with what was typed."""
    names = {
        danger.id: phrases.capital(
            numbered(standing.vocabulary, Concept.DANGER, danger.number)
        )
        for danger in standing.dangers
    }
    return EntryForm(
        sent,
        standing=details,
        people=ground.people,
        dangers=[
            (str(d.id), f"{names[d.id]}: {(d.worried_about or '')[:70]}")
            for d in standing.dangers
        ],
        version=version,
        mark=mark,
    )


def _saved(
    request: ViewerRequest,
    ground: Ground,
    category: str,
    entry_id: UUID,
    meant: str,
    said: str = "Saved",
    version: int = 1,
) -> HttpResponse:
    if category != meant:
        said = "Kept as a strength: it does not yet say who, when and against what."
    return back_to_map(
        request,
        ground,
        said=said,
        column=words.COLUMN_OF[category],
        at=f"entry-{entry_id}",
        version=version,
    )


def _show_form(
    request: ViewerRequest,
    ground: Ground,
    form: EntryForm,
    standing: LivingMap,
    *,
    category: str,
    title: str,
    row: EntryRow | None = None,
    both: Both | None = None,
) -> HttpResponse:
    note_page(request, ground, "practice.entry_form")
    check = ("check-entry", row.id) if row else ("check-new-entry", category)
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        row=row,
        column=words.COLUMN_OF[category],
        topic=category,
        both=both,
        rules=entry_rules(form.typed, standing, row.id if row else None),
        rules_url=reverse(f"practice:{check[0]}", args=[ground.family.pk, check[1]]),
        draft=draft_for(request, form, title=title),
    )
    status = 422 if form.errors else 200
    return render_page(
        request,
        "practice/entry_form.html",
        context,
        partial="entry-form",
        status=409 if both else status,
    )
