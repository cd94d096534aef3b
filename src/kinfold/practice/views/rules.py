"""What the rules say of words that are still being typed. Nothing is saved.

The answers show no word of the record that was not just sent, so no look is noted.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.practice.forms import DangerSetForm
from kinfold.practice.presenters.typed import Rules, entry_rules, set_rules
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.entries import entry_form
from kinfold.practice.views.frame import danger_on, entry_on
from kinfold_core.access import Action
from kinfold_core.practice.map_questions import QUESTIONS
from kinfold_core.practice.written import DangerSetDetails, EntryDetails


@require_POST
def new_entry(request: ViewerRequest, family_id: UUID, category: str) -> HttpResponse:
    if category not in QUESTIONS:
        raise NotFound("category")
    return _entry(request, family_id, EntryDetails(category=category, text=""))


@require_POST
def entry(request: ViewerRequest, family_id: UUID, entry_id: UUID) -> HttpResponse:
    return _entry(request, family_id, entry_id)


def _entry(
    request: ViewerRequest, family_id: UUID, known: EntryDetails | UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    entry_id = known if isinstance(known, UUID) else None
    if isinstance(known, UUID):
        known = entry_on(standing, known).details
    form = entry_form(request.POST, ground, standing, known)
    form.is_valid()
    return _answer(request, entry_rules(form.typed, standing, entry_id))


@require_POST
def danger(
    request: ViewerRequest, family_id: UUID, danger_id: UUID | None = None
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    standing = living_map(request.viewer, family_id)
    row = danger_on(standing, danger_id) if danger_id else None
    form = DangerSetForm(
        request.POST,
        standing=row.details if row else DangerSetDetails(),
        people=ground.people,
    )
    form.is_valid()
    return _answer(request, set_rules(form.typed, row, standing))


def _answer(request: ViewerRequest, rules: Rules) -> HttpResponse:
    return render(request, "practice/_partials/rules.html", {"rules": rules})
