"""Keeping what is typed, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.drafts.models import Draft
from kinfold.drafts.selectors import drafts_of
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
        NotFound: no such family in the worker's authority.
        RecordRefused: the family is not open to the worker.
        CannotKeep: more than a draft may hold, or more drafts than anybody can finish.
    """
    worker_id = by.as_worker()
    if family_id is not None:
        family_for(by, family_id)
    draft = _held(by, path)
    if draft is None:
        begun = _begin(by, family_id, path, typed)
        # two first keepings at once: the second is laid over the first
        draft = _held(by, path)
        if draft is None or draft.pk == begun.pk:
            audit.record(
                by=by, action="draft.begun", target=begun, changes={},
                family_id=family_id,
            )  # fmt: skip
            return Keeping(begun.kept_at, begun.version)
    before = open_up(bytes(draft.sealed), worker_id=worker_id, path=path)
    draft.sealed = close(typed.over(before), worker_id=worker_id, path=path)
    draft.version, draft.kept_at = draft.version + 1, timezone.now()
    draft.save(update_fields=["sealed", "version", "kept_at"])
    return Keeping(draft.kept_at, draft.version)


def _held(by: Viewer, path: str) -> Draft | None:
    return drafts_of(by).select_for_update().filter(path=path).first()


def _begin(by: Viewer, family_id: UUID | None, path: str, typed: Typed) -> Draft:
    if drafts_of(by).count() >= MOST_PER_WORKER:
        raise CannotKeep(
            f"You have {MOST_PER_WORKER} forms that are not finished. "
            "Finish one or throw one away, and this one is kept too"
        )
    worker_id = by.as_worker()
    draft = Draft(
        authority_id=by.in_authority(),
        worker_id=worker_id,
        family_id=family_id,
        path=path,
        sealed=close(typed, worker_id=worker_id, path=path),
        kept_at=timezone.now(),
    )
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
    return draft


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
    audit.record(
        by=by, action="draft.thrown_away", target=draft, changes={},
        family_id=draft.family_id,
    )  # fmt: skip
    draft.delete()
