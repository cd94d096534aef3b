"""Two versions of a plan side by side, word by word; and a plan as rows to take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kinfold.platform.components import Tone
from kinfold_core.practice.implementation_plan import (
    DELIVERABLES,
    GOAL,
    Change,
    Line,
    numbers_of,
)
from kinfold_core.practice.word_changes import Pieces, changed_words
from kinfold_measures.formulas import harmless
from kinfold_measures.workbook import workbook_of

LEFT_OUT: Final = "Left out by whoever shared it"
HEADINGS: Final = (
    "number", "kind", "sub_plan", "words", "zero_means", "ten_means", "now", "owner",
    "by", "how_we_know", "deliverables", "done",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Differs:
    label: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class RowDiffers:
    title: str
    column: str
    mark: tuple[str, Tone, str]
    lines: tuple[Differs, ...]


def rows_that_differ(changes: Iterable[Change]) -> list[RowDiffers]:
    """Each line that is not the same in both, with the questions that differ."""
    return [_row(one) for one in changes]


def _row(one: Change) -> RowDiffers:
    before, after = said_of(one.before), said_of(one.after)
    mark: tuple[str, Tone, str] = ("Changed", "needs", "pencil")
    if one.before is None:
        mark = ("Added", "well", "plus")
    elif one.after is None:
        mark = ("Taken out", "attention", "minus")
    is_goal = GOAL in {line.kind for line in (one.before, one.after) if line}
    return RowDiffers(
        "A goal" if is_goal else "An action",
        "needs" if is_goal else "well",
        mark,
        tuple(
            Differs(label, *changed_words(before[label], after[label]))
            for label in before
            if before[label] != after[label]
        ),
    )


def said_of(line: Line | None) -> dict[str, str]:
    """A line's answers by question; all empty for none."""
    one = line or Line("", GOAL)
    return {
        "Sub-plan": one.part,
        "Words": one.text,
        "0 means": one.zero,
        "10 means": one.ten,
        "Now": "" if one.now is None else str(one.now),
        "Who sees to it": one.owner,
        "By when": one.due,
        "How we will know": one.evidence,
        "Deliverables": ", ".join(DELIVERABLES.get(c, c) for c in one.deliverables),
        "Done": "Yes" if one.is_done else "",
    }


def conflict_of(now: Line | None, typed: Line) -> list[tuple[str, str, str]]:
    """What differs between a line as it stands and as it was typed."""
    stands, said = said_of(now), said_of(typed)
    if now is None:
        return [("This line", "It was taken out of the plan", typed.text)]
    return [
        (label, stands[label], said[label])
        for label in said
        if stands[label] != said[label]
    ]


def plan_csv(lines: Sequence[Line]) -> str:
    """The plan as rows. No cell begins as a formula does."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows([harmless(said) for said in row] for row in _rows(lines))
    return out.getvalue()


def plan_workbook(lines: Sequence[Line], told: Iterable[tuple[str, str]]) -> bytes:
    return workbook_of(HEADINGS, _rows(lines), numbers=("now",), told=told)


def _rows(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    numbers = numbers_of(lines)
    return [
        (
            numbers[one.id],
            one.kind,
            one.part,
            LEFT_OUT if one.is_left_out else one.text,
            one.zero,
            one.ten,
            "" if one.now is None else str(one.now),
            one.owner,
            one.due,
            one.evidence,
            "; ".join(DELIVERABLES.get(code, code) for code in one.deliverables),
            "yes" if one.is_done else "",
        )
        for one in lines
    ]
