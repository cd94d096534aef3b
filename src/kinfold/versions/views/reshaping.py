"""Splitting, joining and moving an entry or a set, each on a page that asks once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import CannotDo, StaleWords
from kinfold.practice.forms import DangerSetForm
from kinfold.practice.presenters import words
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import (
    WRITES,
    back_to_map,
    context_of,
    danger_on,
    entry_on,
    note_page,
    tell,
)
from kinfold.versions import actions
from kinfold.versions.forms import JoinForm, MoveForm, SplitForm
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap
from kinfold_core.practice.vocabulary import label
from kinfold_core.practice.written import DangerSetDetails, ImpactDetails

STALE = "Somebody changed this while you were reading. Read it again first"
TO_DANGER = "danger"


def _open(request: ViewerRequest, family_id: UUID) -> tuple[Ground, LivingMap]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    return ground, living_map(request.viewer, family_id)


@require_http_methods(WRITES)
def split_entry(
    request: ViewerRequest, family_id: UUID, entry_id: UUID
) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = entry_on(standing, entry_id)
    form = SplitForm(posted(request), text=row.text, version=row.version)
    return _ask(
        request, ground, form, row,
        lambda: actions.split_entry(
            family_id=family_id, entry_id=entry_id, texts=form.parts,
            version=form.cleaned_data["version"], by=request.viewer,
        ),
        title="Split it", verb="Split it",
        lead="One thing each. The words it came from stay readable in its history.",
    )  # fmt: skip


@require_http_methods(WRITES)
def join_entry(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = entry_on(standing, entry_id)
    others = [
        (str(one.id), phrases.shortened(one.text, 120))
        for one in standing.entries
        if one.details.category == row.details.category and one.id != row.id
    ]
    form = JoinForm(posted(request), others=others, version=row.version, text=row.text)
    return _ask(
        request, ground, form, row,
        lambda: actions.join_entries(
            family_id=family_id, text=form.cleaned_data["text"],
            entry_ids=[entry_id, *map(UUID, form.cleaned_data["others"])],
            version=form.cleaned_data["version"], by=request.viewer,
        ),
        title="Join it with another", verb="Make them one",
        lead="Only what says the same. Each stays readable as it was."
        if others else "There is nothing of this kind on the map to join it with.",
    )  # fmt: skip


@require_http_methods(WRITES)
def move_entry(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = entry_on(standing, entry_id)
    kinds = _kinds(standing, apart_from=row.details.category)
    danger = label(standing.vocabulary, TO_DANGER)
    kinds.append((TO_DANGER, f"{phrases.capital(danger.one)}: what might happen"))
    form = MoveForm(posted(request), kinds=kinds, version=row.version)
    is_danger = form.is_bound and form.data.get("category") == TO_DANGER
    if is_danger and form.is_valid():
        to = reverse("versions:make-danger-of-entry", args=[family_id, entry_id])
        return go_to(request, to)
    return _ask(
        request, ground, form, row,
        lambda: actions.move_entry(
            family_id=family_id, entry_id=entry_id, by=request.viewer,
            category=form.cleaned_data["category"],
            version=form.cleaned_data["version"],
        ),
        title="It belongs elsewhere", verb="Move it",
        lead="What has happened, what might happen and what makes it harder are three "
        "things. It keeps its history.",
    )  # fmt: skip


@require_http_methods(WRITES)
def entry_to_danger(
    request: ViewerRequest, family_id: UUID, entry_id: UUID
) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = entry_on(standing, entry_id)
    form = DangerSetForm(
        posted(request), standing=_begun(row), people=ground.people, version=row.version
    )
    return _ask(
        request, ground, form, row,
        lambda: actions.make_danger_of(
            family_id=family_id, entry_id=entry_id, by=request.viewer,
            details=form.cleaned_data["details"],
            version=form.cleaned_data["version"] or row.version,
        ),
        title=f"Make a {label(standing.vocabulary, TO_DANGER).one} of it",
        verb="Save the three together", template="practice/danger_form.html",
        lead="Say what an adult did or did not do, and what it might do to each child.",
    )  # fmt: skip


@require_http_methods(WRITES)
def split_danger(
    request: ViewerRequest, family_id: UUID, danger_id: UUID
) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = danger_on(standing, danger_id)
    form = SplitForm(posted(request), text=row.worried_about, version=row.version)
    return _ask(
        request, ground, form, row,
        lambda: actions.split_danger(
            family_id=family_id, danger_id=danger_id, parts=form.parts,
            version=form.cleaned_data["version"], by=request.viewer,
        ),
        title="Split it", verb="Split it",
        lead="One worry each. Both begin with this goal and these ends of the scale; "
        "change what differs, and ask for the numbers again.",
    )  # fmt: skip


@require_http_methods(WRITES)
def join_danger(
    request: ViewerRequest, family_id: UUID, danger_id: UUID
) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = danger_on(standing, danger_id)
    others = [
        (str(one.id), f"{one.number}. {phrases.shortened(one.worried_about, 120)}")
        for one in standing.dangers
        if one.id != row.id
    ]
    form = JoinForm(posted(request), others=others, version=row.version)
    return _ask(
        request, ground, form, row,
        lambda: actions.join_dangers(
            family_id=family_id, by=request.viewer,
            danger_ids=[danger_id, *map(UUID, form.cleaned_data["others"])],
            version=form.cleaned_data["version"],
        ),
        title="Join it with another", verb="Make them one",
        lead="Their words will stand under each other, for you to make one of them. "
        "Ask for the numbers again.",
    )  # fmt: skip


@require_http_methods(WRITES)
def danger_to_entry(
    request: ViewerRequest, family_id: UUID, danger_id: UUID
) -> HttpResponse:
    ground, standing = _open(request, family_id)
    row = danger_on(standing, danger_id)
    form = MoveForm(
        posted(request), kinds=_kinds(standing), version=row.version,
        text=row.worried_about,
    )  # fmt: skip
    return _ask(
        request, ground, form, row,
        lambda: actions.make_entry_of(
            family_id=family_id, danger_id=danger_id, by=request.viewer,
            category=form.cleaned_data["category"], text=form.cleaned_data["text"],
            version=form.cleaned_data["version"],
        ),
        title="It belongs elsewhere", verb="Move it",
        lead="Its goal, its scale and the numbers stay readable with it.",
    )  # fmt: skip


def _kinds(standing: LivingMap, apart_from: str = "") -> list[tuple[str, str]]:
    return [
        (category, phrases.capital(label(standing.vocabulary, category).one))
        for category in words.COLUMN_OF
        if category not in {apart_from, "danger", "goal"}
    ]


def _begun(row: EntryRow) -> DangerSetDetails:
    """The statement that an entry begins: what was seen, and what it did to whom.

    What was kept from the family stays so, unless the writer says otherwise.
    """
    impacts = tuple(
        ImpactDetails(child_id=one.person_id, child_name=one.name, text=row.impact)
        for one in row.children
        if one.person_id and row.impact
    )
    return DangerSetDetails(
        worried_about=row.text, impacts=impacts, showing=row.showing
    )


def _ask(
    request: ViewerRequest,
    ground: Ground,
    form: Form,
    row: EntryRow | DangerRow,
    save: Callable[[], Any],
    *,
    template: str = "versions/ask.html",
    **said: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except StaleWords:
            form.add_error(None, STALE)
        except CannotDo as error:
            tell(form, error)
        else:
            return back_to_map(request, ground, said="Saved", column=_column(row))
    kind = "entry" if isinstance(row, EntryRow) else "danger"
    about = row.text if isinstance(row, EntryRow) else row.worried_about
    note_page(request, ground, f"versions.{kind}_form")
    back = reverse(f"versions:{kind}", args=[ground.family.pk, row.id])
    context = context_of(
        ground,
        crumb=said["title"],
        form=form,
        row=row,
        about=about,
        back_url=back,
        draft=draft_for(request, form, title=said["title"]),
        rules_url=reverse("practice:check-new-danger", args=[ground.family.pk]),
        **said,
    )
    status = 422 if form.errors else 200
    return render_page(request, template, context, status=status)


def _column(row: EntryRow | DangerRow) -> str:
    return words.COLUMN_OF[row.category] if isinstance(row, EntryRow) else "worried"
