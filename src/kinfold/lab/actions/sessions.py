"""The programme's side: days, seats, notes, what came of it, the register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.lab import policy, selectors
from kinfold.lab.holding import insist_names_nobody
from kinfold.lab.models import (
    LabBooking,
    LabFollowUp,
    LabLearning,
    LabNote,
    LabSession,
)
from kinfold.platform import audit
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.decision import Decision


@transaction.atomic
def set_session(
    *,
    programme_id: UUID,
    host_id: UUID,
    title: str,
    held_on: date,
    seats: int,
    days_open: int,
    by: Viewer,
) -> LabSession:
    """Set a day.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such programme for them.
        CannotDo: the host is not in the programme.
    """
    programme = selectors.programme(by, programme_id)
    _insist(policy.may_run(by))
    if host_id not in {one.pk for one in selectors.places_of(by, programme.pk)}:
        raise CannotDo("This authority is not in the programme. Choose again", "host")
    row = LabSession(
        programme=programme,
        host_id=host_id,
        title=title,
        held_on=held_on,
        seats=seats,
        days_open=days_open,
        **said_by(by),
    )
    row.save(force_insert=True)
    _told("lab.session_set", row, by, held_on=held_on.isoformat())
    return row


@transaction.atomic
def book(*, session_id: UUID, brings_case: bool, seats: int, by: Viewer) -> LabBooking:
    """Book for one's own authority, in place of what it booked before. No seats: off.

    Raises:
        PermissionDenied: it is not theirs to book.
        NotFound: there is no such session for them.
        CannotDo: the day is over, or there are fewer seats left.
    """
    shown = selectors.session(by, session_id, is_locked=True)
    _insist(policy.may_book(by))
    if shown.row.held_on < timezone.localdate():
        raise CannotDo("This day is over. Book the next one")
    here = by.in_authority()
    others = sum(one.seats for one in shown.bookings if one.authority_id != here)
    left = shown.row.seats - others
    if seats > left:
        raise CannotDo(f"{left} seats are left. Book fewer", "seats")
    row, _ = LabBooking.objects.update_or_create(
        programme_id=shown.row.programme_id,
        session=shown.row,
        authority_id=here,
        defaults={"brings_case": brings_case, "seats": seats, **said_by(by)},
    )
    _told("lab.booked", row, by, seats=seats, brings_case=brings_case)
    return row


@transaction.atomic
def note(
    *, pack_id: UUID, kind: str, words: str, by: Viewer, is_sure: bool = False
) -> LabNote:
    """Write down what was said of a pack, while it may be read.

    Raises:
        NotFound: there is no such pack for them.
        CannotDo: the kind is the team's own and this is another authority, or the
            words may tell who the family is.
    """
    shown = selectors.pack(by, pack_id)
    is_team = by.authority_id == shown.row.authority_id
    if kind in {LabNote.Kind.QUESTION, LabNote.Kind.TAKES} and not is_team:
        raise CannotDo("The team that brings the case writes this", "kind")
    insist_names_nobody(words, pack_ids=[pack_id], is_sure=is_sure, by=by)
    row = LabNote(
        programme_id=shown.row.programme_id,
        pack=shown.row,
        authority_id=by.authority_id,
        kind=kind,
        words=words,
        **said_by(by),
    )
    row.save(force_insert=True)
    _told("lab.noted", row, by, kind=kind)
    return row


@transaction.atomic
def follow_up(
    *,
    follow_up_id: UUID,
    was_done: str,
    came_of_it: str,
    seen_version: int,
    by: Viewer,
    is_sure: bool = False,
) -> None:
    """Write down what was done and what came of it.

    Raises:
        NotFound: there is none for them.
        PermissionDenied: another authority brought the case.
        StaleVersion: somebody else wrote it first.
        CannotDo: the words may tell who the family is.
    """
    row, shown = selectors.follow_up(by, follow_up_id, is_locked=True)
    _insist(policy.may_follow_up(by, shown.row.authority_id))
    if row.version != seen_version:
        raise StaleVersion(row)
    insist_names_nobody(
        was_done, came_of_it, pack_ids=[row.pack_id], is_sure=is_sure, by=by
    )
    row.was_done, row.came_of_it = was_done, came_of_it
    row.done_on = row.done_on or timezone.localdate()
    row.version += 1
    for name, value in said_by(by).items():
        setattr(row, name, value)
    row.save()
    # the programme's audit outlives a pack that is taken back: none of its words
    _told("lab.followed_up", row, by, version=[row.version - 1, row.version])


@transaction.atomic
def learn(
    *,
    session_id: UUID,
    theme: str,
    learned: str,
    changed: str,
    by: Viewer,
    is_sure: bool = False,
) -> LabLearning:
    """Write a line of the register.

    Raises:
        PermissionDenied: they neither run the lab nor book it.
        NotFound: there is no such session for them.
        CannotDo: the words may tell who a family is.
    """
    shown = selectors.session(by, session_id)
    _insist(policy.may_run(by) or policy.may_book(by))
    packs = [one.pk for one in shown.packs]
    insist_names_nobody(theme, learned, changed, pack_ids=packs, is_sure=is_sure, by=by)
    row = LabLearning(
        programme_id=shown.row.programme_id,
        session=shown.row,
        authority_id=by.authority_id,
        theme=theme,
        learned=learned,
        changed=changed,
        **said_by(by),
    )
    row.save(force_insert=True)
    _told("lab.learned", row, by, theme=theme)
    return row


def _told(
    action: str,
    row: LabSession | LabBooking | LabNote | LabFollowUp | LabLearning,
    by: Viewer,
    **changes: object,
) -> None:
    audit.record_in_programme(by=by, action=action, target=row, changes=changes)


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
