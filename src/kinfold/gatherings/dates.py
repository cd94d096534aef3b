"""What planning a gathering and planning a visit have in common."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinfold.gatherings import selectors
from kinfold.gatherings.models import WhenAndWhere
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.recurring import MOST_DATES, days_of


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day, its times in England where they are known, and how to get there."""

    day: date
    starts_at: time | None = None
    ends_at: time | None = None
    where: str = ""
    link: str = ""


def dates(when: When, rhythm: str, count: int) -> list[dict[str, Any]]:
    """The columns of each date of a series."""
    check_times(when)
    if not 1 <= count <= MOST_DATES:
        raise CannotDo(f"Plan from 1 to {MOST_DATES} dates at once", "count")
    days = days_of(when.day, rhythm, count)
    series = time_ordered_uuid() if len(days) > 1 else None
    return [
        {
            **asdict(when),
            "day": day,
            "series_id": series,
            "rhythm": rhythm,
            "number": number,
        }
        for number, day in enumerate(days, start=1)
    ]


def check_times(when: When) -> None:
    if when.ends_at is None:
        return
    if when.starts_at is None:
        raise CannotDo("Say at what time it begins", "starts_at")
    if when.ends_at <= when.starts_at:
        raise CannotDo("It must end after it begins", "ends_at")


def check_places(
    named: set[UUID | None], programme_id: UUID, part: str, by: Viewer
) -> None:
    if not named <= {one.pk for one in selectors.places_of(by, programme_id)}:
        raise CannotDo("This authority is not in the programme. Choose again", part)


def is_moved(row: WhenAndWhere, when: When) -> bool:
    """Whether these are another day or other times than the row has."""
    now = (row.day, row.starts_at, row.ends_at)
    return (when.day, when.starts_at, when.ends_at) != now


def cancel_row(row: WhenAndWhere, why: str) -> None:
    if not why.strip():
        raise CannotDo("Say why it is cancelled", "why")
    row.cancelled_on, row.cancelled_why = timezone.localdate(), why.strip()
    row.version += 1
    row.save()
