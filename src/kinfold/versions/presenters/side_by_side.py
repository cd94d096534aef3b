"""Two versions of a map side by side: added, changed word by word, taken off."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from kinfold.platform.components import Tone
from kinfold.practice.presenters import words
from kinfold.practice.presenters.comparison import LABELS
from kinfold.versions.presenters.standing_map import place_of, set_names, text_of
from kinfold_core import phrases
from kinfold_core.practice.snapshots import (
    Compared,
    Difference,
    Snapshot,
    compared,
)
from kinfold_core.practice.vocabulary import Pack, label
from kinfold_core.practice.word_changes import Pieces, changed_words

MARKS: dict[Difference, tuple[str, Tone, str]] = {
    Difference.ADDED: ("Added", "well", "plus"),
    Difference.CHANGED: ("Changed", "needs", "pencil"),
    Difference.TAKEN_OFF: ("Taken off", "attention", "minus"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One question, as it was answered before and after."""

    label: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class Row:
    """One entry or set that is not the same in both."""

    title: str
    column: str
    mark: tuple[str, Tone, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where one person put one scale, before and after."""

    scale: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    rows: tuple[Row, ...]
    moved: tuple[Moved, ...]
    sentence: str


def side_by_side(before: Snapshot, after: Snapshot, pack: Pack) -> SideBySide:
    """What differs between two snapshots of one map."""
    names = set_names(before, pack) | set_names(after, pack)
    entries = compared(before.entries, after.entries)
    sets = compared(before.sets, after.sets)
    rows = [
        *(
            _row(one, names[one.id], "worried", names)
            for one in sets
            if one.difference is not Difference.SAME
        ),
        *(
            _row(one, *_place(one, pack), names)
            for one in entries
            if one.difference is not Difference.SAME
        ),
    ]
    moved = _moved(before, after, names)
    return SideBySide(tuple(rows), moved, _sentence([*sets, *entries], moved))


def _place(one: Compared[Any], pack: Pack) -> tuple[str, str]:
    """What it is called, and the column that it stands in or stood in."""
    new = one.newest
    name = phrases.capital(label(pack, new.category).one)
    if one.before and one.after and one.before.category != one.after.category:
        was = label(pack, one.before.category).one
        name = f"{name}, was {was}"
    return name, words.COLUMN_OF[new.category]


def _row(one: Compared[Any], title: str, column: str, names: dict[UUID, str]) -> Row:
    lines = []
    for field in fields(one.newest):
        if field.name not in LABELS:
            continue
        old = text_of(getattr(one.before, field.name, ""), names)
        new = text_of(getattr(one.after, field.name, ""), names)
        is_whole = one.before is None or one.after is None
        if old != new and not (is_whole and field.name in {"showing", "source_type"}):
            lines.append(Line(LABELS[field.name], *changed_words(old, new)))
    return Row(title, column, MARKS[one.difference], tuple(lines))


def _moved(
    before: Snapshot, after: Snapshot, names: dict[UUID, str]
) -> tuple[Moved, ...]:
    """Everybody whose answer is another one, or new. Numbers are never averaged."""
    found = []
    for rating in after.ratings:
        was = next(
            (
                place_of(old)
                for old in before.ratings
                if old.danger_id == rating.danger_id
                and old.rater.is_same_as(rating.rater)
            ),
            "not asked yet",
        )
        now = place_of(rating)
        if was != now and rating.danger_id in names:
            found.append(Moved(names[rating.danger_id], rating.rater.name, was, now))
    return tuple(found)


def _sentence(found: list[Compared[Any]], moved: tuple[Moved, ...]) -> str:
    counts = {kind: 0 for kind in Difference}
    for one in found:
        counts[one.difference] += 1
    said = [
        f"{counts[kind]} {verb}"
        for kind, verb in (
            (Difference.ADDED, "added"),
            (Difference.CHANGED, "changed"),
            (Difference.TAKEN_OFF, "taken off"),
        )
        if counts[kind]
    ]
    if moved:
        said.append(f"{len(moved)} new on the scales")
    same = f"{counts[Difference.SAME]} stayed as they were"
    return f"{phrases.capital(phrases.listed(said or ['nothing changed']))}; {same}."
