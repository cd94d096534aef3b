"""Words for drafts. No queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from kinfold.drafts.selectors import Kept
from kinfold.drafts.together import Outcome
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


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that both changed; `name` is what its choice is sent under."""

    name: str
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Both:
    """Who saved first and when, what both changed, and what only they did."""

    by: str
    when: str
    differences: tuple[Difference, ...]
    also: str
    is_asked_again: bool


def both(
    done: Outcome[Any],
    *,
    label: Callable[[str], str],
    said: Callable[[Any], str],
    now: datetime,
) -> Both:
    """What stands and what somebody just typed, to choose from (`drafts/both.html`)."""
    theirs = done.standing
    return Both(
        by=theirs.changed_by,
        when=clock(theirs.changed_at, now=now),
        differences=tuple(
            Difference(
                name,
                label(name),
                said(getattr(theirs.details, name)),
                said(getattr(done.mine, name)),
            )
            for name in done.questions
        ),
        also=also_changed(done, label=label),
        is_asked_again=done.is_asked_again,
    )


def also_changed(done: Outcome[Any], *, label: Callable[[str], str]) -> str:
    """What the other writer changed besides, which stays too; "" when nothing."""
    names = phrases.listed([f"“{label(name)}”" for name in done.taken])
    return f"{done.standing.changed_by} also changed {names}" if names else ""
