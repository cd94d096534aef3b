"""What can wait on the road: a plan for today that runs out."""

from __future__ import annotations

from datetime import date, timedelta

from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold.trajectory.models import ImmediatePlan
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words

# long enough to meet before it runs out, also over a weekend
AHEAD = timedelta(days=3)


def running_out(asked: Asked) -> Rows:
    plans = ImmediatePlan.objects.filter(
        ended_on=None, expires_on__lte=asked.today + AHEAD
    )
    return told(plans, asked, "todays_safety", "expires_on")


def _say(day: date, today: date) -> str:
    if day < today:
        return f"Today's safety ran out on {day_in_words(day)}"
    when = {0: "today", 1: "tomorrow"}.get((day - today).days)
    return f"Today's safety runs out {when or f'on {day_in_words(day)}'}"


KINDS = (
    Kind(
        key="todays_safety", order=1, icon="clock-alert", needs=Action.WRITE_PLAN,
        page="trajectory:immediate", rows=running_out, say=_say,
    ),
)  # fmt: skip
