"""How the map speaks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from kinfold_core.people.dates import day_in_words

COLUMNS = {
    "worried": ("harm", "danger", "complicating_factor"),
    "well": ("existing_safety", "strength"),
    "needs": ("goal", "next_step"),
}
COLUMN_OF = {
    category: column for column, group in COLUMNS.items() for category in group
}
COLUMN_TITLES = {
    "worried": "What are we worried about?",
    "well": "What's working well?",
    "needs": "What needs to happen?",
}
# Short enough for three in a row on a phone; the title is read out after it.
COLUMN_TABS = {"worried": "Worries", "well": "Working well", "needs": "Next"}
COLUMN_ICONS = {"worried": "circle-alert", "well": "sprout", "needs": "footprints"}
SOURCES = {
    "child": "said by a child",
    "parent": "said by a parent or carer",
    "network": "said by family or friends",
    "professional": "said by a professional",
    "observed": "seen by the writer",
    "record": "from a record",
}
NO_NUMBER = {
    "dont_know": "did not know",
    "not_asked": "was not asked",
    "declined": "did not want to say",
}
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
}
CHANGES = {
    "written": "Written",
    "changed": "Changed",
    "withdrawn": "Taken off the map",
    "put_back": "Put back",
}


def number(value: Decimal) -> str:
    """`4`, `4.5`: no noughts that mean nothing."""
    return f"{value.normalize():f}" if value else "0"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """`Amina, Nan Jo and Mr Cole`."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def moment(at: datetime, *, now: datetime) -> str:
    """`today at 14:02`, `on 3 May 2026 at 09:15`."""
    here, today = timezone.localtime(at), timezone.localtime(now).date()
    clock = f"{here:%H:%M}"
    if here.date() == today:
        return f"today at {clock}"
    return f"on {day_in_words(here.date())} at {clock}"


def due(day: date, *, today: date) -> str:
    """`by Thursday 14 May, in 3 days`: time as people say it."""
    said = f"by {day:%A} {day_in_words(day)}"
    days = (day - today).days
    if days == 0:
        return f"{said}, today"
    if days == 1:
        return f"{said}, tomorrow"
    return f"{said}, in {days} days" if 1 < days <= 14 else said


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def shortened(text: str, longest: int = 60) -> str:
    """Its beginning, for where it is only a name."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def as_sentence(text: str) -> str:
    """With a stop at the end, so that parts joined together read well."""
    bare = text.strip()
    return bare if not bare or bare[-1] in ".!?…”\"'" else f"{bare}."
