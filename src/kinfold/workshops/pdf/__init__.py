"""The journal as a PDF that screen readers can read. All words go in as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from kinfold.platform.typesetting import typeset
from kinfold.workshops.presenters import ItemCard, JournalPage, stands
from kinfold_core.people.dates import day_in_words

HERE = Path(__file__).resolve().parent


def render_journal(page: JournalPage, *, today: date) -> bytes:
    shown = page.workshop
    return typeset(
        HERE / "journal.typ",
        {
            "title": page.title,
            "day": page.day,
            "place": shown.row.where,  # type: ignore[attr-defined]  # annotated
            "is_made_up": shown.row.is_synthetic,
            "paragraphs": list(page.paragraphs),
            "cards": [_card(one) for one in page.cards],
            "highlights": [
                [one.authority.name, one.achievement, one.challenge]
                for one in (shown.highlights if page.row.has_highlights else ())
            ],
            "actions": [
                [
                    one.what,
                    one.who,
                    day_in_words(one.due_on),
                    stands(one.done_on, one.due_on, today),
                ]
                for one in (shown.actions if page.row.has_actions else ())
            ],
            "foot": f"Version {page.row.version}, by {page.row.by_name}.",
        },
    )


def _card(card: ItemCard) -> dict[str, Any]:
    table = card.words
    return {
        "title": card.row.title,
        "words": card.row.words,
        "sentence": card.sentence if card.bars or table else "",
        "bars": [list(one) for one in card.bars],
        "quotes": [] if table else [one.words for one in card.quotes],
        "answers": [[str(cell) for cell in row] for row in table.rows] if table else [],
    }
