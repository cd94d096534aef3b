"""One person's page in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.people.ethnicity import ethnicity_in_words
from kinfold.people.models import Residence
from kinfold.people.presenters.family import TieLine, tie_line
from kinfold.people.selectors.family_page import PersonPage
from kinfold.platform.components import SummaryRow, TimelineEntry
from kinfold.records.models import Person
from kinfold.records.presenters.words import STATUS_TONES, age_line, day, moment, span


@dataclass(frozen=True, slots=True)
class HomeLine:
    address: str
    kind: str
    when: str
    show_url: str = ""
    end_url: str = ""
    hide_url: str = ""
    unhide_url: str = ""


@dataclass(frozen=True, slots=True)
class MergeLine:
    words: str
    undo_url: str


def about(page: PersonPage, *, today: date, may_edit: bool) -> tuple[SummaryRow, ...]:
    """What is known of them. Each line leads to the page that changes it."""
    person = page.record.person
    edit = reverse("people:edit-person", args=[person.pk]) if may_edit else ""
    add_name = reverse("people:add-name", args=[person.pk]) if may_edit else ""
    add_number = reverse("people:add-reference", args=[person.pk]) if may_edit else ""
    names = [f"{name} ({name.get_kind_display().lower()})" for name in page.names]
    numbers = [f"{ref.kind.replace('_', ' ')}: {ref.value}" for ref in page.references]
    return (
        SummaryRow("Likes to be called", person.known_as or person.short_name, edit),
        SummaryRow("First and middle names", person.given_names, edit),
        SummaryRow("Last name", person.family_name, edit),
        SummaryRow("Other names", "\n".join(names), add_name, "Add"),
        SummaryRow("Age", age_line(person, today), edit),
        SummaryRow("Date of birth", _birth(person), edit),
        SummaryRow("Sex as recorded", person.get_sex_display(), edit),
        SummaryRow("Ethnicity", ethnicity_in_words(person.ethnicity_code), edit),
        SummaryRow("Languages", ", ".join(person.languages), edit),
        SummaryRow(
            "Interpreter",
            "Needed" if person.is_interpreter_needed else "Not needed",
            edit,
        ),
        SummaryRow("What helps them", person.communication_needs, edit),
        SummaryRow("Numbers elsewhere", "\n".join(numbers), add_number, "Add"),
    )


def _birth(person: Person) -> str:
    if person.is_unborn:
        return f"Due {day(person.due_on)}" if person.due_on else "Not born yet"
    return str(person.born) if person.born else ""


def home_lines(
    page: PersonPage, *, may_edit: bool, may_unhide: bool = False
) -> tuple[HomeLine, ...]:
    return tuple(_home(home, may_edit, may_unhide) for home in page.residences)


def _home(home: Residence, may_edit: bool, may_unhide: bool) -> HomeLine:
    ids = [home.person_id, home.pk]
    is_hidden = home.address.is_hidden
    name = f"{home.household}: " if home.household else ""
    return HomeLine(
        address=f"{name}{home.address}",
        kind=home.get_kind_display(),
        when=span(home.started_on, home.ended_on),
        show_url=reverse("people:show-address", args=ids)
        if is_hidden and may_edit
        else "",
        end_url=reverse("people:end-home", args=ids)
        if may_edit and home.ended_on is None
        else "",
        hide_url=reverse("people:hide-home", args=ids)
        if may_edit and not is_hidden
        else "",
        unhide_url=reverse("people:unhide-home", args=ids)
        if may_edit and may_unhide and is_hidden
        else "",
    )


def ties(page: PersonPage) -> tuple[TieLine, ...]:
    return tuple(tie_line(tie, page.record.person.pk) for tie in page.ties)


def service_history(page: PersonPage) -> tuple[TimelineEntry, ...]:
    return tuple(
        TimelineEntry(
            title=status.get_status_display(),
            when=span(status.started_on, status.ended_on),
            datetime=status.started_on.isoformat(),
            text=status.end_reason,
            icon="milestone",
            tone=STATUS_TONES[status.status],
        )
        for status in page.statuses
    )


def merge_lines(page: PersonPage) -> tuple[MergeLine, ...]:
    return tuple(
        MergeLine(
            f"The record of {merge.merged.full_name} was joined with this one "
            f"on {moment(merge.merged_at)}: {merge.reason}",
            reverse("finding:undo-merge", args=[merge.pk]),
        )
        for merge in page.merges
    )
