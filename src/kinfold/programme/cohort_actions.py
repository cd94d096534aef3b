"""Making and naming a programme, and who joins it and leaves it.

The database holds the same rules (`platform.cohort_fences`): a lead adds nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import (
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
    said_by,
)
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.programme import cohort_selectors as selectors
from kinfold.programme import policy
from kinfold.programme.models import (
    CohortInvitation,
    InvitationAnswer,
    ProgrammeEntry,
)
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role


@dataclass(frozen=True, slots=True)
class Called:
    """What a programme is called, and its first and last day."""

    name: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def make_programme(*, called: Called, by: Viewer) -> Programme:
    """Make another programme, which the maker leads and nobody else is in yet.

    Raises:
        PermissionDenied: they lead no programme.
        CannotDo: the name is taken, or it ends before it begins.
    """
    insist(policy.may_keep_cohort(by))
    one_at_a_time("names of programmes")
    _check(called, None)
    pk = time_ordered_uuid()
    slug = f"{slugify(called.name)[:60]}-{pk.hex[-8:]}"
    row = Programme(
        pk=pk,
        slug=slug,
        name=called.name,
        starts_on=called.starts_on,
        ends_on=called.ends_on,
    )
    row.save(force_insert=True)
    ProgrammeMember.objects.create(
        programme=row, user_id=by.user_id, roles=[Role.PROGRAMME_LEAD.value]
    )
    _keep(row, 1, called, "cohort.programme_made", by)
    return row


@transaction.atomic
def name_programme(
    *, programme_id: UUID, called: Called, seen_version: int, by: Viewer
) -> None:
    """Change what a programme is called, or its days. What it was stays to be read.

    Raises:
        PermissionDenied: they do not lead it.
        NotFound: there is no such programme for them.
        CannotDo: the name is taken, or it ends before it begins.
        StaleVersion: somebody else changed it since the page was shown.
    """
    row = selectors.programme(by, programme_id)
    selectors.insist_leads(by, programme_id)
    one_at_a_time("names of programmes")
    row.refresh_from_db()
    if selectors.version(programme_id) != seen_version:
        raise StaleVersion(row)
    _check(called, programme_id)
    Programme.objects.filter(pk=programme_id).update(
        name=called.name, starts_on=called.starts_on, ends_on=called.ends_on
    )
    _keep(row, seen_version + 1, called, "cohort.programme_named", by)


@transaction.atomic
def invite(
    *,
    programme_id: UUID,
    place: UUID,
    joins_on: date,
    answer_by: date,
    words: str,
    by: Viewer,
) -> CohortInvitation:
    """Ask an authority to join. Nothing of the programme is open to it before its
    director agrees.

    Raises:
        PermissionDenied: they do not lead it.
        NotFound: there is no such programme for them.
        CannotDo: it is in the programme or asked already, or a day is over.
    """
    selectors.programme(by, programme_id)
    selectors.insist_leads(by, programme_id)
    one_at_a_time(f"invitations into {programme_id}")
    if place not in {one.pk for one in selectors.authorities_to_ask(programme_id)}:
        raise CannotDo("This authority is in the programme already", "place")
    if any(one.authority_id == place for one in selectors.invitations(by)):
        raise CannotDo("This authority was asked and has not answered yet", "place")
    today = timezone.localdate()
    if joins_on < today:
        raise CannotDo("Give today or a later day: it cannot have joined", "joins_on")
    if answer_by < today:
        raise CannotDo("Give today or a later day", "answer_by")
    row = CohortInvitation(
        programme_id=programme_id,
        authority_id=place,
        joins_on=joins_on,
        answer_by=answer_by,
        words=words,
        **said_by(by),
    )
    row.save(force_insert=True)
    _tell(row, "cohort.invited", by, authority=[None, str(place)])
    return row


@transaction.atomic
def answer(*, cohort_invitation_id: UUID, kind: str, words: str, by: Viewer) -> None:
    """Agree or decline for one's own authority, or take the invitation back.

    Raises:
        PermissionDenied: they neither direct the authority nor lead the programme.
        NotFound: no such invitation waits for an answer.
        CannotDo: the last day to answer is over, or it is in the programme by now.
    """
    one_at_a_time(f"answer to {cohort_invitation_id}")
    asked = selectors.invitation(by, cohort_invitation_id)
    is_theirs = bool(by.authority_id)
    selectors.insist_speaks(by, asked.programme_id)
    if is_theirs == (kind == InvitationAnswer.Kind.WITHDRAWN):
        raise CannotDo("This answer is for the other side to give", "kind")
    today = timezone.localdate()
    agrees = kind == InvitationAnswer.Kind.AGREED
    if agrees and asked.answer_by < today:
        raise CannotDo("The last day to answer is over. Ask to be invited anew", "kind")
    joins_on = max(asked.joins_on, today)
    if agrees:
        _check_is_out(asked, joins_on)
    row = InvitationAnswer(
        programme_id=asked.programme_id,
        authority_id=asked.authority_id,
        invitation=asked,
        kind=kind,
        words=words,
        **said_by(by),
    )
    row.save(force_insert=True)
    if agrees:
        ProgrammeAuthority.objects.create(
            programme_id=asked.programme_id,
            authority_id=asked.authority_id,
            joined_on=joins_on,
        )
    changes = {"kind": [None, str(kind)]}
    if is_theirs:
        audit.record(by=by, action="cohort.answered", target=row, changes=changes)
    # the programme's own audit takes no word from who is not in it (yet)
    if not is_theirs or (agrees and joins_on == today):
        _tell(row, "cohort.answered", by, **changes)


@transaction.atomic
def leave(
    *, programme_id: UUID, place: UUID, left_on: date, why: str, by: Viewer
) -> None:
    """Write down the day from which an authority is in the programme no more.

    What it shared withdraws by itself on that day (ADR 38).

    Raises:
        PermissionDenied: they neither lead the programme nor direct the authority.
        NotFound: the authority is not in the programme, or not theirs.
        CannotDo: the day is over, or its leaving is written down already.
    """
    row = selectors.place(by, programme_id, place)
    selectors.insist_speaks(by, programme_id)
    if left_on < timezone.localdate():
        raise CannotDo("Give today or a later day: nothing is hidden after the fact",
                       "left_on")  # fmt: skip
    changes = {
        "authority": [None, str(place)],
        "left_on": [None, str(left_on)],
        "why": [None, why],
    }
    # first, because from that day on nothing of it can be written
    audit.record_in_programme(by=by, action="cohort.left", target=row, changes=changes)
    if by.authority_id:
        audit.record(by=by, action="cohort.left", target=row, changes=changes)
    changed = ProgrammeAuthority.objects.filter(pk=row.pk, left_on=None).update(
        left_on=left_on
    )
    if not changed:
        raise CannotDo("The day on which it leaves is written down already", "left_on")


def _check_is_out(asked: CohortInvitation, joins_on: date) -> None:
    stays = ProgrammeAuthority.objects.filter(
        Q(left_on=None) | Q(joined_on=joins_on),
        programme=asked.programme_id,
        authority=asked.authority_id,
    )
    if stays.exists():
        raise CannotDo(
            "Your authority is in it already, or joined and left on that same day. "
            "Look at who takes part, and answer tomorrow if it left today",
            "kind",
        )


def _check(called: Called, own: UUID | None) -> None:
    if called.ends_on and called.ends_on < called.starts_on:
        raise CannotDo("It ends before it begins. Correct one of the days", "ends_on")
    others = Programme.objects.filter(name=called.name)
    if own:
        others = others.exclude(pk=own)
    if others.exists():
        raise CannotDo("Another programme has this name. Choose another", "name")


def _keep(row: Programme, number: int, called: Called, action: str, by: Viewer) -> None:
    entry = ProgrammeEntry(
        programme=row,
        number=number,
        name=called.name,
        starts_on=called.starts_on,
        ends_on=called.ends_on,
        **said_by(by),
    )
    entry.save(force_insert=True)
    _tell(entry, action, by, name=[None, called.name])


def _tell(row: Any, action: str, by: Viewer, **changes: Any) -> None:
    audit.record_in_programme(by=by, action=action, target=row, changes=changes)
