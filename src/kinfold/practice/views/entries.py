"""Writing entries, and one entry with its history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice import actions
from kinfold.practice.details import EntryDetails, Showing
from kinfold.practice.errors import CannotDo, StaleWords
from kinfold.practice.forms import DisagreementForm, EntryForm, WithdrawForm
from kinfold.practice.forms.entry import QUESTIONS
from kinfold.practice.presenters import comparison, words
from kinfold.practice.presenters.entry_card import entry_card
from kinfold.practice.presenters.history import history_lines
from kinfold.practice.rows import EntryRow, LivingMap
from kinfold.practice.selectors import entry_history, ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import (
    back_to_map,
    context_of,
    entry_on,
    note_page,
    tell,
)
from kinfold_core.access import Action
from kinfold_core.practice.vocabulary import label

WRITES = ["GET", "HEAD", "POST"]


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID, category: str) -> HttpResponse:
    if category not in QUESTIONS:
        raise NotFound("category")
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    form = _form(request, ground, standing, EntryDetails(category=category, text=""))
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
    return _show_form(request, ground, form, category=category, title=title)


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    row = entry_on(standing, entry_id)
    details = _details(row)
    form = _form(
        request, ground, standing, details, version=row.version, mark=row.id.hex
    )
    title = f"Change {label(standing.vocabulary, details.category).one}"
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.change_entry(
                family_id=family_id,
                entry_id=entry_id,
                details=form.cleaned_data["details"],
                version=form.cleaned_data["version"] or 1,
                by=request.viewer,
            )
        except StaleWords as stale:
            return _show_both(request, ground, form, stale, row, title)
        except CannotDo as error:
            tell(form, error)
        else:
            return _saved(request, ground, entry.category, entry.pk, details.category)
    return _show_form(
        request, ground, form, category=details.category, title=title, row=row
    )


@require_safe
def show(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    standing = living_map(request.viewer, family_id)
    row = entry_on(standing, entry_id)
    note_page(request, ground, "practice.entry")
    context = context_of(
        ground,
        crumb=words.capital(label(standing.vocabulary, row.category).one),
        row=row,
        card=entry_card(row, standing, today=timezone.localdate()),
        column=words.COLUMN_OF[row.category],
        source=words.capital(words.SOURCES[row.source_type]),
        history=history_lines(
            entry_history(request.viewer, entry_id), now=timezone.now()
        ),
    )
    return render_page(request, "practice/entry.html", context)


@require_http_methods(WRITES)
def take_off(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    row = entry_on(living_map(request.viewer, family_id), entry_id)
    form = WithdrawForm(
        request.POST if request.method == "POST" else None,
        initial={"version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_entry(
                family_id=family_id,
                entry_id=entry_id,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                by=request.viewer,
            )
        except StaleWords as stale:
            form = WithdrawForm(
                {"reason": request.POST["reason"], "version": row.version}
            )
            form.add_error(None, f"{stale} Read it again before you take it off")
        else:
            return back_to_map(
                request,
                ground,
                said="Taken off the map",
                column=words.COLUMN_OF[row.category],
            )
    return _small_form(
        request, ground, form, row, "Take this off the map", "Take it off"
    )


@require_POST
def put_back(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    entry = actions.put_back_entry(
        family_id=family_id, entry_id=entry_id, by=request.viewer
    )
    return _saved(request, ground, entry.category, entry_id, entry.category)


@require_http_methods(WRITES)
def disagree(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    row = entry_on(living_map(request.viewer, family_id), entry_id)
    form = DisagreementForm(
        request.POST if request.method == "POST" else None, people=ground.people
    )
    if request.method == "POST" and form.is_valid():
        actions.disagree(
            family_id=family_id,
            entry_id=entry_id,
            who=form.cleaned_data["named"],
            words=form.cleaned_data["words"],
            said_on=form.cleaned_data["said_on"],
            by=request.viewer,
        )
        return _saved(request, ground, row.category, entry_id, row.category)
    return _small_form(
        request, ground, form, row, "Somebody sees this differently", "Put it beside"
    )


def _form(
    request: ViewerRequest,
    ground: Ground,
    standing: LivingMap,
    details: EntryDetails,
    version: int = 1,
    mark: str = "",
) -> EntryForm:
    return EntryForm(
        request.POST if request.method == "POST" else None,
        standing=details,
        people=ground.people,
        dangers=[
            (str(d.id), f"Danger {d.number}: {(d.worried_about or '')[:70]}")
            for d in standing.dangers
        ],
        version=version,
        mark=mark,
    )


def _details(row: EntryRow) -> EntryDetails:
    return EntryDetails(
        category=row.offered_as or row.category,
        text=row.text,
        is_own_words=row.is_own_words,
        said_by=row.said_by,
        source_type=row.source_type,
        happened=row.happened,
        impact=row.impact,
        danger_id=row.danger_id,
        who=row.who,
        due_on=row.due_on,
        done_on=row.done_on,
        outcome=row.outcome,
        showing=Showing(
            is_visible=row.shown.is_visible,
            reason=row.shown.reason,
            review_on=row.shown.review_on,
        ),
    )


def _saved(
    request: ViewerRequest, ground: Ground, category: str, entry_id: UUID, meant: str
) -> HttpResponse:
    said = "Saved"
    if category != meant:
        said = "Kept as a strength: it does not yet say who, when and against what."
    return back_to_map(
        request,
        ground,
        said=said,
        column=words.COLUMN_OF[category],
        at=f"entry-{entry_id}",
    )


def _show_form(
    request: ViewerRequest,
    ground: Ground,
    form: EntryForm,
    *,
    category: str,
    title: str,
    row: EntryRow | None = None,
) -> HttpResponse:
    note_page(request, ground, "practice.entry_form")
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        row=row,
        column=words.COLUMN_OF[category],
    )
    return render_page(
        request,
        "practice/entry_form.html",
        context,
        partial="entry-form",
        status=422 if form.errors else 200,
    )


def _show_both(
    request: ViewerRequest,
    ground: Ground,
    form: EntryForm,
    stale: StaleWords[EntryDetails],
    row: EntryRow,
    title: str,
) -> HttpResponse:
    """Both wordings, what was typed still in the boxes, and the writer chooses."""
    mine: EntryDetails = form.cleaned_data["details"]
    typed = request.POST.copy()
    typed["version"] = str(stale.standing.version)
    form.data = typed
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        row=row,
        column=words.COLUMN_OF[row.category],
        both=comparison.of_entries(stale.standing, mine, now=timezone.now()),
    )
    return render_page(
        request, "practice/entry_form.html", context, partial="entry-form", status=409
    )


def _small_form(
    request: ViewerRequest,
    ground: Ground,
    form: WithdrawForm | DisagreementForm,
    row: EntryRow,
    title: str,
    verb: str,
) -> HttpResponse:
    note_page(request, ground, "practice.entry_form")
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        verb=verb,
        about=row.text,
        column=words.COLUMN_OF[row.category],
    )
    return render_page(
        request,
        "practice/small_form.html",
        context,
        partial="small-form",
        status=422 if form.errors else 200,
    )
