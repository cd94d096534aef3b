"""How people, ages and dates are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from kinfold.platform.components import Tone
from kinfold.records.models import Person, ServiceStatus
from kinfold_core.people.dates import (
    age_in_words,
    day_in_words,
    unborn_in_words,
    unborn_name,
)

STATUS_LABELS = dict(ServiceStatus.Status.choices)
STATUS_TONES: dict[str, Tone] = {
    ServiceStatus.Status.LOOKED_AFTER.value: "attention",
    ServiceStatus.Status.CHILD_PROTECTION.value: "worried",
    ServiceStatus.Status.CHILD_IN_NEED.value: "needs",
    ServiceStatus.Status.EARLY_HELP.value: "calm",
    ServiceStatus.Status.CARE_LEAVER.value: "calm",
}


def age_line(person: Person, today: date) -> str:
    """ "9", "about 8", "unborn, due 12 May 2026" or "age not known"."""
    if person.is_lost:
        return "not born alive"
    if person.is_unborn:
        return unborn_in_words(person.due_on, today)
    if person.died_on:
        return f"died {day_in_words(person.died_on)}"
    if person.has_died:
        return "has died"
    born = person.born
    if born is None:
        return "age not known"
    if born.earliest > today:
        return f"born {born}"
    return age_in_words(born, today)


def named_with_age(person: Person, today: date) -> str:
    """ "Kai (8)"; of a baby without a name yet "Baby due March 2027" says it all."""
    name = person.short_name
    is_awaited = person.is_unborn and person.due_on and person.due_on >= today
    if is_awaited and name == unborn_name(person.due_on):
        return name
    return f"{name} ({age_line(person, today)})"


def born_line(person: Person) -> str:
    """ "born 3 May 2017", for telling two people of one name apart."""
    if person.is_unborn:
        return f"due {day_in_words(person.due_on)}" if person.due_on else "unborn"
    return f"born {person.born}" if person.born else "date of birth not known"


def detail_line(person: Person, today: date) -> str:
    """ "9 · born 3 May 2017", or the one thing that can be said."""
    if person.is_unborn:
        return age_line(person, today)
    if person.born is None:
        return born_line(person)
    return f"{age_line(person, today)} · {born_line(person)}"


def day(value: date | None) -> str:
    return day_in_words(value) if value else ""


def moment(value: datetime | None) -> str:
    """ "3 May 2026, 14:05" in the reader's time zone."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{day_in_words(here.date())}, {here:%H:%M}"


def span(start: date | None, end: date | None) -> str:
    """ "since 3 May 2026", "3 May 2026 to 1 June 2026" or "until 1 June 2026"."""
    if start and end:
        return f"{day(start)} to {day(end)}"
    if start:
        return f"since {day(start)}"
    return f"until {day(end)}" if end else ""


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    tone: str = "calm"
