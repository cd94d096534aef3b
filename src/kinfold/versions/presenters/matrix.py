"""The harm matrix as a table: what is asked, then what is known of each time."""

from __future__ import annotations

from kinfold_core.practice.living_map import EntryRow
from kinfold_core.practice.written import MOMENTS

QUESTIONS = {
    "behaviour": "What was done",
    "severity": "How bad",
    "incidence": "When and how often",
    "impact": "What it did to the child",
}
Matrix = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def matrix(entry: EntryRow) -> Matrix:
    """Row by row; nothing when no column of it is written."""
    if not entry.moments:
        return ()
    known = {one.moment: one for one in entry.moments}
    return tuple(
        (
            question,
            tuple(
                (name, getattr(known.get(moment), row, ""))
                for moment, name in MOMENTS.items()
            ),
        )
        for row, question in QUESTIONS.items()
    )
