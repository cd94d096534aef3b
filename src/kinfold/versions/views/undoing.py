"""Undo: the button beside "Saved"."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kinfold.platform.http import ViewerRequest
from kinfold.practice.presenters.words import COLUMN_OF
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import back_to_map, entry_on
from kinfold.versions import actions
from kinfold_core.access import Action

SAID = "Taken back. Both wordings stay in its history"


@require_POST
def entry(
    request: ViewerRequest, family_id: UUID, entry_id: UUID, version: int
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    actions.undo_entry(
        family_id=family_id, entry_id=entry_id, version=version, by=request.viewer
    )
    row = entry_on(living_map(request.viewer, family_id), entry_id)
    return back_to_map(
        request, ground, said=SAID, column=COLUMN_OF[row.category],
        at=f"entry-{entry_id}",
    )  # fmt: skip


@require_POST
def danger(
    request: ViewerRequest, family_id: UUID, danger_id: UUID, version: int
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_MAP)
    actions.undo_danger_set(
        family_id=family_id, danger_id=danger_id, version=version, by=request.viewer
    )
    return back_to_map(
        request, ground, said=SAID, column="worried", at=f"danger-{danger_id}"
    )
