"""A plan as a PDF that screen readers can read. All words go in as data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kinfold.implementation.presenters.lines import (
    LineCard,
    deliverables_table,
    parts_of,
)
from kinfold.platform.typesetting import typeset
from kinfold_core.practice.implementation_plan import Line

HERE = Path(__file__).resolve().parent


def render_plan(
    title: str, lines: Sequence[Line], told: Sequence[tuple[str, str]]
) -> bytes:
    """The lines as they stand here: what was left out of them is not in the file."""
    return typeset(
        HERE / "plan.typ",
        {
            "title": title,
            "told": [list(one) for one in told],
            "parts": [
                {"title": part.title, "lines": [_line(one) for one in part.lines]}
                for part in parts_of(lines, said={})
            ],
            "deliverables": [
                [cell if isinstance(cell, str) else cell.text for cell in row]
                for row in deliverables_table(lines).rows
            ],
        },
    )


def _line(card: LineCard) -> dict[str, Any]:
    marks = (*card.tags, "Done") if card.is_done else card.tags
    return {
        "kind": "Goal" if card.is_goal else "Action",
        "number": card.number,
        "is_goal": card.is_goal,
        "is_left_out": card.is_left_out,
        "text": card.text,
        "scale": [list(one) for one in card.scale],
        "about": card.about,
        "evidence": card.evidence,
        "marks": ". ".join(marks),
    }
