"""Visits, calls and promises in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.consultancy import policy
from kinfold.consultancy.models import Promise, PromiseAnswer, Sitting
from kinfold.consultancy.selectors import Glance, PlaceShown, PromiseShown, SittingShown
from kinfold.gatherings.models import Visit
from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import ProgrammeAuthority
from kinfold_core.people.dates import day_in_words

OPEN = Promise.State.OPEN
SIDE = Promise.Side


def places_table(rows: Iterable[tuple[ProgrammeAuthority, Glance]]) -> Table:
    """One row an authority: when, when next, and what is overdue on either side."""
    columns = (
        Column("Authority"),
        Column("Last visit"),
        Column("Last call"),
        Column("Next"),
        Column("Overdue: the programme"),
        Column("Overdue: the authority"),
    )
    lines = tuple(
        (
            Cell(place.authority.name, url=place_url(place)),
            _day_or(held.last_visit, "None yet"),
            _day_or(held.last_call, "None yet"),
            next_words(held),
            _count(held.overdue_by_programme),
            _count(held.overdue_by_authority),
        )
        for place, held in rows
    )
    return Table("Each authority", columns, lines, is_caption_shown=False)


def place_url(place: ProgrammeAuthority) -> str:
    return reverse("consultancy:place", args=[place.programme_id, place.authority_id])


def next_words(held: Glance) -> str:
    if held.next_day is None:
        return "Nothing planned"
    kind = "Visit" if held.next_is_visit else "Call"
    return f"{kind} on {day_in_words(held.next_day)}"


def sitting_title(row: Sitting) -> str:
    with_whom = "Visit to" if row.kind == Sitting.Kind.VISIT else "Call with"
    return f"{with_whom} {row.authority.name}"


@dataclass(frozen=True, slots=True)
class PlacePage:
    """An authority's page. Both sides see the same one."""

    lead: str
    overdue: str
    """Of both sides, in one sentence; nothing where nothing is overdue."""
    by_programme: Table
    by_authority: Table
    settled: Table | None
    sittings: Table


def place_page(shown: PlaceShown, today: date) -> PlacePage:
    name, held = shown.place.authority.name, shown.glance
    to_do = [one for one in shown.promises if one.state == OPEN]
    settled = [one for one in shown.promises if one.state != OPEN]
    return PlacePage(
        lead=f"Last visit: {_day_or(held.last_visit, 'none yet')}. "
        f"Last call: {_day_or(held.last_call, 'none yet')}. "
        f"Next: {next_words(held)}. No other authority sees this page.",
        overdue=_overdue(held, name),
        by_programme=_open_table(to_do, SIDE.PROGRAMME, "The programme", today),
        by_authority=_open_table(to_do, SIDE.AUTHORITY, name, today),
        settled=_settled_table(settled, name) if settled else None,
        sittings=_sittings(shown.sittings),
    )


def _overdue(held: Glance, name: str) -> str:
    if not held.overdue_by_programme and not held.overdue_by_authority:
        return ""
    return (
        f"Overdue: {held.overdue_by_programme} of the programme’s promises to {name}, "
        f"and {held.overdue_by_authority} of {name}’s."
    )


def _open_table(rows: Iterable[Promise], side: str, name: str, today: date) -> Table:
    columns = (Column("What"), Column("Who"), Column("By"), Column("Where it stands"))
    lines = tuple(
        (
            Cell(one.words, url=promise_url(one)),
            one.who,
            day_in_words(one.by_day),
            state_cell(one, today),
        )
        for one in rows
        if one.side == side
    )
    return Table(
        f"{name} promised",
        columns,
        lines,
        is_caption_shown=False,
        empty_text=f"{name} has nothing still to do.",
    )


def _settled_table(rows: Iterable[Promise], name: str) -> Table:
    columns = (Column("What"), Column("Who promised it"), Column("Where it stands"))
    lines = tuple(
        (
            Cell(one.words, url=promise_url(one)),
            side_words(one.side, name),
            Promise.State(one.state).label,
        )
        for one in rows
    )
    return Table("What is settled", columns, lines, is_caption_shown=False)


def _sittings(rows: Iterable[Sitting]) -> Table:
    columns = (Column("Day"), Column("What"), Column("Priorities"), Column("State"))
    lines = tuple(
        (
            Cell(day_in_words(one.day), url=sitting_url(one.pk)),
            Sitting.Kind(one.kind).label + (", made up" if one.is_synthetic else ""),
            _short(one.priorities),
            "Closed" if one.closed_on else "Still open",
        )
        for one in rows
    )
    return Table(
        "Visits and calls",
        columns,
        lines,
        is_caption_shown=False,
        empty_text="None is written down yet.",
    )


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise on the page of a visit or a call."""

    words: str
    detail: str
    state: str
    tone: str
    url: str
    """Where it is asked for, or read."""
    ask_label: str


@dataclass(frozen=True, slots=True)
class SittingPage:
    title: str
    lead: str
    owed: tuple[PromiseLine, ...]
    """To be asked for before it can be closed."""
    asked: tuple[PromiseLine, ...]
    made: tuple[PromiseLine, ...]
    left: int


def sitting_page(shown: SittingShown, today: date, *, may_hold: bool) -> SittingPage:
    row, name = shown.row, shown.row.authority.name
    left = [one for one in shown.owed if one.pk not in shown.asked]
    may_ask = may_hold and not row.closed_on
    there = f" There were {row.present}." if row.present else ""
    closed = (
        f" Closed on {day_in_words(row.closed_on)} by {row.closed_by}."
        if row.closed_on
        else ""
    )
    return SittingPage(
        title=sitting_title(row),
        lead=f"{day_in_words(row.day)}.{there}{closed} "
        "Nobody of another authority sees this.",
        owed=tuple(
            _line(one, name, today, ask_at=row.pk if may_ask else None) for one in left
        ),
        asked=tuple(
            _line(one, name, today, said=shown.asked[one.pk])
            for one in shown.asked_promises
        ),
        made=tuple(_line(one, name, today) for one in shown.made),
        left=len(left),
    )


def _line(
    row: Promise,
    name: str,
    today: date,
    *,
    said: PromiseAnswer | None = None,
    ask_at: UUID | None = None,
) -> PromiseLine:
    detail = f"{side_words(row.side, name)}: {row.who}, by {day_in_words(row.by_day)}."
    state = state_cell(row, today)
    words = Promise.State(said.state).label if said else state.text
    return PromiseLine(
        words=row.words,
        detail=f"{detail} {said.words}" if said else detail,
        state=words,
        tone="calm" if said else state.tone,
        url=reverse("consultancy:ask", args=[ask_at, row.pk])
        if ask_at
        else promise_url(row),
        ask_label="Say what came of it" if ask_at else "",
    )


def answers_table(rows: Iterable[PromiseAnswer]) -> Table:
    columns = (
        Column("When"),
        Column("Where it stood"),
        Column("What came of it"),
        Column("By which day"),
        Column("Said by"),
    )
    lines = tuple(
        (
            day_in_words(
                one.sitting.day if one.sitting else timezone.localdate(one.at)
            ),
            Promise.State(one.state).label,
            one.words,
            _moved(one),
            f"{one.by_name}, {one.by_place}" if one.by_place else one.by_name,
        )
        for one in rows
    )
    return Table(
        "What came of it",
        columns,
        lines,
        is_caption_shown=False,
        empty_text="Nobody has said anything of it yet.",
    )


def _moved(row: PromiseAnswer) -> str:
    if row.by_day == row.before:
        return day_in_words(row.by_day)
    return f"Moved from {day_in_words(row.before)} to {day_in_words(row.by_day)}"


def promise_lead(row: Promise) -> str:
    side = side_words(row.side, row.authority.name)
    return (
        f"{side} promised it on {day_in_words(row.sitting.day)}: {row.who}, "
        f"by {day_in_words(row.by_day)}."
    )


def state_cell(row: Promise, today: date) -> Cell:
    """The same words and tone whoever promised it."""
    if policy.is_overdue(row.state, row.by_day, today):
        days = (today - row.by_day).days
        late = f"Overdue by {days} day{'' if days == 1 else 's'}"
        return Cell(late, tone="attention", icon="clock")
    tone = "well" if row.state == Promise.State.KEPT else "calm"
    return Cell(str(Promise.State(row.state).label), tone=tone)


def side_words(side: str, name: str) -> str:
    return "The programme" if side == SIDE.PROGRAMME else name


def side_options(name: str) -> list[tuple[str, str]]:
    return [(SIDE.PROGRAMME, f"The programme, to {name}"), (SIDE.AUTHORITY, name)]


def date_options(rows: Iterable[Visit]) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{Visit.Kind(one.kind).label}, {day_in_words(one.day)}")
        for one in rows
    ]


def sitting_initial(row: Sitting) -> dict[str, Any]:
    names = ("kind", "day", "present", "priorities", "notes", "version")
    held = {name: getattr(row, name) for name in names}
    return {**held, "visit": str(row.visit_id or "")}


def came_now(shown: PromiseShown) -> dict[str, Any]:
    """What stands of a promise, as its form asks for it."""
    last = shown.answers[0].words if shown.answers else ""
    return {"state": shown.row.state, "words": last, "by_day": shown.row.by_day}


def promise_url(row: Promise) -> str:
    return reverse("consultancy:promise", args=[row.pk])


def sitting_url(sitting_id: UUID) -> str:
    return reverse("consultancy:sitting", args=[sitting_id])


def _day_or(day: date | None, otherwise: str) -> str:
    return day_in_words(day) if day else otherwise


def _count(number: int) -> Cell:
    if not number:
        return Cell("None")
    return Cell(f"{number} overdue", tone="attention", icon="clock")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
