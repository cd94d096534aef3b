"""Days as people say them: "Thursday 14 May 2026, in 3 days"."""

from __future__ import annotations

from datetime import date

from kinfold_core.people.dates import day_in_words

NEAR = 14


def day_said(day: date, *, today: date) -> str:
    """The weekday and the day, and how far it is when that is near."""
    far = how_far(day, today=today)
    return f"{day:%A} {day_in_words(day)}{f', {far}' if far else ''}"


def how_far(day: date, *, today: date) -> str:
    """ "today", "in 3 days", "2 days ago"; "" when it is more than two weeks."""
    days = (day - today).days
    if abs(days) > NEAR:
        return ""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
