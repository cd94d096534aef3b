"""A programme's authorities at a glance, in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from kinfold.gatherings.selectors import NextEvent
from kinfold.platform.components import Cell, Column, Link, Table
from kinfold.programme.glance_forms import ANY_NEED, NEED_WORDS, NO_PHASE
from kinfold.programme.home_selectors import AtAGlance, Standing
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.implementation_plan import STATES
from kinfold_core.practice.phases import PHASE_WORDS, Phase
from kinfold_core.practice.programme_day import Need

MOST_NAMED = 6
PHASES = list(Phase)
HEADINGS = (
    "authority", "phase", "phase_since", "plan", "plan_due", "deliverables_seen",
    "deliverables_in_all", "next_event", "next_on", "last_visit", "last_call",
    "promises_overdue_by_programme", "promises_overdue_by_authority",
    "lab_follow_ups_due", "needs_somebody_because",
)  # fmt: skip
NUMBERS = frozenset(
    {
        "deliverables_seen",
        "deliverables_in_all",
        "promises_overdue_by_programme",
        "promises_overdue_by_authority",
        "lab_follow_ups_due",
    }
)
TOLD = (
    ("What it is", "Where each authority of the programme stands on the day taken"),
    ("Phase", "The newest that somebody wrote down, and its first day"),
    ("Plan", "The state of its newest implementation plan, and the day it is due"),
    ("Deliverables", "Of how many of the programme's something was seen there"),
    ("Promises overdue", "Made at a visit or call, still to do, their day past"),
    ("No visit", "None for more than 100 days, and none in the calendar"),
)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One reason why somebody is needed, the authorities it names, and the rest."""

    words: str
    count: int
    places: tuple[Link, ...]
    more: int
    url: str
    """The list of all of them."""


def place_url(one: Standing, glance: AtAGlance) -> str:
    """The authority's page; of the viewer's latest programme it names no programme."""
    address, which = _address(one.slug), _which(glance)
    return f"{address}?{which}" if which else address


@cache
def _address(slug: str) -> str:
    """A page names every authority more than once, and Django works each out anew."""
    return reverse("programme:place", args=[slug])


def _which(glance: AtAGlance) -> str:
    return urlencode({"programme": glance.programme.slug}) if glance.others else ""


def chosen(places: Iterable[Standing], asked: dict[str, str]) -> list[Standing]:
    """The authorities that were asked for, in the order that was asked for."""
    words = asked.get("q", "").casefold().split()
    phase, show = asked.get("phase", ""), asked.get("show", "")
    found = [
        one
        for one in places
        if all(word in one.name.casefold() for word in words)
        and (not phase or phase == _phase_value(one))
        and (not show or (show == ANY_NEED and one.needs) or show in one.needs)
    ]
    return sorted(found, key=lambda one: (_place_in(one, asked.get("sort")), one.name))


def _phase_value(one: Standing) -> str:
    return one.phase.phase.value if one.phase else NO_PHASE


def _place_in(one: Standing, sort: str | None) -> tuple[object, ...]:
    if sort == "needs":
        return tuple(need not in one.needs for need in Need)
    if sort == "phase":
        return (PHASES.index(one.phase.phase) if one.phase else len(PHASES),)
    if sort == "plan":
        return (one.plan.due_on if one.plan else date.max,)
    if sort == "next":
        return (one.next.day if one.next else date.max,)
    if sort == "visit":
        return (one.sat.last_visit or date.min if one.sat else date.min,)
    if sort == "overdue":
        return (-sum(overdue(one)),)
    return ()


def overdue(one: Standing) -> tuple[int, int]:
    """Promises whose day is past: the programme's, the authority's."""
    if one.sat is None:
        return 0, 0
    return one.sat.overdue_by_programme, one.sat.overdue_by_authority


def needs(glance: AtAGlance) -> list[NeedLine]:
    """What needs somebody today, the first first."""
    here = reverse("programme:home")
    which = {"programme": glance.programme.slug} if glance.others else {}
    lines = []
    for need in Need:
        found = [one for one in glance.places if need in one.needs]
        named = found[:MOST_NAMED]
        if found:
            lines.append(
                NeedLine(
                    words=NEED_WORDS[need],
                    count=len(found),
                    places=tuple(
                        Link(f"{one.name}{_how_many(one, need)}",
                             place_url(one, glance))
                        for one in named
                    ),
                    more=len(found) - len(named),
                    url=f"{here}?{urlencode({**which, 'show': need.value})}#places",
                )
            )  # fmt: skip
    return lines


def _how_many(one: Standing, need: Need) -> str:
    counts = {
        Need.OWED_TO_IT: overdue(one)[0],
        Need.OWED_BY_IT: overdue(one)[1],
        Need.FOLLOW_UP: one.follow_ups_due,
    }
    return f" ({counts[need]})" if counts.get(need, 0) > 1 else ""


def needs_sentence(glance: AtAGlance) -> str:
    wanting = sum(bool(one.needs) for one in glance.places)
    every = len(glance.places)
    if not wanting:
        return "Nothing needs anybody today."
    are = "needs" if wanting == 1 else "need"
    return f"{wanting} of {every} {are} somebody."


def how_many_shown(glance: AtAGlance, places: Sequence[Standing]) -> str:
    return f"{len(places)} of {len(glance.places)} shown"


def glance_table(glance: AtAGlance, places: Sequence[Standing]) -> Table:
    return Table(
        caption="Its authorities today",
        columns=(
            Column("Authority"),
            Column("Phase"),
            Column("Plan"),
            Column("Deliverables seen"),
            Column("Next"),
            Column("Last visit"),
            Column("Overdue, programme", is_number=True),
            Column("Overdue, authority", is_number=True),
        ),
        rows=tuple(
            (
                Cell(one.name, place_url(one, glance)),
                phase_words(one),
                plan_words(one),
                seen_words(one, glance),
                next_words(one.next),
                visit_words(one),
                *(_late(count) for count in overdue(one)),
            )
            for one in places
        ),
        empty_text="No authority is as you asked. Clear the questions above to see all."
        if glance.places
        else "No authority has joined yet.",
    )


def _late(count: int) -> Cell:
    return Cell(str(count), tone="attention", icon="clock") if count else Cell("0")


def phase_words(one: Standing) -> str:
    if one.phase is None:
        return "None written down"
    return f"{PHASE_WORDS[one.phase.phase]}, since {day_in_words(one.phase.since)}"


def plan_words(one: Standing) -> str:
    if one.plan is None:
        return "None yet"
    return f"{STATES[one.plan.state]}, due {day_in_words(one.plan.due_on)}"


def seen_words(one: Standing, glance: AtAGlance) -> str:
    return f"{one.deliverables_seen} of {glance.deliverables}"


def next_words(event: NextEvent | None) -> str:
    if event is None:
        return "Nothing planned"
    return f"{event.title}, {day_in_words(event.day)}"


def visit_words(one: Standing) -> str:
    if one.sat is None or one.sat.last_visit is None:
        return "None written down"
    return day_in_words(one.sat.last_visit)


def csv_rows(glance: AtAGlance, places: Iterable[Standing]) -> list[tuple[str, ...]]:
    """One row an authority, under `HEADINGS`; days as 2026-11-27."""
    return [
        (
            one.name,
            PHASE_WORDS[one.phase.phase] if one.phase else "",
            _iso(one.phase.since if one.phase else None),
            STATES[one.plan.state] if one.plan else "",
            _iso(one.plan.due_on if one.plan else None),
            str(one.deliverables_seen),
            str(glance.deliverables),
            one.next.title if one.next else "",
            _iso(one.next.day if one.next else None),
            _iso(one.sat.last_visit if one.sat else None),
            _iso(one.sat.last_call if one.sat else None),
            *(str(count) for count in overdue(one)),
            str(one.follow_ups_due),
            "; ".join(NEED_WORDS[need] for need in one.needs),
        )
        for one in places
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
