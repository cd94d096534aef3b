"""Workshops in words and pictures. No queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kinfold.gatherings.models import Gathering
from kinfold.platform.components import Column, Figure, Table
from kinfold.workshops.models import (
    WallNote,
    Workshop,
    WorkshopItem,
    WorkshopJournal,
)
from kinfold.workshops.pictures import bars, columns
from kinfold.workshops.policy import FEWEST, told_apart
from kinfold.workshops.selectors import ItemShown, Tally, WorkshopShown
from kinfold_core.people.dates import day_in_words

KIND_WORDS: Final = {
    "talk": "Talk",
    "exercise": "Exercise",
    "one": "One answer",
    "several": "Any answers",
    "words": "A few words",
    "scale": "0 to 10",
    "wall": "Wall",
}
VOTED: Final = frozenset({"one", "several", "scale"})
WRITTEN: Final = frozenset({"words", "wall"})


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item with its result, ready to be shown."""

    row: WorkshopItem
    kind: str
    figure: Figure | None = None
    apart: Table | None = None
    words: Table | None = None
    quotes: tuple[WallNote, ...] = ()
    taken_down: tuple[WallNote, ...] = ()
    sentence: str = ""
    bars: tuple[tuple[str, int, float], ...] = field(default=())
    """For paper: label, count, part of the longest."""


def one_or_many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def card(shown: ItemShown, workshop: WorkshopShown) -> ItemCard:
    row = shown.row
    if row.kind in VOTED:
        return _voted(shown, workshop)
    if row.kind in WRITTEN:
        return _written(shown)
    return ItemCard(row=row, kind=KIND_WORDS[row.kind])


def says_now(row: Workshop, of_date: Gathering | None) -> str:
    """What it is called, when and where it is, and of which date it is the room."""
    where: str = row.where  # type: ignore[attr-defined]  # annotated
    said = ", ".join(
        one for one in (row.title, day_in_words(row.held_on), where) if one
    )
    if of_date is None:
        return f"{said}. It belongs to no date of the calendar."
    return f"{said}. It belongs to “{of_date.title}” in the calendar."


def cards(workshop: WorkshopShown) -> list[ItemCard]:
    return [card(one, workshop) for one in workshop.items]


def labels_of(row: WorkshopItem) -> list[str]:
    if row.kind == WorkshopItem.Kind.SCALE:
        return [str(number) for number in range(11)]
    return list(row.options)


def _voted(shown: ItemShown, workshop: WorkshopShown) -> ItemCard:
    row, tally, labels = shown.row, shown.tally, labels_of(shown.row)
    counts = [tally.chosen[number] for number in range(len(labels))]
    is_scale = row.kind == WorkshopItem.Kind.SCALE
    sentence = scale_words(row, tally) if is_scale else choice_words(row, tally)
    draw = columns if is_scale else bars
    figure = Figure(
        title=row.title,
        svg=draw(labels, counts, said=sentence),
        sentence=sentence,
        table=Table(
            caption=row.title,
            columns=(
                Column("Number" if is_scale else "Answer"),
                Column("Votes", is_number=True),
            ),
            rows=tuple(
                (label, str(count)) for label, count in zip(labels, counts, strict=True)
            ),
            is_caption_shown=False,
        ),
        source=f"Votes from telephones, {day_in_words(workshop.row.held_on)}."
        + (" Made up." if workshop.row.is_synthetic else ""),
    )
    most = max(counts, default=0) or 1
    return ItemCard(
        row=row,
        kind=KIND_WORDS[row.kind],
        figure=figure,
        apart=_apart(row, tally, workshop),
        sentence=sentence,
        bars=tuple(
            (label, count, count / most)
            for label, count in zip(labels, counts, strict=True)
        ),
    )


def choice_words(row: WorkshopItem, tally: Tally) -> str:
    if not tally.votes:
        return "Nobody has voted yet."
    most = max(tally.chosen.values(), default=0)
    first = [row.options[n] for n in sorted(tally.chosen) if tally.chosen[n] == most]
    said = one_or_many(tally.votes, "telephone answered", "telephones answered")
    if len(first) > 1:
        return f"{said}. Chosen most, {most} times each: {'; '.join(first)}."
    return f"{said}. Chosen most, {one_or_many(most, 'time', 'times')}: {first[0]}."


def scale_words(row: WorkshopItem, tally: Tally) -> str:
    """How many voted, from where to where, and the one in the middle."""
    if not tally.votes:
        return f"Nobody has voted yet. 0 means {row.low}; 10 means {row.high}."
    numbers = sorted(tally.chosen.elements())
    span = f"from {numbers[0]} to {numbers[-1]}"
    if numbers[0] == numbers[-1]:
        span = f"all {numbers[0]}"
    return (
        f"{one_or_many(tally.votes, 'vote', 'votes')}, {span}; the one in the middle "
        f"is {middle(tally.chosen)}. 0 means {row.low}; 10 means {row.high}."
    )


def middle(chosen: Counter[int]) -> str:
    """The median; between two numbers both are said."""
    numbers = sorted(chosen.elements())
    low, high = numbers[(len(numbers) - 1) // 2], numbers[len(numbers) // 2]
    return str(low) if low == high else f"between {low} and {high}"


def _apart(row: WorkshopItem, tally: Tally, workshop: WorkshopShown) -> Table | None:
    """By authority, where each has enough votes that nobody is told by theirs."""
    apart = told_apart(tally.votes_of)
    if not apart:
        return None
    is_scale = row.kind == WorkshopItem.Kind.SCALE
    heads = ["In the middle"] if is_scale else labels_of(row)
    rows = []
    for place in workshop.places:
        if place.pk not in apart:
            continue
        chosen = tally.chosen_of[place.pk]
        said = (
            [middle(chosen)]
            if is_scale
            else [str(chosen[n]) for n in range(len(heads))]
        )
        rows.append((place.name, str(tally.votes_of[place.pk]), *said))
    return Table(
        caption=f"By authority, where each has {FEWEST} votes or more",
        columns=(
            Column("Authority"),
            Column("Votes", is_number=True),
            *(Column(one, is_number=True) for one in heads),
        ),
        rows=tuple(rows),
    )


def _written(shown: ItemShown) -> ItemCard:
    count = len(shown.notes)
    if shown.row.kind == WorkshopItem.Kind.WALL:
        said = one_or_many(count, "note stands", "notes stand")
        return ItemCard(
            row=shown.row,
            kind=KIND_WORDS[shown.row.kind],
            quotes=shown.notes,
            taken_down=shown.taken_down,
            sentence=f"{said} on the wall, word for word.",
        )
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in shown.notes:
        key = " ".join(one.words.casefold().split())
        first.setdefault(key, one.words)
        counts[key] += 1
    said = one_or_many(count, "telephone answered", "telephones answered")
    return ItemCard(
        row=shown.row,
        kind=KIND_WORDS[shown.row.kind],
        quotes=shown.notes,
        taken_down=shown.taken_down,
        sentence=f"{said}.",
        words=Table(
            caption="What was answered, the most frequent first",
            columns=(Column("Words"), Column("How often", is_number=True)),
            rows=tuple((first[key], str(n)) for key, n in counts.most_common()),
            empty_text="Nobody has answered yet.",
        ),
    )


def actions_table(shown: WorkshopShown, today: date) -> Table:
    return Table(
        caption="Actions",
        columns=(
            Column("What"), Column("Who"), Column("By when"), Column("Where it stands"),
        ),
        rows=tuple(
            (
                one.what,
                one.who,
                day_in_words(one.due_on),
                stands(one.done_on, one.due_on, today),
            )
            for one in shown.actions
        ),
        is_caption_shown=False,
        empty_text="No action yet.",
    )  # fmt: skip


def stands(done_on: date | None, due_on: date, today: date) -> str:
    if done_on:
        return f"Done on {day_in_words(done_on)}"
    return "Overdue" if due_on < today else "To do"


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A journal as it is shown and printed."""

    row: WorkshopJournal
    title: str
    day: str
    paragraphs: tuple[str, ...]
    cards: tuple[ItemCard, ...]
    workshop: WorkshopShown


def journal_page(shown: WorkshopShown, row: WorkshopJournal) -> JournalPage:
    """The chosen items; of their words those that were chosen and still stand."""
    chosen, quoted = set(row.items), set(row.notes)
    found = []
    for one in shown.items:
        if one.row.pk not in chosen:
            continue
        kept = tuple(note for note in one.notes if note.pk in quoted)
        is_wall = one.row.kind == WorkshopItem.Kind.WALL
        narrowed = ItemShown(one.row, one.tally, kept if is_wall else one.notes, ())
        found.append(card(narrowed, shown))
    return JournalPage(
        row=row,
        title=f"{shown.row.title}: journal",
        day=day_in_words(shown.row.held_on),
        paragraphs=tuple(one for one in row.intro.split("\n") if one.strip()),
        cards=tuple(found),
        workshop=shown,
    )


def date_options(dates: Sequence[Gathering]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{day_in_words(one.day)}: {one.title}") for one in dates]


def item_options(items: Sequence[ItemShown]) -> list[tuple[str, str]]:
    return [(str(one.row.pk), one.row.title) for one in items]


def note_options(items: Sequence[ItemShown]) -> list[tuple[str, str]]:
    return [
        (str(note.pk), note.words)
        for one in items
        if one.row.kind == WorkshopItem.Kind.WALL
        for note in one.notes
    ]
