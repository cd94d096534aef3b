"""Keeping what is typed, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.drafts.models import AnyDraft, Draft, MemberDraft
from kinfold.drafts.selectors import drafts_of, programme_of
from kinfold.drafts.typed import CannotKeep, Typed, close, open_up
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors import family_for

MOST_PER_WORKER = 200


@dataclass(frozen=True, slots=True)
class Keeping:
    """That it was kept, and when."""

    kept_at: datetime
    version: int


@transaction.atomic
def keep_draft(
    *, family_id: UUID | None, path: str, typed: Typed, by: Viewer
) -> Keeping:
    """Lay what was typed over what the worker left in this form before.

    The first keeping is written in the audit; the ones that follow change nothing that
    anybody else can see (ADR 17). `family_id` is None on a page that is the worker's
    own (`own_pages.form_at`).

    Raises:
        NotFound: no such family in the worker's authority, or nowhere to keep it.
        RecordRefused: the family is not open to the worker.
        CannotKeep: more than a draft may hold, or more drafts than anybody can finish.
    """
    if family_id is not None:
        family_for(by, family_id)
    draft = _held(by, path)
    if draft is None:
        begun = _begin(by, family_id, path, typed)
        # two first keepings at once: the second is laid over the first
        draft = _held(by, path)
        if draft is None or draft.pk == begun.pk:
            _write_down("draft.begun", begun, by)
            return Keeping(begun.kept_at, begun.version)
    before = open_up(bytes(draft.sealed), owner=draft.owner, path=path)
    draft.sealed = close(typed.over(before), owner=draft.owner, path=path)
    draft.version, draft.kept_at = draft.version + 1, timezone.now()
    draft.save(update_fields=["sealed", "version", "kept_at"])
    return Keeping(draft.kept_at, draft.version)


def _held(by: Viewer, path: str) -> AnyDraft | None:
    found: AnyDraft | None = drafts_of(by).select_for_update().filter(path=path).first()
    return found


def _begin(by: Viewer, family_id: UUID | None, path: str, typed: Typed) -> AnyDraft:
    if drafts_of(by).count() >= MOST_PER_WORKER:
        raise CannotKeep(
            f"You have {MOST_PER_WORKER} forms that are not finished. "
            "Finish one or throw one away, and this one is kept too"
        )
    draft: AnyDraft
    if by.worker_id is not None:
        draft = Draft(
            authority_id=by.in_authority(), worker_id=by.worker_id, family_id=family_id
        )
    else:
        draft = MemberDraft(programme_id=programme_of(by), user_id=by.user_id)
    draft.path, draft.kept_at = path, timezone.now()
    draft.sealed = close(typed, owner=draft.owner, path=path)
    rows: Any = type(draft).objects
    rows.bulk_create([draft], ignore_conflicts=True)
    return draft


def _write_down(action: str, draft: AnyDraft, by: Viewer) -> None:
    if isinstance(draft, MemberDraft):
        audit.record_in_programme(by=by, action=action, target=draft, changes={})
    else:
        audit.record(
            by=by, action=action, target=draft, changes={}, family_id=draft.family_id
        )


@transaction.atomic
def let_go_when_saved(*, path: str, by: Viewer) -> None:
    """The form was saved: its own event is in the audit, and the draft is no more."""
    drafts_of(by).filter(path=path).delete()


@transaction.atomic
def throw_away(*, by: Viewer, path: str = "", draft_id: UUID | None = None) -> None:
    """The worker does not want what they typed. Written down: words are gone.

    Raises:
        NotFound: they have no such draft.
    """
    mine = drafts_of(by).select_for_update()
    draft = mine.filter(pk=draft_id).first() if draft_id else _held(by, path)
    if draft is None:
        raise NotFound("draft")
    _write_down("draft.thrown_away", draft, by)
    draft.delete()
