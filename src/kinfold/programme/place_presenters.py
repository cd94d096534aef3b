"""One authority of a programme: everything of it in one place. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kinfold.consultancy.models import Promise
from kinfold.framework.presenters.lists import glance_words as review_words
from kinfold.gatherings.asked_selectors import Waiting
from kinfold.gatherings.models import Visit
from kinfold.platform.components import Cell, Column, Link, SummaryRow, Table
from kinfold.programme import home_presenters as words
from kinfold.programme.glance_forms import NEED_WORDS
from kinfold.programme.home_selectors import AtAGlance, LearnedThere, Standing
from kinfold.programme.models import CohortInvitation
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.programme_day import Need

SIDES = {
    Promise.Side.PROGRAMME: "What the programme promised",
    Promise.Side.AUTHORITY: "What the authority promised",
}
SIDE_NONE = "Nothing is open on this side."


@dataclass(frozen=True, slots=True)
class NeedHere:
    words: str
    url: str


def needs_here(one: Standing, glance: AtAGlance) -> tuple[NeedHere, ...]:
    """Why somebody is needed, each with the room where it is mended."""
    return tuple(
        NeedHere(NEED_WORDS[need], _room_of(need, one, glance)) for need in one.needs
    )


def invited(waiting: Iterable[CohortInvitation]) -> tuple[NeedHere, ...]:
    """Each programme that asked the authority to join, with the page of the answer."""
    return tuple(
        NeedHere(
            f"{one.programme.name} asks you to join; "
            f"answer by {day_in_words(one.answer_by)}",
            reverse("programme:answer", args=[one.pk]),
        )
        for one in waiting
    )


def asked_to_answer(waiting: Iterable[Waiting]) -> tuple[NeedHere, ...]:
    """Each gathering that waits for the viewer's own answer, with the page of it."""
    return tuple(
        NeedHere(
            f"Do you come to “{one.title}” on {day_in_words(one.day)}?",
            reverse("gatherings:answer", args=[one.id]),
        )
        for one in waiting
    )


def _room_of(need: Need, one: Standing, glance: AtAGlance) -> str:
    if need in (Need.OWED_TO_IT, Need.OWED_BY_IT):
        return "#promises"
    if need in (Need.PLAN_LATE, Need.PLAN_SOON):
        return reverse("implementation:plans")
    if need is Need.FOLLOW_UP:
        return reverse("lab:home")
    if need is Need.NO_PHASE:
        return _journey(one, glance)
    return reverse("gatherings:calendar")


def _journey(one: Standing, glance: AtAGlance) -> str:
    return reverse("journeys:journey", args=[glance.programme.pk, one.id])


def rows(
    one: Standing, glance: AtAGlance, there: LearnedThere
) -> tuple[SummaryRow, ...]:
    """Where it stands in each room, with the way into it."""
    return (
        SummaryRow(
            "Phase", words.phase_words(one), _journey(one, glance), "Open its journey"
        ),
        SummaryRow(
            "Plan",
            words.plan_words(one),
            reverse("implementation:plans"),
            "Open the plans",
        ),
        SummaryRow(
            "Deliverables",
            f"Something was seen of {words.seen_words(one, glance)}",
            reverse("journeys:home"),
            "Open journeys",
        ),
        SummaryRow("Next", words.next_words(one.next), _event(one), "Open"),
        SummaryRow("Last visit", words.visit_words(one)),
        SummaryRow("Last call", _call(one)),
        SummaryRow(
            "Learning", _learned(there), reverse("development:home"), "Open learning"
        ),
        SummaryRow("Learning lab", _lab(one), reverse("lab:home"), "Open the lab"),
        SummaryRow(
            "Goals",
            there.goals.words if there.goals else "No goal chosen",
            reverse("aims:place", args=[glance.programme.pk, one.id]),
            "Open its goals",
        ),
        SummaryRow(
            "Framework review",
            review_words(there.review),
            reverse("framework:place", args=[glance.programme.pk, one.id]),
            "Open its reviews",
        ),
    )


def _event(one: Standing) -> str:
    if one.next is None:
        return reverse("gatherings:calendar")
    room = "gatherings:visit" if one.next.is_visit else "gatherings:gathering"
    return reverse(room, args=[one.next.id])


def _call(one: Standing) -> str:
    if one.sat is None or one.sat.last_call is None:
        return "None written down"
    return day_in_words(one.sat.last_call)


def _learned(one: LearnedThere) -> str:
    if one.learned is None or not (one.learned.places or one.learned.is_least):
        return "No place at training is written down as taken this year"
    if not one.learned.places:
        return "Some places were taken at training this year, too few to be told"
    least = "At least " if one.learned.is_least else ""
    # never one: fewer than five are not told
    return f"{least}{one.learned.places} places taken at training this year"


def _lab(one: Standing) -> str:
    if one.lab is None:
        return "No day booked"
    day = one.lab.next_booked_on
    told = [f"Booked on {day_in_words(day)}" if day else "No day booked"]
    if due := one.lab.follow_ups_due:
        told.append(f"{due} follow-up{'' if due == 1 else 's'} due")
    return ", ".join(told)


def promises_tables(
    promises: Iterable[Promise], today: date
) -> tuple[tuple[str, Table], ...]:
    """Each side's open promises, shown alike, the first due first."""
    every = list(promises)
    return tuple(
        (heading, _promises([one for one in every if one.side == side], heading, today))
        for side, heading in SIDES.items()
    )


def _promises(promises: list[Promise], heading: str, today: date) -> Table:
    return Table(
        caption=heading,
        columns=(Column("Promise"), Column("Who"), Column("By"), Column("Now")),
        rows=tuple(
            (
                one.words,
                one.who,
                day_in_words(one.by_day),
                Cell("Overdue", tone="attention", icon="clock")
                if one.by_day < today
                else Cell("Still to do"),
            )
            for one in promises
        ),
        is_caption_shown=False,
        empty_text=SIDE_NONE,
    )


def ahead(visits: Iterable[Visit]) -> tuple[Link, ...]:
    """Visits and calls in the calendar."""
    return tuple(
        Link(
            f"{Visit.Kind(one.kind).label}, {day_in_words(one.day)}",
            reverse("gatherings:visit", args=[one.pk]),
        )
        for one in visits
    )


def ways_on(one: Standing, *, is_published: bool) -> tuple[Link, ...]:
    """Other pages that tell of this authority."""
    found = [Link("Workshops", reverse("workshops:workshops"))]
    found.append(Link("Figures and what is shown", reverse("programme:measures")))
    if is_published:
        published = reverse("insight:authority", args=[one.slug])
        found.append(Link(f"{one.name}'s published figures", published))
    return tuple(found)
