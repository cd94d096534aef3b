"""What comes of a workshop: what each authority told, actions, and a journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.workshops import policy, selectors
from kinfold.workshops.actions.planning import insist_runs
from kinfold.workshops.models import (
    Highlight,
    Workshop,
    WorkshopAction,
    WorkshopJournal,
)


@transaction.atomic
def tell_highlight(
    *,
    workshop_id: UUID,
    achievement: str,
    challenge: str,
    seen_version: int,
    by: Viewer,
) -> Highlight:
    """Keep what the viewer's own authority tells. Before it stays to be read.

    Raises:
        PermissionDenied: it is not theirs to tell.
        NotFound: there is no such workshop for them.
        StaleVersion: somebody else of the authority told it first.
    """
    row = selectors.workshop(by, workshop_id, is_locked=True)
    decision = policy.may_tell(by, by.authority_id)
    if not decision:
        raise PermissionDenied(decision.reason)
    found = selectors.newest_highlights(by, row)
    mine = next((o for o in found if o.authority_id == by.authority_id), None)
    if (mine.version if mine else 0) != seen_version:
        raise StaleVersion(mine)
    made = Highlight(
        programme_id=row.programme_id,
        workshop=row,
        authority_id=by.in_authority(),
        version=seen_version + 1,
        achievement=achievement,
        challenge=challenge,
        **said_by(by),
    )
    made.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="workshop.highlight_told",
        target=made,
        changes={"version": [seen_version or None, made.version]},
    )
    return made


@transaction.atomic
def add_action(
    *,
    workshop_id: UUID,
    item_id: UUID | None,
    what: str,
    who: str,
    due_on: date,
    by: Viewer,
) -> WorkshopAction:
    """Write down what somebody took away to do.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such workshop or item for them.
    """
    row = selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    made = WorkshopAction(
        programme_id=row.programme_id,
        workshop=row,
        item=selectors.item(by, workshop_id, item_id) if item_id else None,
        what=what,
        who=who,
        due_on=due_on,
        **said_by(by),
    )
    made.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="workshop.action_added",
        target=made,
        changes={"what": [None, what]},
    )
    return made


@transaction.atomic
def mark_done(*, workshop_id: UUID, action_id: UUID, by: Viewer) -> None:
    """Write down that an action is done, today. Again changes nothing.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such action for them.
    """
    selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    row = selectors.action_of(by, workshop_id, action_id)
    if row.done_on:
        return
    row.done_on = timezone.localdate()
    row.save(update_fields=["done_on"])
    audit.record_in_programme(
        by=by,
        action="workshop.action_done",
        target=row,
        changes={"done_on": [None, str(row.done_on)]},
    )


@transaction.atomic
def make_journal(
    *,
    workshop_id: UUID,
    intro: str,
    items: Sequence[UUID],
    notes: Sequence[UUID],
    has_highlights: bool,
    has_actions: bool,
    seen_version: int,
    by: Viewer,
) -> WorkshopJournal:
    """Make the journal from what was chosen. Before it stays to be read.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such workshop for them.
        StaleVersion: somebody else made one meanwhile.
        CannotDo: the workshop is not closed yet, or something chosen is not in it.
    """
    row = selectors.workshop(by, workshop_id, is_locked=True)
    insist_runs(by=by)
    if row.state != Workshop.State.CLOSED:
        raise CannotDo("Close the workshop first: votes may still change")
    shown = selectors.shown(by, workshop_id)
    version = shown.journal.version if shown.journal else 0
    if version != seen_version:
        raise StaleVersion(shown.journal)
    if not set(items) <= {one.row.pk for one in shown.items}:
        raise CannotDo("One of these is not on the agenda. Choose again", "items")
    if not set(notes) <= {note.pk for one in shown.items for note in one.notes}:
        raise CannotDo("One of these words was taken down. Choose again", "notes")
    made = WorkshopJournal(
        programme_id=row.programme_id,
        workshop=row,
        version=version + 1,
        intro=intro,
        items=list(items),
        notes=list(notes),
        has_highlights=has_highlights,
        has_actions=has_actions,
        **said_by(by),
    )
    made.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="workshop.journal_made",
        target=made,
        changes={"version": [version or None, made.version]},
    )
    return made
