"""The child's own copy, in the child's voice: big, and the drawings first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from kinfold.child_tools.presenters.drawn import part_drawn
from kinfold.child_tools.presenters.session_page import ItemCard, item_card
from kinfold.child_words.models import ItemShown
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.child_rows import SessionRow
from kinfold_core.practice.child_sharing import in_words
from kinfold_core.practice.child_tools import PARTS

NOBODY_YET = "Nobody, until I say so"


@dataclass(frozen=True, slots=True)
class Mine:
    """One thing that I said. `see` is who may see it, a line each."""

    card: ItemCard
    see: tuple[str, ...]
    shown: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MyPart:
    label: str
    picture: SafeString
    things: tuple[Mine, ...]


@dataclass(frozen=True, slots=True)
class MyTime:
    title: str
    when: str
    parts: tuple[MyPart, ...]
    number: str
    question: str
    answers: tuple[tuple[str, str], ...]
    waits: str


def own_pages(
    family_id: UUID, rows: Sequence[SessionRow], shown: Sequence[ItemShown]
) -> tuple[MyTime, ...]:
    return tuple(_time(family_id, row, shown) for row in rows)


def _time(family_id: UUID, row: SessionRow, shown: Sequence[ItemShown]) -> MyTime:
    parts = {part.key: part for part in PARTS[row.tool]}
    filled = [
        MyPart(
            label=parts[key].label,
            picture=part_drawn(row.tool, key),
            things=tuple(
                Mine(
                    card=item_card(family_id, item),
                    see=in_words(item.choices) or (NOBODY_YET,),
                    shown=tuple(_shown(one) for one in shown if one.item_id == item.id),
                    answers=_answers(row, item.id),
                )
                for item in row.told
                if item.part_key == key
            ),
        )
        for key in row.part_order
    ]
    due = row.response_due_on
    return MyTime(
        title=row.tool.label,
        when=" · ".join(
            one for one in (day_in_words(row.happened_on), row.place) if one
        ),
        parts=tuple(part for part in filled if part.things),
        number="" if row.scale is None else f"I am at {row.scale} of 10.",
        question=row.child_question,
        answers=_answers(row, None),
        waits=f"The grown-ups answer me by {day_in_words(due)}."
        if due and not row.responses
        else "",
    )


def _shown(one: ItemShown) -> str:
    what = "" if one.was_whole else ", only what the grown-ups decided"
    return f"{one.name}, on {day_in_words(one.shown_on)}{what}"


def _answers(row: SessionRow, item_id: UUID | None) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.answered_by, one.what_changed)
        for one in row.responses
        if one.item_id == item_id
    )
