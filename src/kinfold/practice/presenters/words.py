"""How the map speaks."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.living_map import LivingMap

COLUMNS = {
    "worried": ("harm", "danger", "complicating_factor"),
    "well": ("existing_safety", "strength"),
    "needs": ("goal", "next_step"),
}
COLUMN_OF = {
    category: column for column, group in COLUMNS.items() for category in group
}
# Short enough for three in a row on a phone; the title is read out after it.
COLUMN_TABS = {"worried": "Worries", "well": "Working well", "needs": "Next"}
SOURCES = {
    "child": "said by a child",
    "parent": "said by a parent or carer",
    "network": "said by family or friends",
    "professional": "said by a professional",
    "observed": "seen by the writer",
    "record": "from a record",
}
CERTAINTY = {
    "seen": "Somebody saw it",
    "told_by_child": "A child told it",
    "told_by_other": "Somebody else told it",
    "suspected": "Thought likely, not seen or told",
    "disputed": "Seen differently by somebody",
}
MOMENTS = {"first": "first", "worst": "worst", "recent": "latest"}
NO_NUMBER = {
    "dont_know": "did not know",
    "not_asked": "was not asked",
    "declined": "did not want to say",
}
NOBODY_GAVE_A_NUMBER = "Nobody gave a number when they were last asked."
OCCASIONS = {
    "visit": "on a visit",
    "family_meeting": "at a family meeting",
    "network_meeting": "at a network meeting",
    "conference": "at a conference or review",
    "supervision": "in supervision",
    "child_tool": "drawing or talking together",
    "phone": "by phone or message",
    "other": "",
}
FORMATS = {
    "printed": "printed, on paper",
    "large_print": "printed, in large print",
    "read_aloud": "read aloud together",
    "on_screen": "looked at together on a screen",
    "sent": "sent in a way they chose",
    "translated": "gone through with an interpreter",
    "link": "as a link for their telephone",
}


def moment(at: datetime, *, now: datetime) -> str:
    """`today at 14:02`, `on 3 May 2026 at 09:15`."""
    here, today = timezone.localtime(at), timezone.localtime(now).date()
    clock = f"{here:%H:%M}"
    if here.date() == today:
        return f"today at {clock}"
    return f"on {day_in_words(here.date())} at {clock}"


def last_change(living_map: LivingMap, *, now: datetime) -> str:
    """When the map last changed: paper printed before then says something else."""
    rows = (
        *living_map.entries, *living_map.withdrawn_entries,
        *living_map.dangers, *living_map.withdrawn_dangers,
    )  # fmt: skip
    times = [row.changed_at for row in rows]
    times += [rating.recorded_at for d in living_map.dangers for rating in d.ratings]
    return moment(max(times), now=now) if times else ""


def due(day: date, *, today: date) -> str:
    """`by Thursday 14 May, in 3 days`: time as people say it."""
    said = f"by {day:%A} {day_in_words(day)}"
    days = (day - today).days
    if days == 0:
        return f"{said}, today"
    if days == 1:
        return f"{said}, tomorrow"
    return f"{said}, in {days} days" if 1 < days <= 14 else said
