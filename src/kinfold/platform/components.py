"""The values that page parts are drawn from: words and links, no queries, no markup.

A presenter builds them; a template in `templates/components/` draws them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["calm", "well", "worried", "needs", "attention"]


@dataclass(frozen=True, slots=True)
class Link:
    """A crumb, a tab or a menu item. `icon` names a symbol of the sprite.

    `said` is read out after a label that had to be short, and is not shown.
    """

    label: str
    url: str
    icon: str = ""
    is_current: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Sections:
    """The pages under one tab; `called` is what they are together, for a reader."""

    called: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FamilyHeader:
    """What stands above every page of one family's record.

    `is_inside`: the page is one of the family's rooms, not the family's own page.
    """

    name: str
    url: str = ""
    status_line: str = ""
    members_line: str = ""
    worker_line: str = ""
    tabs: tuple[Link, ...] = ()
    is_restricted: bool = False
    is_synthetic: bool = False
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a summary list; `action` says the verb, `label` finishes it."""

    label: str
    value: str
    action_url: str = ""
    action: str = "Change"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened. `when` is said as people say it."""

    title: str
    when: str
    datetime: str = ""
    text: str = ""
    by: str = ""
    icon: str = "circle-dot"
    tone: Tone = "calm"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One named person's place on a scale, 0 to 10 inclusive."""

    name: str
    score: int
    said: str = ""
    rated: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. Numbers stand to the right."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: words, perhaps a link or a tag's tone."""

    text: str
    url: str = ""
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that reads as a table on a desk and as cards on a phone.

    `rows` hold one `Cell` or plain string for each column. The first cell names its
    row. `caption` is read out even when it is not shown.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    is_caption_shown: bool = True
    empty_text: str = "Nothing here yet."

    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Each row as (column, cell) pairs, plain strings made cells."""
        return [
            [
                (column, cell if isinstance(cell, Cell) else Cell(cell))
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of numbers, which never stands without its words and its table.

    `title` is the finding in words. `svg` is markup drawn on the server. `table`
    holds the same numbers. `source` says whose they are and when they were taken.
    """

    title: str
    svg: str
    sentence: str
    table: Table
    source: str
    definition_url: str = ""
    source_url: str = ""
    notes: tuple[str, ...] = field(default=())
