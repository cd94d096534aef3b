"""What is done alike with an entry and a set: take off, put back, see differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice import actions as practice
from kinfold.practice.errors import StaleWords
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
)
from kinfold.versions import actions
from kinfold.versions.forms import DisagreementForm, WithdrawForm
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry or a set on this map: what it is and what is done with it."""

    kind: str
    key: dict[str, UUID]
    row: EntryRow | DangerRow
    about: str
    column: str
    withdraw: Callable[..., Any]
    put_back: Callable[..., Any]

    @property
    def at(self) -> str:
        return f"{self.kind}-{self.row.id}"


def placed(
    standing: LivingMap, *, entry_id: UUID | None = None, danger_id: UUID | None = None
) -> Placed:
    """The entry or the set that an address names.

    Raises:
        NotFound: there is none on this map.
    """
    if entry_id:
        entry = entry_on(standing, entry_id)
        return Placed(
            "entry", {"entry_id": entry_id}, entry, entry.text,
            words.COLUMN_OF[entry.category],
            practice.withdraw_entry, practice.put_back_entry,
        )  # fmt: skip
    danger = danger_on(standing, danger_id or UUID(int=0))
    return Placed(
        "danger", {"danger_id": danger.id}, danger,
        danger.worried_about or danger.what_might_happen, "worried",
        practice.withdraw_danger_set, practice.put_back_danger_set,
    )  # fmt: skip


def _open(
    request: ViewerRequest, family_id: UUID, thing: dict[str, UUID]
) -> tuple[Ground, Placed]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    return ground, placed(living_map(request.viewer, family_id), **thing)


@require_http_methods(WRITES)
def take_off(request: ViewerRequest, family_id: UUID, **thing: UUID) -> HttpResponse:
    ground, one = _open(request, family_id, thing)
    version = one.row.version
    form = WithdrawForm(posted(request), initial={"version": version})
    if request.method == "POST" and form.is_valid():
        try:
            gone = one.withdraw(
                family_id=family_id,
                **one.key,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                by=request.viewer,
            )
        except StaleWords as stale:
            form = WithdrawForm({"reason": request.POST["reason"], "version": version})
            form.add_error(None, f"{stale} Read it again before you take it off")
        else:
            return back_to_map(
                request, ground, said="Taken off the map", column=one.column,
                at=one.at, version=gone.version,
            )  # fmt: skip
    return _ask(request, ground, form, one, "Take this off the map", "Take it off")


@require_POST
def put_back(request: ViewerRequest, family_id: UUID, **thing: UUID) -> HttpResponse:
    ground, one = _open(request, family_id, thing)
    one.put_back(family_id=family_id, **one.key, by=request.viewer)
    is_hidden = not one.row.showing.is_visible
    said = "Put back, still hidden from the family" if is_hidden else "Put back"
    return back_to_map(request, ground, said=said, column=one.column, at=one.at)


@require_http_methods(WRITES)
def disagree(request: ViewerRequest, family_id: UUID, **thing: UUID) -> HttpResponse:
    ground, one = _open(request, family_id, thing)
    form = DisagreementForm(posted(request), people=ground.people)
    if request.method == "POST" and form.is_valid():
        actions.disagree(
            family_id=family_id,
            **one.key,
            who=form.cleaned_data["named"],
            words=form.cleaned_data["words"],
            said_on=form.cleaned_data["said_on"],
            by=request.viewer,
        )
        return back_to_map(request, ground, said="Saved", column=one.column, at=one.at)
    title = "Somebody sees this differently"
    return _ask(request, ground, form, one, title, "Put it beside")


def _ask(
    request: ViewerRequest,
    ground: Ground,
    form: WithdrawForm | DisagreementForm,
    one: Placed,
    title: str,
    verb: str,
) -> HttpResponse:
    note_page(request, ground, f"versions.{one.kind}_form")
    context = context_of(
        ground,
        crumb=title,
        form=form,
        title=title,
        verb=verb,
        about=one.about,
        column=one.column,
        draft=draft_for(request, form, title=title),
    )
    return render_page(
        request,
        "versions/small_form.html",
        context,
        partial="small-form",
        status=422 if form.errors else 200,
    )
