"""Laying out and drawing a family, without a page around it.

The floor is reading the finished drawing and writing it again with the standard
library: what any program that touches every mark of it once would need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Final
from xml.etree import ElementTree

from benchmarks.forest import Leaf, forest
from kinfold_core.genogram.draw import draw
from kinfold_core.genogram.facts import Relation, Someone
from kinfold_core.genogram.kin import put_together
from kinfold_core.genogram.layout import lay_out
from kinfold_core.genogram.said import said
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import Sex

SIZES: Final = (60, 300)
ROUNDS: Final = 7


@dataclass(frozen=True, slots=True)
class Drawn:
    """Milliseconds, the middle of seven rounds, and how large the drawing is."""

    people: int
    lay_out: float
    draw: float
    say: float
    floor: float
    kilobytes: float

    @property
    def whole(self) -> float:
        """Laid out and drawn: what the goal is about."""
        return self.lay_out + self.draw


def timings() -> list[Drawn]:
    """Each size once; processor bound, so a busy machine makes all of it longer."""
    return [_one(size) for size in SIZES]


def _one(size: int) -> Drawn:
    leaves = forest(size)
    people = [_someone(one) for one in leaves]
    ties = [tie for one in leaves for tie in _ties(one)]
    layout = lay_out(put_together(people, ties))
    drawing = draw(layout, "A family")
    return Drawn(
        people=size,
        lay_out=_middle(lambda: lay_out(put_together(people, ties))),
        draw=_middle(lambda: draw(layout, "A family")),
        say=_middle(lambda: said(layout)),
        floor=_middle(lambda: ElementTree.tostring(ElementTree.fromstring(drawing))),
        kilobytes=len(drawing.encode()) / 1000,
    )


def _middle(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        work()
        spent.append((perf_counter() - begin) * 1000)
    return sorted(spent)[ROUNDS // 2]


def _someone(one: Leaf) -> Someone:
    return Someone(
        id=str(one.number),
        name=one.name,
        sex=(Sex.FEMALE, Sex.MALE)[one.number % 2],
        born=FuzzyDate.on(date(one.born_in, 1 + one.number % 12, 3)),
        is_child=one.number % 11 == 0,
    )


def _ties(one: Leaf) -> list[Relation]:
    me = str(one.number)
    ties = [Relation(person=str(up), code="parent", other=me) for up in one.parents]
    if one.partner is not None:
        ties.append(Relation(person=str(one.partner), code="spouse", other=me))
    return ties
