"""Words for drafts. No queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from kinfold.drafts.selectors import Kept
from kinfold_core import phrases

DAYS_OF_NOTICE = 7
UNNAMED = "A form"


def clock(moment: datetime, *, now: datetime) -> str:
    """When it was kept: "at 14:02" today, "on 3 May at 14:02" before."""
    then, today = timezone.localtime(moment), timezone.localtime(now).date()
    day = "" if then.date() == today else f"on {date_format(then, 'j F')} "
    return f"{day}at {then:%H:%M}"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One form that was not finished, as the list shows it."""

    id: UUID
    title: str
    family_name: str
    url: str
    kept: str
    goes_on: str
    goes_soon: bool


def lines(drafts: tuple[Kept, ...], *, now: datetime) -> tuple[DraftLine, ...]:
    return tuple(
        DraftLine(
            id=draft.id,
            title=draft.title or UNNAMED,
            family_name=draft.family_name,
            url=draft.path,
            kept=phrases.capital(clock(draft.kept_at, now=now)),
            goes_on=date_format(timezone.localtime(draft.goes_at), "j F"),
            goes_soon=(draft.goes_at - now).days < DAYS_OF_NOTICE,
        )
        for draft in drafts
    )
