"""The whiteboard as words and links. No query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from kinfold.records.models.family import headline
from kinfold.records.presenters.words import STATUS_LABELS
from kinfold.stages.presenters.stages_page import DONE_ON
from kinfold.whiteboard.presenters.columns import BY_KEY, COLUMNS, NONE, count
from kinfold.whiteboard.selectors import BoardRow
from kinfold_core.practice.stages import STAGES

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class BoardCell:
    """A word, a mark and the page of the thing itself."""

    label: str
    text: str
    mark: str
    url: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A family's row. `next_url` is where its one next thing is done."""

    name: str
    url: str
    about: str
    cells: tuple[BoardCell, ...]
    next: str
    next_url: str


def addresses() -> dict[str, str]:
    """The page of each column with a place for the family: reversed once."""
    names = {
        *(column.page for column in COLUMNS),
        *(name for _, name in DONE_ON.values()),
        "people:family",
    }
    found = {}
    for name in names:
        try:
            found[name] = reverse(name, args=[_NOBODY])
        except NoReverseMatch:
            found[name] = ""
    return found


def board_lines(
    rows: Iterable[BoardRow], *, today: date, with_workers: bool
) -> list[BoardLine]:
    """A line for each row, in their order."""
    pages = addresses()
    nobody = str(_NOBODY)
    lines = []
    for row in rows:
        own = str(row.family.pk)
        cells = []
        for column in COLUMNS:
            said = column.say(row, today)
            url = pages[column.page].replace(nobody, own)
            cells.append(BoardCell(column.label, said.text, said.mark, url))
        what, page = next_thing(row)
        lines.append(
            BoardLine(
                name=row.family.name,
                url=pages["people:family"].replace(nobody, own),
                about=_about(row, with_workers=with_workers),
                cells=tuple(cells),
                next=what,
                next_url=pages.get(page, "").replace(nobody, own),
            )
        )
    return lines


def _about(row: BoardRow, *, with_workers: bool) -> str:
    """ "Child protection plan · Sam Reed"."""
    known = row.family.__dict__
    statuses = headline([one.words for one in row.told.get("status", ())])
    parts = [str(STATUS_LABELS[status]) for status in statuses[:1]]
    who = known["worker_name"] if with_workers else known["team_name"]
    return " · ".join([*parts, who or "With nobody yet"])


def next_thing(row: BoardRow) -> tuple[str, str]:
    """The one thing to do next, and the page where it is done.

    What we promised and have not done comes first; then what must hold before a live
    plan is safe; then the earliest stage that was gone past; then this one.
    """
    late = count(row, "ours_late")
    if late:
        what = "promise" if late == 1 else "promises"
        return f"Keep our {late} late {what}, or say why not", "trajectory:road"
    lines, met = count(row, "lines"), count(row, "lines_met")
    if lines > met and row.standing.now.number >= 6:
        return "Cover every bottom line with a rule", "trajectory:bottom-lines"
    standing = row.standing
    if standing.undone:
        stage = standing.undone[0]
    elif standing.is_now_done and standing.now.number < STAGES[-1].number:
        stage = STAGES[standing.now.number + 1]
    else:
        stage = standing.now
    return stage.asks or "Nothing more: the work has ended", DONE_ON[stage.number][1]


def missing(rows: Sequence[BoardRow], key: str, *, today: date) -> list[BoardRow]:
    """Rows that have nothing yet in a column."""
    say = BY_KEY[key].say
    return [row for row in rows if say(row, today).mark == NONE]


def in_order(rows: Sequence[BoardRow], key: str, *, today: date) -> list[BoardRow]:
    """Rows by a column, what asks for attention first."""
    say = BY_KEY[key].say
    return sorted(rows, key=lambda row: say(row, today).order)
