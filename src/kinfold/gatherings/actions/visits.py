"""Visits to one authority, and calls with it."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from kinfold.gatherings import policy, selectors
from kinfold.gatherings.dates import When, cancel_row, check_times, dates, is_moved
from kinfold.gatherings.models import Visit, VisitMove
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@transaction.atomic
def plan_visits(
    *,
    programme_id: UUID,
    place: UUID,
    kind: str,
    when: When,
    rhythm: str = "once",
    count: int = 1,
    is_synthetic: bool = False,
    by: Viewer,
) -> list[Visit]:
    """Plan a visit to one authority or a call with it, or a series of them.

    Raises:
        PermissionDenied: not theirs to hold.
        NotFound: there is no such programme for them.
        CannotDo: the authority is not in it, times out of order, too many dates.
    """
    found = selectors.programme(by, programme_id)
    insist(policy.may_hold_visits(by, place))
    if place not in {one.pk for one in selectors.places_of(by, found.pk)}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    made = []
    for each in dates(when, rhythm, count):
        row = Visit(
            programme=found, authority_id=place, kind=kind, **each,
            is_synthetic=is_synthetic, **said_by(by),
        )  # fmt: skip
        row.save(force_insert=True)
        made.append(row)
    # the programme's audit is read by all of it, so it does not say with whom
    audit.record_in_programme(
        by=by, action="visit.planned", target=made[0], changes={"dates": len(made)}
    )
    return made


@transaction.atomic
def move_visit(
    *, visit_id: UUID, when: When, why: str, seen_version: int, by: Viewer
) -> Visit:
    """Move one visit or call, or change how to get there; the others of its series
    stay. When and where it was to be is kept.

    Raises:
        PermissionDenied, NotFound: as `selectors.visit`, or it is not theirs.
        StaleVersion: somebody else changed it first.
        CannotDo: it is cancelled, no reason is given, times are out of order, or
            nothing differs.
    """
    row = selectors.visit(by, visit_id, is_locked=True)
    insist(policy.may_hold_visits(by, row.authority_id))
    if row.version != seen_version:
        raise StaleVersion(row)
    if row.cancelled_on:
        raise CannotDo("This date is cancelled. Plan another one instead")
    if not why.strip():
        raise CannotDo("Say why it is moved", "why")
    check_times(when)
    stood = When(**{name: getattr(row, name) for name in When.__slots__})
    if when == stood:
        raise CannotDo("Nothing differs. Give another day, time or place")
    VisitMove(
        programme_id=row.programme_id, authority_id=row.authority_id, visit=row,
        version=row.version, **asdict(stood), why=why.strip(), **said_by(by),
    ).save(force_insert=True)  # fmt: skip
    row.moves += is_moved(row, when)
    for name, value in asdict(when).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    audit.record_in_programme(by=by, action="visit.moved", target=row, changes={})
    return row


@transaction.atomic
def cancel_visit(*, visit_id: UUID, why: str, by: Viewer) -> Visit:
    """Cancel one visit or call; the others of its series stay.

    Raises:
        PermissionDenied, NotFound: as `selectors.visit`, or it is not theirs.
        CannotDo: no reason is given.
    """
    row = selectors.visit(by, visit_id, is_locked=True)
    insist(policy.may_hold_visits(by, row.authority_id))
    if not row.cancelled_on:
        cancel_row(row, why)
        audit.record_in_programme(
            by=by, action="visit.cancelled", target=row, changes={}
        )
    return row
