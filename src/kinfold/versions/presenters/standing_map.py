"""A map as it stood, in its three columns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from kinfold.platform.templatetags.components import COLUMN_HEADINGS
from kinfold.practice.presenters import words
from kinfold.practice.presenters.comparison import LABELS, said
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.living_map import Dispute
from kinfold_core.practice.snapshots import Kept, KeptRating, Snapshot
from kinfold_core.practice.vocabulary import Pack, label
from kinfold_core.practice.written import DangerSetDetails, EntryDetails

GOAL_PARTS = (
    "agency_goal", "observable_signs", "sustained_for", "who_confirms", "family_goal",
    "child_hope",
)  # fmt: skip
SCALE_PARTS = ("anchor_0", "anchor_10", "reached_when")
NOT_SHOWN = {"showing", "source_type", "is_own_words"}


@dataclass(frozen=True, slots=True)
class Part:
    """One question of an entry or a set, and what was written."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    parts: tuple[Part, ...]
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingGroup:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class StandingColumn:
    kind: str
    title: str
    groups: tuple[StandingGroup, ...]


def columns_of(standing: Snapshot, pack: Pack) -> tuple[StandingColumn, ...]:
    """The three columns; a category that had nothing in it is left out."""
    return tuple(
        StandingColumn(
            kind,
            COLUMN_HEADINGS[kind],
            tuple(
                group
                for category in categories
                if (group := _group(standing, category, pack)).items
            ),
        )
        for kind, categories in words.COLUMNS.items()
    )


def _group(standing: Snapshot, category: str, pack: Pack) -> StandingGroup:
    names = set_names(standing, pack)
    if category in {"danger", "goal"}:
        items = tuple(
            _set_item(kept, names[kept.id], is_goal=category == "goal")
            for kept in standing.sets
        )
    else:
        items = tuple(
            Item("", parts_of(kept.details, names), kept.disputes)
            for kept in standing.entries
            if kept.details.category == category
        )
    return StandingGroup(
        phrases.capital(label(pack, category).many),
        tuple(item for item in items if item.parts),
    )


def set_names(standing: Snapshot, pack: Pack) -> dict[UUID, str]:
    """`Danger statement 1` for the first that stood, and so on."""
    name = phrases.capital(label(pack, "danger").one)
    return {kept.id: f"{name} {n}" for n, kept in enumerate(standing.sets, start=1)}


def _set_item(kept: Kept[DangerSetDetails], name: str, *, is_goal: bool) -> Item:
    found = parts_of(kept.details, {})
    of_goal = {LABELS[part] for part in GOAL_PARTS}
    of_scale = {LABELS[part] for part in SCALE_PARTS}
    chosen = tuple(
        part
        for part in found
        if part.label not in of_scale and (part.label in of_goal) == is_goal
    )
    return Item(name, chosen, () if is_goal else kept.disputes)


def parts_of(
    details: EntryDetails | DangerSetDetails, names: dict[UUID, str]
) -> tuple[Part, ...]:
    """What was written, question by question, in words. Empty ones are left out."""
    return tuple(
        Part(LABELS[field.name], text)
        for field in fields(details)
        if field.name in LABELS and field.name not in NOT_SHOWN
        if (text := text_of(getattr(details, field.name), names))
    )


def text_of(value: Any, names: dict[UUID, str]) -> str:
    """A value of an entry or a set in words; "" when it was empty."""
    if isinstance(value, UUID):
        return names.get(value, "one that is not on the map now")
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return "\n".join(said(one) for one in value)
    plain = said(value)
    return "" if plain in {"nothing", "nobody"} else plain


def place_of(rating: KeptRating) -> str:
    """Where somebody put it: a number, or why there was none."""
    if rating.value is None:
        return words.NO_NUMBER[rating.answer]
    return phrases.number(rating.value)


@dataclass(frozen=True, slots=True)
class Answers:
    """Where each person put one scale then, lowest first."""

    title: str
    people: tuple[tuple[str, str], ...]


def ratings_of(standing: Snapshot, pack: Pack) -> tuple[Answers, ...]:
    """Every person's number, scale by scale; a scale that nobody was asked is left."""
    names = set_names(standing, pack)
    found = []
    for key, name in names.items():
        given = sorted(
            (one for one in standing.ratings if one.danger_id == key),
            key=lambda one: (one.value is None, one.value or 0, one.rater.name),
        )
        if given:
            people = tuple((one.rater.name, place_of(one)) for one in given)
            found.append(Answers(name, people))
    return tuple(found)
