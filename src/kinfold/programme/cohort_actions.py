"""Making and naming a programme, and who joins it and leaves it.

The database holds the same rules (`platform.cohort_fences`): a lead adds nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import Max, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.text import slugify

from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import (
    EarlierShown,
    Programme,
    ProgrammeAuthority,
    ProgrammeMember,
    SaidBy,
    said_by,
)
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.programme import cohort_selectors as selectors
from kinfold.programme import cohort_words as words_of
from kinfold.programme import policy
from kinfold.programme.models import (
    CohortInvitation,
    HeldRole,
    InvitationAnswer,
    ProgrammeEntry,
    StayEnded,
)
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Role
from kinfold_core.people.dates import day_in_words

ONLY_ASKED = "It comes back only by another invitation"


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
    role = HeldRole(
        programme=row,
        kind=HeldRole.Kind.PROGRAMME_LEAD,
        name=by.name,
        user_id=by.user_id,
        since=timezone.localdate(),
        **said_by(by),
    )
    role.save(force_insert=True)
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
    if selectors.version(by, programme_id) != seen_version:
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
        CannotDo: it is in the programme on that day or asked already, or a day is over.
    """
    selectors.programme(by, programme_id)
    selectors.insist_leads(by, programme_id)
    one_at_a_time(f"invitations into {programme_id}")
    if place not in {one.pk for one in selectors.authorities_to_ask(by, programme_id)}:
        raise CannotDo("This authority is in the programme already", "place")
    at = (programme_id, place)
    if any((o.programme_id, o.authority_id) == at for o in selectors.invitations(by)):
        raise CannotDo("This authority was asked and has not answered yet", "place")
    today = timezone.localdate()
    if joins_on < today:
        raise CannotDo("Give today or a later day: it cannot have joined", "joins_on")
    if answer_by < today:
        raise CannotDo("Give today or a later day", "answer_by")
    _check_gone_by(programme_id, place, joins_on, "joins_on")
    row = CohortInvitation(
        programme_id=programme_id,
        authority_id=place,
        joins_on=joins_on,
        answer_by=answer_by,
        words=words,
        **said_by(by),
    )
    row.save(force_insert=True)
    # everybody in the programme reads its audit, and this is between two
    _tell(row, "cohort.invited", by)
    return row


@transaction.atomic
def answer(*, cohort_invitation_id: UUID, kind: str, words: str, by: Viewer) -> None:
    """Agree or decline for one's own authority, or take the invitation back.

    Raises:
        PermissionDenied: they neither direct the authority nor lead the programme.
        NotFound: there is no such invitation for them.
        CannotDo: it is answered, the last day to answer is over, or the authority is
            in the programme by now. The same answer of the same person again is none.
    """
    asked = selectors.invitation(by, cohort_invitation_id)
    one_at_a_time(f"stays of {asked.authority_id} in {asked.programme_id}")
    is_theirs = bool(by.authority_id)
    selectors.insist_speaks(by, asked.programme_id)
    standing = selectors.answer_to(by, asked)
    if standing:
        _check_same(
            standing,
            by,
            (standing.kind, standing.words) == (kind, words),
            f"This is answered already. {words_of.answer_words(standing)}",
        )
        return
    if is_theirs == (kind == InvitationAnswer.Kind.WITHDRAWN):
        raise CannotDo("This answer is for the other side to give", "kind")
    today = timezone.localdate()
    agrees = kind == InvitationAnswer.Kind.AGREED
    joins_on = max(asked.joins_on, today)
    if agrees:
        _check_may_join(asked, joins_on, today)
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
        _join(asked, joins_on)
    if is_theirs:
        changes = {"kind": [None, str(kind)]}
        audit.record(by=by, action="cohort.answered", target=row, changes=changes)
    # the programme's own audit takes no word from who is not in it (yet)
    if not is_theirs or (agrees and joins_on == today):
        _tell(row, "cohort.answered", by)


@transaction.atomic
def leave(
    *,
    programme_id: UUID,
    place: UUID,
    left_on: date,
    why: str,
    seen_version: int = 0,
    by: Viewer,
) -> None:
    """Write down the day from which an authority is in the programme no more; or,
    until that day has come, put it right. What was said before stays to be read.

    What it shared withdraws by itself on that day (ADR 38).

    Raises:
        PermissionDenied: they neither lead the programme nor direct the authority.
        NotFound: the authority was never in the programme, or is not theirs.
        CannotDo: the day is over, or it left already. The same from the same person
            again is none.
        StaleVersion: somebody wrote down a day since the page was shown.
    """
    one_at_a_time(f"stays of {place} in {programme_id}")
    row = selectors.newest_stay(by, programme_id, place)
    selectors.insist_speaks(by, programme_id)
    today = timezone.localdate()
    past = selectors.endings_of(by, row)
    said = past[0] if past else None
    is_same = (row.left_on, said and said.why) == (left_on, why)
    if said and said.by_user_id == by.user_id and is_same:
        return
    if row.left_on and row.left_on <= today:
        standing = words_of.left_words(row, past, today)
        raise CannotDo(f"This is written down already. {standing}. {ONLY_ASKED}")
    number = said.number if said else 0
    if number != seen_version:
        raise StaleVersion(row)
    _check_leaves(row, left_on, today)
    ended = StayEnded(
        programme_id=programme_id,
        authority_id=place,
        joined_on=row.joined_on,
        number=number + 1,
        left_on=left_on,
        why=why,
        **said_by(by),
    )
    _leave_on(row, ended, by)


def _check_leaves(row: ProgrammeAuthority, left_on: date, today: date) -> None:
    if left_on < today:
        raise CannotDo("Give today or a later day: nothing is hidden after the fact",
                       "left_on")  # fmt: skip
    if left_on < row.joined_on:
        day = day_in_words(row.joined_on)
        raise CannotDo(f"It joins on {day}. Give that day or a later one", "left_on")


def _leave_on(row: ProgrammeAuthority, ended: StayEnded, by: Viewer) -> None:
    action = "cohort.leaving_changed" if row.left_on else "cohort.left"
    # first, because from that day on nothing of it can be written. Everybody in the
    # programme reads its audit: the why is for the two
    if selectors.is_open(by, row.programme_id):
        _tell(row, action, by)
    if by.authority_id:
        before = str(row.left_on) if row.left_on else None
        changes = {"left_on": [before, str(ended.left_on)], "why": [None, ended.why]}
        audit.record(by=by, action=action, target=row, changes=changes)
    ended.save(force_insert=True)
    ProgrammeAuthority.objects.filter(pk=row.pk).update(left_on=ended.left_on)


@transaction.atomic
def show_earlier(*, programme_id: UUID, by: Viewer) -> None:
    """Show the programme again what one's own authority made in its stays before the
    one that lasts. Again changes nothing.

    Raises:
        PermissionDenied: they direct no authority.
        NotFound: theirs is not in the programme today.
        CannotDo: this is its first stay.
    """
    insist(policy.may_answer(by))
    place = by.in_authority()
    one_at_a_time(f"stays of {place} in {programme_id}")
    row = selectors.place(by, programme_id, place)
    if row.again_at is None:
        raise CannotDo("This is your first stay: nothing stands before it")
    if words_of.stay_key(row) in selectors.earlier_shown(by):
        return
    shown = EarlierShown(
        programme_id=programme_id,
        authority_id=place,
        joined_on=row.joined_on,
        **said_by(by),
    )
    shown.save(force_insert=True)
    _tell(shown, "cohort.earlier_shown", by)
    audit.record(by=by, action="cohort.earlier_shown", target=shown, changes={})


def _check_same(standing: SaidBy | None, by: Viewer, is_same: bool, words: str) -> None:
    """Somebody pressed twice, which changes nothing; or came second, and is told."""
    if standing is None or standing.by_user_id != by.user_id or not is_same:
        raise CannotDo(words)


def _join(asked: CohortInvitation, joins_on: date) -> None:
    ProgrammeAuthority.objects.create(
        programme_id=asked.programme_id,
        authority_id=asked.authority_id,
        joined_on=joins_on,
        again_at=_again_at(asked),
    )


def _again_at(asked: CohortInvitation) -> Greatest | None:
    """From now on, but not while a stay before lasts; None where there was none."""
    left_on = ProgrammeAuthority.objects.filter(
        programme=asked.programme_id, authority=asked.authority_id
    ).aggregate(last=Max("left_on"))["last"]
    if left_on is None:
        return None
    ended = timezone.make_aware(datetime.combine(left_on, time.min))
    return Greatest(TransactionNow(), Value(ended))


def _check_gone_by(programme_id: UUID, place: UUID, day: date, field: str) -> None:
    stays = ProgrammeAuthority.objects.filter(
        programme=programme_id, authority=place, left_on__gt=day
    )
    standing = stays.order_by("-left_on").first()
    if standing and standing.left_on:
        left_on = day_in_words(standing.left_on)
        raise CannotDo(
            f"It is in the programme until it leaves on {left_on}. It can be asked to "
            "join on that day or a later one",
            field,
        )


def _check_may_join(asked: CohortInvitation, joins_on: date, today: date) -> None:
    if asked.answer_by < today:
        raise CannotDo("The last day to answer is over. Ask to be invited anew", "kind")
    programme, place = asked.programme_id, asked.authority_id
    _check_gone_by(programme, place, joins_on, "kind")
    stays = ProgrammeAuthority.objects.filter(
        Q(left_on=None) | Q(joined_on=joins_on), programme=programme, authority=place
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
