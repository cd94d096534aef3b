"""Where a programme's authorities stand, as a PDF that screen readers can read.

For whoever takes it to a meeting. All words go in as data.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kinfold.platform.components import Cell
from kinfold.platform.typesetting import typeset
from kinfold.programme import home_presenters, presenters
from kinfold.programme.home_selectors import AtAGlance, Standing
from kinfold_core.people.dates import day_in_words

HERE = Path(__file__).resolve().parent


def render_glance(
    glance: AtAGlance, places: Sequence[Standing], *, today: date
) -> bytes:
    """The authorities that were asked for, with what needs somebody in all of them."""
    table = home_presenters.glance_table(glance, places)
    return typeset(
        HERE / "glance.typ",
        {
            "title": glance.programme.name,
            "dates": presenters.dates_words(glance.programme),
            "day": day_in_words(today),
            "needs_sentence": home_presenters.needs_sentence(glance),
            "needs": [
                [
                    one.words,
                    ", ".join(link.label for link in one.places),
                    one.more,
                ]
                for one in home_presenters.needs(glance)
            ],
            "shown": home_presenters.how_many_shown(glance, places),
            "heads": [one.label for one in table.columns],
            "rows": [[_text(cell) for cell in row] for row in table.rows],
            "empty": table.empty_text,
        },
    )


def _text(cell: Cell | str) -> str:
    return cell if isinstance(cell, str) else cell.text
