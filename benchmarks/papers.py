"""How long a family's copy on paper takes to be made: `papers()`.

A copy of twelve pages stands beside one of a single page, the floor, in the same run.
It needs Django to be set up and no database: the copy is a value, its words made up.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, replace
from statistics import median

from pypdf import PdfReader

from kinfold.copies.pdf import render_copy
from kinfold.copies.presenters.family_copy import HEADED, FamilyCopy, Item

PAGES = 12
ROUNDS = 5
SAID = "On some Fridays he shouts and breaks things, and Nan comes over. " * 8
SHORT = FamilyCopy(
    title="Amira and Kai",
    family="A made-up family",
    everybody=("Amira", "Kai"),
    made_on="14 May 2026",
    version=1,
    is_draft=False,
    is_made_up=True,
    happened=(),
    worries=(),
    harder=(),
    kept_safe=(),
    good=(),
    wishes=(),
    steps=(),
    scales=(),
    worker="Priya Shah",
    team="Lincoln North",
    languages=(),
    headings={part: part.capitalize() for part in HEADED},
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A copy, how many pages it has and how long it takes, in milliseconds."""

    name: str
    pages: int
    ms: float


def papers(rounds: int = ROUNDS) -> tuple[Paper, ...]:
    """One page, twelve, and the same twelve pages' words in large print."""
    long = _of_pages(PAGES)
    return (
        _measure("one page (floor)", SHORT, rounds),
        _measure(f"{PAGES} pages", long, rounds),
        _measure("the same, large print", long, rounds, is_large=True),
    )


def _of_pages(wanted: int) -> FamilyCopy:
    """The shortest copy that fills so many pages."""
    count = wanted
    while True:
        copy = replace(SHORT, happened=(Item(SAID, by="Amira"),) * count)
        if _pages(render_copy(copy)) >= wanted:
            return copy
        count += 2


def _measure(
    name: str, copy: FamilyCopy, rounds: int, *, is_large: bool = False
) -> Paper:
    pages = _pages(render_copy(copy, is_large=is_large))
    times = []
    for number in range(rounds):
        # other words each time: the typesetter remembers what it has set before
        fresh = replace(
            copy,
            title=f"Amira and Kai, {number}",
            happened=tuple(
                replace(item, text=f"{number}.{place} {item.text}")
                for place, item in enumerate(copy.happened)
            ),
        )
        start = time.perf_counter()
        render_copy(fresh, is_large=is_large)
        times.append(time.perf_counter() - start)
    return Paper(name, pages, median(times) * 1000)


def _pages(paper: bytes) -> int:
    return len(PdfReader(io.BytesIO(paper)).pages)
