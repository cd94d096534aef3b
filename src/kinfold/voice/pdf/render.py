"""A story as a PDF: a small book to fold, or one frame on each page of A4."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kinfold.platform.typesetting import typeset
from kinfold.voice.presenters.book import Book

HERE = Path(__file__).resolve().parent


def render_story(book: Book, *, is_book: bool) -> bytes:
    """The story as a tagged PDF; `is_book` for A5 pages, two on a side of A4.

    The pictures are our own drawings (ADR 12): they go in beside the words, not as
    words, and are never marked as letters that cannot be printed.
    """
    drawings = [frame.svg for frame in book.frames]
    bare = replace(
        book, cover="", frames=tuple(replace(f, svg="") for f in book.frames)
    )
    return typeset(
        HERE / "story.typ",
        asdict(bare) | _ours(book),
        drawings=drawings,
        cover_drawing=book.cover,
        is_book=is_book,
    )


def _ours(book: Book) -> dict[str, Any]:
    """Our own words in the language of the story, or in English and said to be so."""
    our = book.our
    belongs = our.say("book_belongs", names=book.children)
    return {
        "our": dict(our.words) | {"book_belongs": belongs},
        "our_language": our.code,
        "is_rtl": our.direction == "rtl",
    }
