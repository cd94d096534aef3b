"""The calendar in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinfold.gatherings import policy
from kinfold.gatherings.models import (
    AgreedAction,
    Gathering,
    Guest,
    Visit,
    WhenAndWhere,
)
from kinfold.gatherings.selectors import GatheringShown, Moved
from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import Authority
from kinfold_core import calendar_file
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.materials import Material, readable_materials


def long_day(day: date) -> str:
    return f"{day:%A} {day_in_words(day)}"


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def times_words(row: WhenAndWhere | Moved) -> str:
    """ "10:00 to 16:00", "from 10:00", or nothing where the times are not known."""
    if row.starts_at is None:
        return ""
    if row.ends_at is None:
        return f"from {clock(row.starts_at)}"
    return f"{clock(row.starts_at)} to {clock(row.ends_at)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar."""

    day: date
    day_words: str
    times: str
    kind: str
    title: str
    url: str
    where: str
    cancelled: str
    is_moved: bool
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    entries: tuple[Entry, ...]


def entry_of(row: Gathering) -> Entry:
    return _entry(
        row,
        kind=Gathering.Kind(row.kind).label,
        title=row.title,
        url=reverse("gatherings:gathering", args=[row.pk]),
    )


def visit_entry(row: Visit) -> Entry:
    kind = Visit.Kind(row.kind)
    with_whom = "Visit to" if kind == Visit.Kind.VISIT else "Call with"
    return _entry(
        row,
        kind=kind.label,
        title=f"{with_whom} {row.authority.name}",
        url=reverse("gatherings:visit", args=[row.pk]),
    )


def _entry(row: WhenAndWhere, *, kind: str, title: str, url: str) -> Entry:
    return Entry(
        day=row.day,
        day_words=f"{row.day:%a} {row.day.day} {row.day:%b}",
        times=times_words(row),
        kind=str(kind),
        title=title,
        url=url,
        where=row.where,
        cancelled=f"Cancelled: {row.cancelled_why}" if row.cancelled_on else "",
        is_moved=row.moves > 0 and not row.cancelled_on,
        is_synthetic=row.is_synthetic,
    )


def months(
    gatherings: Iterable[Gathering], visits: Iterable[Visit], *, is_backwards: bool
) -> tuple[Month, ...]:
    """Both, by month and day; backwards the latest stands first."""
    entries = [*map(entry_of, gatherings), *map(visit_entry, visits)]
    entries.sort(key=lambda one: (one.day, one.times))
    if is_backwards:
        entries.reverse()
    return tuple(
        Month(name, tuple(held))
        for name, held in groupby(entries, key=lambda one: f"{one.day:%B %Y}")
    )


@dataclass(frozen=True, slots=True)
class AgreedLine:
    words: str
    detail: str
    finish_url: str
    """Nowhere once it is done."""
    is_late: bool


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """One gathering: when, for whom, who comes, what was agreed."""

    entry: Entry
    lead: str
    moved: str
    for_whom: str
    materials: tuple[Material, ...]
    seats: str
    mine: str
    may_answer: bool
    guests: Table | None
    agreed: tuple[AgreedLine, ...]
    series: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Whom whoever keeps a date still waits for."""

    people: tuple[tuple[str, str, str], ...]
    """Name, from where, and where the invitation is taken back."""
    places: str
    """The authorities invited by name from which nobody has answered."""


def not_answered(shown: GatheringShown) -> NotAnswered:
    answered = {one.user_id for one in shown.guests}
    told = {one.authority_id for one in shown.guests}
    silent = [one.name for one in shown.places if one.pk not in told]
    return NotAnswered(
        people=tuple(
            (
                one.name,
                one.authority.name if one.authority else "the programme",
                reverse("gatherings:take-back-invitation", args=[one.pk]),
            )
            for one in shown.invitations
            if one.user_id not in answered
        ),
        places=", ".join(silent),
    )


def gathering_page(shown: GatheringShown, now: datetime) -> GatheringPage:
    row, entry, today = shown.row, entry_of(shown.row), now.date()
    when = ", ".join(filter(None, (long_day(row.day), entry.times, row.where)))
    hosted = f" {row.host.name} hosts it." if row.host else ""
    return GatheringPage(
        entry=entry,
        lead=f"{entry.kind}. {when}.{hosted}",
        moved=moved_words(shown.moved),
        for_whom=_for_whom(shown),
        materials=readable_materials(row.materials),
        seats=_seats(shown),
        mine=_mine(shown),
        may_answer=not row.cancelled_on
        and not policy.has_begun(row.day, row.starts_at, now),
        guests=_guests(shown),
        agreed=tuple(_agreed(one, today) for one in shown.agreed),
        series=tuple(entry_of(one) for one in shown.series if one.pk != row.pk),
    )


def visit_lead(row: Visit) -> str:
    entry = visit_entry(row)
    when = ", ".join(filter(None, (long_day(row.day), entry.times, row.where)))
    return f"{when}. Nobody of another authority sees this."


def moved_words(moved: Moved | None) -> str:
    """ "Moved from Monday 2 March 2026, 10:00 to 16:00: The hall was taken" """
    if moved is None:
        return ""
    was = ", ".join(filter(None, (long_day(moved.day), times_words(moved))))
    return f"Moved from {was}: {moved.why}"


def _for_whom(shown: GatheringShown) -> str:
    if shown.row.is_for_all:
        return "Every authority of the programme is invited."
    names = ", ".join(one.name for one in shown.places)
    return f"Invited: {names}." if names else "Nobody is invited yet."


def _seats(shown: GatheringShown) -> str:
    waiting = sum(one.is_waiting for one in shown.guests)
    coming = f"{shown.coming} come{'s' if shown.coming == 1 else ''}"
    if shown.row.capacity is None:
        return f"{coming}."
    told = f"{coming}, and {shown.row.capacity} may."
    wait = (
        f" {waiting} wait{'s' if waiting == 1 else ''} for a seat." if waiting else ""
    )
    return f"{told}{wait}"


def _mine(shown: GatheringShown) -> str:
    if shown.mine is None:
        is_asked = any(one.user_id == shown.viewer_id for one in shown.invitations)
        invited = "are invited by name and " if is_asked else ""
        return f"You {invited}have not answered yet."
    said = _answer_words(shown.mine)
    if why := shown.whys.get(shown.mine.pk):
        said = f"{said} You said why: {why}"
    if shown.mine.answers_move == shown.row.moves:
        return said
    return f"It was moved after you answered. Until you answer again this holds: {said}"


def _answer_words(guest: Guest) -> str:
    if guest.is_waiting:
        return "You wait for a seat. Whoever has waited longest is next."
    return {
        Guest.Answer.COMES: "You come.",
        Guest.Answer.PERHAPS: "You come perhaps.",
        Guest.Answer.CANNOT: "You cannot come.",
    }[Guest.Answer(guest.answer)]


def _guests(shown: GatheringShown) -> Table | None:
    rows: list[tuple[Cell | str, ...]] = []
    for one in shown.guests:
        place = one.authority.name if one.authority else one.by_place
        why = [shown.whys.get(one.pk, "")] if shown.is_kept else []
        rows.append(
            (one.name, place or "The programme", _said(one, shown.row.moves), *why)
        )
    if not rows:
        return None
    columns = [Column("Who"), Column("From"), Column("Answer")]
    if shown.is_kept:
        columns.append(Column("Why, told to you alone"))
    return Table("Who comes", tuple(columns), tuple(rows), is_caption_shown=False)


def _said(guest: Guest, moves: int) -> Cell:
    earlier = "" if guest.answers_move == moves else ", said before it was moved"
    if guest.is_waiting:
        return Cell(f"Waits for a seat{earlier}", tone="attention")
    return Cell(f"{Guest.Answer(guest.answer).label}{earlier}")


def _agreed(row: AgreedAction, today: date) -> AgreedLine:
    detail = f"{row.who}, by {day_in_words(row.by_day)}."
    if row.done_on:
        detail = f"{detail} Done on {day_in_words(row.done_on)}: {row.came_of_it}"
    return AgreedLine(
        words=row.words,
        detail=detail,
        finish_url="" if row.done_on else reverse("gatherings:finish", args=[row.pk]),
        is_late=row.done_on is None and row.by_day < today,
    )


def place_options(places: Iterable[Authority]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in places]


def host_options(
    places: Iterable[Authority], own: UUID | None
) -> list[tuple[str, str]]:
    """Somebody who works in an authority hosts it there; a member chooses any."""
    if own is not None:
        return [(str(one.pk), one.name) for one in places if one.pk == own]
    return [("", "The programme"), *place_options(places)]


def visit_place_options(
    places: Iterable[Authority], own: UUID | None
) -> list[tuple[str, str]]:
    """Somebody who works in an authority plans visits to it alone."""
    kept = [one for one in places if own in (None, one.pk)]
    return place_options(kept)


def move_initial(row: WhenAndWhere) -> dict[str, Any]:
    when = ("day", "starts_at", "ends_at", "where", "link", "version")
    return {name: getattr(row, name) for name in when}


def answer_initial(mine: Guest | None, why: str) -> dict[str, str]:
    return {"says": mine.answer, "why": why} if mine else {}


def change_initial(row: Gathering) -> dict[str, Any]:
    what = ("kind", "title", "about", "materials", "capacity")
    return {
        **move_initial(row),
        **{name: getattr(row, name) for name in what},
        "host": str(row.host_id or ""),
    }


def file_entry(
    row: Gathering, site: str, mine: Guest | None = None
) -> calendar_file.Entry:
    """A gathering for a calendar program, as far as the reader said that they come.

    Nobody is named in it: RFC 5545, 3.8.4.1 wants no attendees in what is published,
    and their addresses are nobody else's to have. `site` ends in a slash.
    """
    path = reverse("gatherings:gathering", args=[row.pk])
    site = site.rstrip("/")
    read = [_in_words(one, site) for one in readable_materials(row.materials)]
    holds = mine if mine and mine.answers_move == row.moves else None
    told = _answer_words(holds) if holds else ""
    said = "\n".join(filter(None, (told, row.about, *read)))
    entry = _in_file(row, row.title, said, f"{site}{path}")
    is_sure = holds is not None and holds.answer == "comes" and not holds.is_waiting
    is_free = holds is not None and holds.answer == "cannot"
    return replace(entry, is_tentative=not is_sure and not is_free, is_free=is_free)


def entry_in_file(
    row: Gathering | Visit, site: str, mine: Guest | None = None
) -> calendar_file.Entry:
    if isinstance(row, Visit):
        return visit_in_file(row, site)
    return file_entry(row, site, mine)


def _in_words(one: Material, site: str) -> str:
    """Where a calendar program makes the link, with the whole address."""
    url = f"{site}{one.url}" if one.url.startswith("/") else one.url
    return url if one.title == one.url else f"{one.title}: {url}"


def visit_in_file(row: Visit, site: str) -> calendar_file.Entry:
    entry = visit_entry(row)
    return _in_file(row, entry.title, "", f"{site.rstrip('/')}{entry.url}")


def _in_file(
    row: Gathering | Visit, title: str, about: str, url: str
) -> calendar_file.Entry:
    joined = f"{about}\n{row.link}" if about and row.link else about or row.link
    return calendar_file.Entry(
        uid=f"{row.pk}@kinfold",
        title=title,
        day=row.day,
        changed_at=row.changed_at,
        sequence=row.version - 1,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        where=row.where,
        about=joined,
        url=url,
        is_cancelled=row.cancelled_on is not None,
    )
