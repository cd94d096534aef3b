"""Planning, changing and cancelling dates, and saying who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.gatherings import asked_selectors, policy, selectors
from kinfold.gatherings.dates import (
    When,
    cancel_row,
    check_places,
    check_times,
    dates,
    is_moved,
)
from kinfold.gatherings.models import (
    AgreedAction,
    Gathering,
    GatheringVersion,
    Guest,
    GuestAnswer,
    InvitedPlace,
)
from kinfold.gatherings.rooms import follow_it
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.materials import materials_in


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What a gathering is, whoever hosts it and however many may come."""

    kind: str
    title: str
    about: str = ""
    materials: str = ""
    host_id: UUID | None = None
    capacity: int | None = None
    is_for_all: bool = True


@transaction.atomic
def plan(
    *,
    programme_id: UUID,
    what: What,
    when: When,
    rhythm: str = "once",
    count: int = 1,
    places: Sequence[UUID] = (),
    is_synthetic: bool = False,
    by: Viewer,
) -> list[Gathering]:
    """Put one date, or a series of `count` dates, into the calendar.

    Raises:
        PermissionDenied: not theirs to keep, or hosted by another authority.
        NotFound: there is no such programme for them.
        CannotDo: times out of order, too many dates, a material without an address,
            or an authority that is not in the programme.
    """
    found = selectors.programme(by, programme_id)
    insist(policy.may_keep(by, what.host_id))
    _check_materials(what.materials)
    named: set[UUID | None] = {*places, *([what.host_id] if what.host_id else [])}
    check_places(named, found.pk, "places", by)
    made = []
    for each in dates(when, rhythm, count):
        row = Gathering(
            programme=found, **asdict(what), **each, is_synthetic=is_synthetic,
            **said_by(by),
        )  # fmt: skip
        row.save(force_insert=True)
        made.append(row)
    InvitedPlace.objects.bulk_create(
        InvitedPlace(programme=found, gathering=row, authority_id=place)
        for row in made
        for place in dict.fromkeys(places)
    )
    audit.record_in_programme(
        by=by,
        action="gathering.planned",
        target=made[0],
        changes={"dates": len(made), "first": str(made[0].day)},
    )
    return made


@transaction.atomic
def change(
    *,
    gathering_id: UUID,
    what: What,
    when: When,
    why: str,
    seen_version: int,
    by: Viewer,
) -> Gathering:
    """Move or rename one date; the others of its series stay. What it said is kept.

    Whoever answered is asked again once it is moved, and keeps their seat meanwhile.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`, or it is not theirs to keep.
        StaleVersion: somebody else changed it first.
        CannotDo: it is cancelled, has no reason, or its times or materials are wrong.
    """
    row = _locked(gathering_id, by)
    insist(policy.may_keep(by, what.host_id))
    if row.version != seen_version:
        raise StaleVersion(row)
    if row.cancelled_on:
        raise CannotDo("This date is cancelled. Plan another one instead")
    if not why.strip():
        raise CannotDo("Say why it is changed", "why")
    check_times(when)
    _check_materials(what.materials)
    if what.host_id not in (None, row.host_id):
        check_places({what.host_id}, row.programme_id, "host", by)
    before = _said(row)
    row.moves += is_moved(row, when)
    _keep(row, before, why, by)
    for name, value in (*asdict(what).items(), *asdict(when).items()):
        setattr(row, name, value)
    row.version += 1
    row.save()
    follow_it(row, by)
    _move_up(row, by)
    after = _said(row)
    differs = {key: [before[key], after[key]] for key in after}
    differs = {key: pair for key, pair in differs.items() if pair[0] != pair[1]}
    audit.record_in_programme(
        by=by, action="gathering.changed", target=row, changes=differs
    )
    return row


@transaction.atomic
def cancel(*, gathering_id: UUID, why: str, by: Viewer) -> Gathering:
    """Cancel one date; the others of its series stay. Again changes nothing.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`, or it is not theirs to keep.
        CannotDo: no reason is given.
    """
    row = _locked(gathering_id, by)
    if not row.cancelled_on:
        cancel_row(row, why)
        audit.record_in_programme(
            by=by, action="gathering.cancelled", target=row, changes={}
        )
    return row


@transaction.atomic
def answer(*, gathering_id: UUID, says: str, why: str = "", by: Viewer) -> Guest:
    """Say for oneself whether one comes, until it begins. Full: they wait.

    Each answer is kept; the newest holds.

    Everybody answers one after the other, on the gathering's own lock, so that no
    more come than may.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`.
        CannotDo: it is cancelled or has begun.
    """
    row = selectors.get(by, gathering_id, is_locked=True)
    if row.cancelled_on:
        raise CannotDo("This date is cancelled, so there is nothing to answer")
    if policy.has_begun(row.day, row.starts_at, timezone.localtime()):
        raise CannotDo("This gathering has begun, so there is nothing to answer")
    guest = _guest(row, by)
    told = (guest.answer, guest.answers_move, asked_selectors.last_why(by, guest))
    if told != (says, row.moves, why.strip()):
        if guest.answer != says:  # who says the same again keeps their place in turn
            guest.is_waiting = says == "comes" and _is_full(row, by)
            guest.answer, guest.answered_at = says, timezone.now()
        guest.answers_move = row.moves
        guest.save()
        GuestAnswer(
            programme_id=row.programme_id, guest=guest, answer=says, why=why.strip(),
            answers_move=row.moves, **said_by(by),
        ).save(force_insert=True)  # fmt: skip
        _move_up(row, by)
        audit.record_in_programme(
            by=by, action="gathering.answered", target=guest, changes={"says": says}
        )
    return guest


@transaction.atomic
def agree(
    *, gathering_id: UUID, words: str, who: str, by_day: date, by: Viewer
) -> AgreedAction:
    """Keep what was agreed at a gathering.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`, or it is not theirs to keep.
    """
    row = _locked(gathering_id, by)
    agreed = AgreedAction(
        programme_id=row.programme_id,
        gathering=row,
        words=words,
        who=who,
        by_day=by_day,
        **said_by(by),
    )
    agreed.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="agreed_action.added", target=agreed, changes={}
    )
    return agreed


@transaction.atomic
def finish(*, agreed_id: UUID, came_of_it: str, by: Viewer) -> AgreedAction:
    """Keep what came of what was agreed. Once done it stays as it was said.

    Raises:
        PermissionDenied, NotFound: as `selectors.agreed_action`.
        CannotDo: it is done already, or nothing is said.
    """
    row = selectors.agreed_action(by, agreed_id)
    insist(policy.may_keep(by, row.gathering.host_id))
    if row.done_on:
        raise CannotDo(f"This is done already. What came of it: {row.came_of_it}")
    if not came_of_it.strip():
        raise CannotDo("Say what came of it", "came_of_it")
    row.done_on, row.came_of_it = timezone.localdate(), came_of_it.strip()
    row.save(update_fields=["done_on", "came_of_it"])
    audit.record_in_programme(
        by=by, action="agreed_action.done", target=row, changes={}
    )
    return row


def _guest(row: Gathering, by: Viewer) -> Guest:
    """Who they are there. What they answered for an authority that left holds no more:
    they answer anew, as they come now."""
    shown = selectors.guests_of(by, row).filter(user_id=by.user_id).first()
    if shown:
        return shown
    me = {"programme_id": row.programme_id, "gathering": row, "user_id": by.user_id}
    found = Guest.objects.filter(**me).first() or Guest(**me, **said_by(by))
    found.authority_id, found.name, found.answer = by.authority_id, by.name, ""
    return found


def _locked(gathering_id: UUID, by: Viewer) -> Gathering:
    row = selectors.get(by, gathering_id, is_locked=True)
    insist(policy.may_keep(by, row.host_id))
    return row


def _keep(row: Gathering, said: dict[str, Any], why: str, by: Viewer) -> None:
    GatheringVersion(
        programme_id=row.programme_id,
        gathering=row,
        version=row.version,
        said=said,
        why=why.strip(),
        **said_by(by),
    ).save(force_insert=True)


def _coming(row: Gathering, by: Viewer) -> int:
    guests = selectors.guests_of(by, row).filter(answer="comes", is_waiting=False)
    return guests.count()


def _is_full(row: Gathering, by: Viewer) -> bool:
    return row.capacity is not None and _coming(row, by) >= row.capacity


def _move_up(row: Gathering, by: Viewer) -> None:
    """Whoever waits longest comes, for as many seats as are free."""
    waiting = selectors.guests_of(by, row).filter(is_waiting=True)
    free = None if row.capacity is None else max(0, row.capacity - _coming(row, by))
    for guest in waiting.order_by("answered_at", "id")[:free]:
        guest.is_waiting = False
        guest.save(update_fields=["is_waiting"])


def _check_materials(typed: str) -> None:
    try:
        materials_in(typed)
    except ValueError as error:
        raise CannotDo(str(error), "materials") from error


def _said(row: Gathering) -> dict[str, Any]:
    names = (*What.__slots__, *When.__slots__)
    plain = {name: getattr(row, name) for name in names}
    return {
        key: value if value is None or isinstance(value, bool | int) else str(value)
        for key, value in plain.items()
    }
