"""What was corrected after a review was closed, beside what stood at closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from kinfold.framework.models import Rating
from kinfold.framework.selectors import Corrected
from kinfold.platform.components import Column, Table
from kinfold_core.people.dates import day_in_words

AT_CLOSING = "Said at closing"


def guess(score: int | None, why: str) -> str:
    """What a rater thinks that others would say."""
    if score is None:
        return why or "Not guessed"
    return f"{score}: {why}" if why else str(score)


def words(one: Corrected) -> str:
    """Where somebody put a part at closing, and where since: of one who corrected."""
    before = one.at_closing
    first = f"{before.score} at closing" if before else "not rated at closing"
    return f"{one.rater.name}: {first}, {one.since[-1].score} now."


def table(rows: Iterable[Corrected]) -> Table:
    """Of each rater what stood at closing, and each correction below it."""
    return Table(
        "Corrected after the review was closed",
        (
            Column("Who"),
            Column("When"),
            Column("Place", is_number=True),
            Column("What shows it"),
            Column("The front line would say"),
            Column("Families would say"),
            Column("Why it was corrected"),
        ),
        tuple(line for one in rows for line in _lines(one)),
    )


def _lines(one: Corrected) -> Iterator[tuple[str, ...]]:
    name = one.rater.name
    if one.at_closing:
        yield (name, AT_CLOSING, *_said(one.at_closing), "")
    else:
        yield (name, AT_CLOSING, "Not rated", "", "", "", "")
    for said in one.since:
        day = day_in_words(timezone.localdate(said.at))
        yield (name, day, *_said(said), said.corrected_why)


def _said(one: Rating) -> tuple[str, ...]:
    return (
        str(one.score),
        one.evidence,
        guess(one.front_line, one.front_line_why),
        guess(one.families, one.families_why),
    )
