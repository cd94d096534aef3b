"""Writing down a visit or a call, and closing it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.consultancy import policy, selectors
from kinfold.consultancy.holding import open_sitting, record
from kinfold.consultancy.models import Sitting, SittingVersion
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A visit or a call as it was typed."""

    kind: str
    day: date
    priorities: str
    present: str = ""
    notes: str = ""
    visit_id: UUID | None = None
    """The date of the calendar that it was."""


@transaction.atomic
def begin(
    *,
    programme_id: UUID,
    authority_id: UUID,
    held: Held,
    is_synthetic: bool = False,
    by: Viewer,
) -> Sitting:
    """Write down a visit to an authority's leaders, or a call with them.

    Raises:
        PermissionDenied: not theirs to write down.
        NotFound: there is no such authority in the programme for them.
        CannotDo: its day has not come, or its date of the calendar is not this
            authority's or is written down already.
    """
    place = selectors.place(by, programme_id, authority_id)
    insist(policy.may_hold(by, place.authority_id))
    row = Sitting(
        programme_id=place.programme_id,
        authority_id=place.authority_id,
        is_synthetic=is_synthetic,
        **asdict(held),
        **said_by(by),
    )
    _check(row, None, by)
    row.save(force_insert=True)
    record(by, "sitting.begun", row)
    return row


@transaction.atomic
def change(*, sitting_id: UUID, held: Held, seen_version: int, by: Viewer) -> Sitting:
    """Change what is written of it. What it said before is kept.

    Raises:
        PermissionDenied, NotFound: as `open_sitting`.
        StaleVersion: somebody else changed it first.
        CannotDo: it is closed, or as `begin`.
    """
    row = open_sitting(sitting_id, by)
    if row.version != seen_version:
        raise StaleVersion(row)
    before = {name: getattr(row, name) for name in Held.__slots__}
    was = row.visit_id
    after = asdict(held)
    if before == after:
        return row
    SittingVersion(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        sitting=row,
        version=row.version,
        said={key: str(value or "") for key, value in before.items()},
        **said_by(by),
    ).save(force_insert=True)
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    _check(row, was, by)
    row.save()
    record(by, "sitting.changed", row)
    return row


@transaction.atomic
def close(*, sitting_id: UUID, by: Viewer) -> Sitting:
    """Close it: every open promise of before was asked for. Again changes nothing.

    Raises:
        PermissionDenied, NotFound: as `selectors.sitting`, or it is not theirs.
        CannotDo: a promise of before was not asked for; the message names each.
    """
    row = selectors.sitting(by, sitting_id, is_locked=True)
    insist(policy.may_hold(by, row.authority_id))
    if row.closed_on:
        return row
    owed, asked = selectors.owed_at(by, row)
    left = policy.not_asked([one.pk for one in owed], asked)
    if left:
        names = "; ".join(f"“{one.words}”" for one in owed if one.pk in left)
        raise CannotDo(f"Ask first what came of what was promised before: {names}")
    row.closed_on, row.closed_by = timezone.localdate(), by.name
    row.save(update_fields=["closed_on", "closed_by"])
    record(by, "sitting.closed", row)
    return row


def _check(row: Sitting, was: UUID | None, by: Viewer) -> None:
    """`was`: the date of the calendar that it stood for until now."""
    if row.day > timezone.localdate():
        raise CannotDo(
            "This day has not come yet. Plan it in the calendar, and write it down "
            "when it is held",
            "day",
        )
    if row.visit_id is None:
        return
    one_at_a_time(f"what was held on {row.visit_id}")
    dates = selectors.dates_to_write_down(by, row, own=was)
    if row.visit_id not in {one.pk for one in dates}:
        raise CannotDo(
            "This date is written down already, or is not with this authority. "
            "Choose another one",
            "visit",
        )
