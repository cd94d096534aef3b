"""What stands above every page of a family."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import NoReverseMatch

from kinfold.platform.addresses import address
from kinfold.platform.components import FamilyHeader, Link, Sections
from kinfold.records.models import Family, FamilyMember, Person
from kinfold.records.models.family import headline
from kinfold.records.presenters.tabs import FAMILY_TABS, LOOKS_TAB, SECTIONS
from kinfold.records.presenters.words import STATUS_LABELS, day, named_with_age

MOST_NAMED = 6


def build_header(
    family: Family,
    members: Iterable[FamilyMember],
    statuses: Iterable[str],
    *,
    may_see_looks: bool,
    today: date,
    current: str = "people:family",
) -> FamilyHeader:
    """The header of a family that came from `families_of`. No query.

    Who looked is no tab for somebody whom its page would refuse.
    """
    pages = [tab for tab in FAMILY_TABS if may_see_looks or tab[1] != LOOKS_TAB]
    return FamilyHeader(
        name=family.name,
        url=address("people:family", family.pk),
        status_line=status_words(family, statuses),
        members_line=_members_line(list(members), today),
        worker_line=worker_words(family),
        tabs=_tabs(family, current, pages),
        is_restricted=family.is_restricted,
        is_synthetic=family.is_synthetic,
        is_inside=current != "people:family",
    )


def status_words(family: Family, statuses: Iterable[str]) -> str:
    """ "Looked after, child protection plan", or what else can be said."""
    if family.closed_on:
        return f"Closed {day(family.closed_on)}"
    words = [str(STATUS_LABELS[status]) for status in headline(list(statuses))]
    if not words:
        return "No service recorded yet"
    return ", ".join([words[0], *(word.lower() for word in words[1:])])


def worker_words(family: Family) -> str:
    """Who works with the family now: "With Sam Reed, Lincoln North"."""
    known = family.__dict__
    parts = [part for part in (known["worker_name"], known["team_name"]) if part]
    if not parts:
        return "Not allocated to anybody"
    return f"With {', '.join(parts)}"


def _members_line(members: list[FamilyMember], today: date) -> str:
    shown = [_in_short(m.person, today) for m in members[:MOST_NAMED]]
    more = len(members) - len(shown)
    return " · ".join([*shown, f"and {more} more"] if more > 0 else shown)


def _in_short(person: Person, today: date) -> str:
    """The name, and the age where it is known: a line of gaps says nothing."""
    if person.born is None and not person.is_unborn:
        return person.short_name
    return named_with_age(person, today)


def sections_of(family: Family, current: str, tab: str) -> Sections | None:
    """The pages under one tab, for `records/_partials/sections.html`. No query.

    None for a tab that is one page.
    """
    if tab not in SECTIONS:
        return None
    called, pages = SECTIONS[tab]
    return Sections(called, _tabs(family, current, pages))


def _tabs(
    family: Family, current: str, pages: Iterable[tuple[str, str, str]]
) -> tuple[Link, ...]:
    tabs = []
    for label, name, icon in pages:
        try:
            url = address(name, family.pk)
        except NoReverseMatch:
            continue
        tabs.append(Link(label, url, icon, is_current=name == current))
    return tuple(tabs)
