"""Waves, and who holds a role. `platform.cohort_fences` holds the same rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.accounts import account_at
from kinfold.platform.models import ProgrammeMember, ProgrammeOwned, said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.programme_places import is_of_a_stay_to_come
from kinfold.platform.viewer import Viewer
from kinfold.programme import cohort_selectors as cohort
from kinfold.programme import parts_selectors as selectors
from kinfold.programme.cohort_words import ended_words
from kinfold.programme.models import HeldRole, RoleEnded, Wave, WavePlace
from kinfold.records.errors import CannotDo, StaleVersion

NOT_YOUR_OWN = "You lead this programme: another lead has to change your own roles"


@dataclass(frozen=True, slots=True)
class Together:
    """What a wave is called, and the day on which its authorities begin."""

    name: str
    begins_on: date


@transaction.atomic
def keep_wave(
    *,
    programme_id: UUID,
    wave: Together,
    number: int | None = None,
    seen_version: int = 0,
    by: Viewer,
) -> Wave:
    """Add a wave, or write another down anew. What it was called stays to be read.

    Raises:
        PermissionDenied: they do not lead the programme.
        NotFound: there is no such programme or wave for them.
        CannotDo: another wave has this name.
        StaleVersion: somebody else changed it since the page was shown.
    """
    cohort.programme(by, programme_id)
    cohort.insist_leads(by, programme_id)
    one_at_a_time(f"waves of {programme_id}")
    standing = selectors.wave(by, programme_id, number) if number else None
    if standing and standing.version != seen_version:
        raise StaleVersion(standing)
    for other in selectors.waves(by, programme_id):
        if other.name == wave.name and other.number != number:
            raise CannotDo("Another wave has this name. Choose another", "name")
    row = Wave(
        programme_id=programme_id,
        number=number or selectors.next_number(by, programme_id),
        version=standing.version + 1 if standing else 1,
        name=wave.name,
        begins_on=wave.begins_on,
        **said_by(by),
    )
    row.save(force_insert=True)
    _tell(row, "cohort.wave_kept", by, wave=row.number, begins_on=str(wave.begins_on))
    return row


@transaction.atomic
def put_in_wave(
    *, programme_id: UUID, place: UUID, wave: int | None, seen_version: int, by: Viewer
) -> None:
    """Say with which wave an authority begins; none takes it out of its wave.

    Raises:
        PermissionDenied: they do not lead the programme.
        NotFound: the authority is not in the programme, or there is no such wave.
        StaleVersion: somebody else put it elsewhere since the page was shown.
    """
    cohort.place(by, programme_id, place)
    cohort.insist_leads(by, programme_id)
    one_at_a_time(f"waves of {programme_id}")
    if wave is not None:
        selectors.wave(by, programme_id, wave)
    standing = selectors.wave_place(by, programme_id, place)
    version = standing.version if standing else 0
    if version != seen_version:
        raise StaleVersion(standing)
    row = WavePlace(
        programme_id=programme_id,
        authority_id=place,
        version=version + 1,
        wave=wave,
        **said_by(by),
    )
    row.save(force_insert=True)
    _tell(row, "cohort.put_in_wave", by, authority=str(place), wave=wave)


@transaction.atomic
def give_role(
    *,
    programme_id: UUID,
    email: str,
    kind: str,
    since: date,
    by: Viewer,
    is_synthetic: bool = False,
) -> HeldRole:
    """Give an account a role of the programme: from now on it opens its pages.

    Raises:
        PermissionDenied: they do not lead the programme.
        NotFound: there is no such programme for them.
        CannotDo: no account has the address, it is their own, or they hold the role.
    """
    cohort.programme(by, programme_id)
    cohort.insist_leads(by, programme_id)
    if kind not in HeldRole.OF_PROGRAMME:
        raise CannotDo("Choose a role of the programme", "kind")
    _check_past(since, "since")
    one_at_a_time(f"roles of {programme_id}")
    account = account_at(email)
    if account is None:
        raise CannotDo(
            "Nobody signs in to Kinfold with this address. Check its letters, or have "
            "an administrator of their own authority invite them first",
            "email",
        )
    is_own = account.user_id == by.user_id
    standing = ProgrammeMember.objects.filter(
        programme=programme_id, user=account.user_id
    ).first()
    held = set(standing.roles) if standing else set()
    if is_own and kind not in held:
        raise CannotDo(NOT_YOUR_OWN, "email")
    _check_holds_not(programme_id, kind, account.user_id)
    row = HeldRole(
        programme_id=programme_id,
        kind=kind,
        name=account.name,
        user_id=account.user_id,
        since=since,
        is_synthetic=is_synthetic,
        **said_by(by),
    )
    row.save(force_insert=True)
    _open(row, account.user_id, standing)
    _tell(row, "cohort.role_given", by, kind=kind, since=str(since))
    return row


@transaction.atomic
def name_role(
    *,
    programme_id: UUID,
    place: UUID,
    kind: str,
    name: str,
    since: date,
    by: Viewer,
    is_synthetic: bool = False,
) -> HeldRole:
    """Say who in an authority is asked: its lead here, or a practice leader.

    It opens nothing for them. By its own director, or by the programme's lead.

    Raises:
        PermissionDenied: they neither direct the authority nor lead the programme.
        NotFound: the authority is not in the programme, or not theirs.
        CannotDo: they are named already, or the day has not come.
    """
    cohort.place(by, programme_id, place)
    cohort.insist_speaks(by, programme_id)
    if kind not in HeldRole.OF_AUTHORITY:
        raise CannotDo("Choose a role of an authority", "kind")
    _check_past(since, "since")
    one_at_a_time(f"roles of {programme_id}")
    named = HeldRole.objects.filter(
        is_of_a_stay_to_come(),
        programme=programme_id,
        authority=place,
        kind=kind,
        name=name,
        endings=None,
    )
    if named.exists():
        raise CannotDo("This person is named in this role already", "name")
    row = HeldRole(
        programme_id=programme_id,
        authority_id=place,
        kind=kind,
        name=name,
        since=since,
        is_synthetic=is_synthetic,
        **said_by(by),
    )
    row.save(force_insert=True)
    _tell(row, "cohort.role_given", by, kind=kind, since=str(since))
    return row


@transaction.atomic
def end_role(*, held_role_id: UUID, last_day: date, by: Viewer) -> None:
    """Write down that somebody holds a role no more; what it opened closes at once.

    Raises:
        PermissionDenied: it is not theirs to end.
        NotFound: there is no such role for them, or it is another authority's.
        CannotDo: it is their own, it ended already, or the day is before its first,
            or has not come. The same from the same person again is none.
    """
    one_at_a_time(f"end of {held_role_id}")
    role = selectors.role_to_end(by, held_role_id)
    one_at_a_time(f"roles of {role.programme_id}")
    ended = selectors.ending_of(by, role)
    if ended:
        if (ended.by_user_id, ended.last_day) != (by.user_id, last_day):
            raise CannotDo(ended_words(role.name, ended), "last_day")
        return
    if role.user_id == by.user_id:
        raise CannotDo(NOT_YOUR_OWN, "last_day")
    _check_past(last_day, "last_day")
    if last_day < role.since:
        raise CannotDo("This is before the first day. Give a later day", "last_day")
    row = RoleEnded(
        programme_id=role.programme_id, role=role, last_day=last_day, **said_by(by)
    )
    row.save(force_insert=True)
    if role.user_id:
        _take(role)
    _tell(row, "cohort.role_ended", by, kind=role.kind, last_day=str(last_day))


def _open(role: HeldRole, user_id: int, standing: ProgrammeMember | None) -> None:
    if standing is None:
        ProgrammeMember.objects.create(
            programme_id=role.programme_id, user_id=user_id, roles=[role.kind]
        )
    elif role.kind not in standing.roles:
        _set_roles(standing, {*standing.roles, role.kind})


def _take(role: HeldRole) -> None:
    standing = ProgrammeMember.objects.filter(
        programme=role.programme_id, user=role.user_id
    ).first()
    if standing is None:  # taken away on the server: nothing is open any more
        return
    left = set(standing.roles) - {role.kind}
    if left:
        _set_roles(standing, left)
    else:
        # a member without a role would still see the programme's rows
        standing.delete()


def _set_roles(standing: ProgrammeMember, roles: set[str]) -> None:
    ProgrammeMember.objects.filter(pk=standing.pk).update(roles=sorted(roles))


def _check_holds_not(programme_id: UUID, kind: str, user_id: int) -> None:
    rows = HeldRole.objects.filter(
        programme=programme_id, kind=kind, user_id=user_id, endings=None
    )
    if rows.exists():
        raise CannotDo("They hold this role already", "kind")


def _check_past(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet. Enter today or an earlier day",
                       field)  # fmt: skip


def _tell(row: ProgrammeOwned, action: str, by: Viewer, **said: object) -> None:
    changes = {name: [None, value] for name, value in said.items()}
    audit.record_in_programme(by=by, action=action, target=row, changes=changes)
    if by.authority_id:
        audit.record(by=by, action=action, target=row, changes=changes)
