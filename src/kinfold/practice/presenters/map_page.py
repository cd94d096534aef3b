"""The map as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from kinfold.platform.addresses import address
from kinfold.platform.components import Link
from kinfold.platform.templatetags.components import COLUMN_HEADINGS, COLUMN_ICONS
from kinfold.practice.presenters import words
from kinfold.practice.presenters.danger_card import DangerCard, danger_card
from kinfold.practice.presenters.entry_card import EntryCard, entry_card
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.living_map import LivingMap
from kinfold_core.practice.vocabulary import Concept, Label, Pack, label

MOST_DANGERS_AT_EASE = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A category within a column."""

    category: str
    label: Label
    add_url: str
    cards: tuple[EntryCard, ...] = ()
    dangers: tuple[DangerCard, ...] = ()
    is_goals: bool = False
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.cards and not self.dangers

    @property
    def title(self) -> str:
        return phrases.capital(self.label.many)


@dataclass(frozen=True, slots=True)
class ColumnPart:
    kind: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    family_id: UUID
    columns: tuple[ColumnPart, ...]
    tabs: tuple[Link, ...]
    column: str
    dangers: tuple[DangerCard, ...]
    status: str
    shared: str
    is_empty: bool
    withdrawn: tuple[tuple[str, str, str], ...]
    scale_label: str


def map_page(
    living_map: LivingMap, *, now: datetime, today: date, column: str = ""
) -> MapPage:
    """Everything the page of a map draws. No query."""
    pack = living_map.vocabulary
    dangers = tuple(
        danger_card(danger, living_map, now=now) for danger in living_map.dangers
    )
    cards = {
        category: tuple(
            entry_card(entry, living_map, today=today)
            for entry in living_map.entries
            if entry.category == category
        )
        for category in words.COLUMN_OF
    }
    chosen = column if column in words.COLUMNS else "worried"
    return MapPage(
        family_id=living_map.family_id,
        columns=tuple(
            ColumnPart(
                kind,
                COLUMN_HEADINGS[kind],
                tuple(
                    _group(living_map.family_id, pack, category, cards, dangers)
                    for category in categories
                ),
            )
            for kind, categories in words.COLUMNS.items()
        ),
        tabs=_tabs(living_map, chosen),
        column=chosen,
        dangers=dangers,
        status=status_line(living_map),
        shared=shared_line(living_map),
        is_empty=living_map.is_empty,
        withdrawn=_withdrawn(living_map),
        scale_label=label(pack, Concept.SCALE).one,
    )


def _group(
    family_id: UUID,
    pack: Pack,
    category: str,
    cards: dict[str, tuple[EntryCard, ...]],
    dangers: tuple[DangerCard, ...],
) -> Group:
    is_set = category in {"danger", "goal"}
    note = ""
    if category == "danger" and len(dangers) > MOST_DANGERS_AT_EASE:
        note = (
            f"There are {len(dangers)}. Families remember three: could some be one, "
            "or be put off?"
        )
    return Group(
        category=category,
        label=label(pack, category),
        add_url=(
            reverse("practice:add-danger", args=[family_id])
            if is_set
            else reverse("practice:add-entry", args=[family_id, category])
        ),
        cards=cards.get(category, ()),
        dangers=dangers if is_set else (),
        is_goals=category == "goal",
        note=note,
    )


def _tabs(living_map: LivingMap, chosen: str) -> tuple[Link, ...]:
    url = reverse("practice:map", args=[living_map.family_id])
    return tuple(
        Link(
            words.COLUMN_TABS[kind],
            f"{url}?column={kind}",
            COLUMN_ICONS[kind],
            is_current=kind == chosen,
            said=title,
        )
        for kind, title in COLUMN_HEADINGS.items()
    )


def _withdrawn(living_map: LivingMap) -> tuple[tuple[str, str, str], ...]:
    entries = [
        (
            phrases.shortened(entry.text, 120),
            entry.withdrawn_reason,
            address("versions:entry", living_map.family_id, entry.id),
        )
        for entry in living_map.withdrawn_entries
    ]
    dangers = [
        (
            phrases.shortened(
                danger.worried_about
                or danger.what_might_happen
                or phrases.capital(label(living_map.vocabulary, Concept.DANGER).one),
                120,
            ),
            danger.withdrawn_reason,
            address("versions:danger", living_map.family_id, danger.id),
        )
        for danger in living_map.withdrawn_dangers
    ]
    return tuple(entries + dangers)


def status_line(living_map: LivingMap) -> str:
    """Where this version stands, in a sentence."""
    if living_map.is_empty and living_map.last_shared is None:
        return "Nothing is written yet."
    if living_map.status == "draft" and living_map.last_shared:
        return f"Version {living_map.version}, changed since the family was given one."
    if living_map.status == "draft":
        return "A draft. The family has not been given it yet."
    became = {
        "family_responded": "The family has answered",
        "current": "The current map",
    }.get(living_map.status, "As the family was given it")
    return f"Version {living_map.version}. {became}."


def shared_line(living_map: LivingMap) -> str:
    shared = living_map.last_shared
    if shared is None:
        return ""
    return (
        f"Version {shared.version} given to {shared.with_whom} on "
        f"{day_in_words(shared.shared_on)} by {shared.shared_by}, "
        f"{words.FORMATS.get(shared.format, shared.format)}."
    )
