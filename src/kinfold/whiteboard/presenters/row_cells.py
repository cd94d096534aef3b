"""A family's row as marks, ranks and markup, made once and kept. No query."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

import kinfold.stages
import kinfold.whiteboard
import kinfold_core.practice
from kinfold.records.models.family import headline
from kinfold.stages.presenters.stages_page import DONE_ON
from kinfold.whiteboard.presenters.columns import COLUMNS, Said, columns, count
from kinfold.whiteboard.rows import Row
from kinfold.whiteboard.selectors import BoardRow
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.stages import STAGES

_NOBODY = UUID(int=0)
AS_KINFOLD_COMES = Expectations()
# whatever decides what a row says lives in these
_MADE_BY: tuple[ModuleType, ...] = (
    kinfold.whiteboard,
    kinfold.stages,
    kinfold_core.practice,
)


@cache
def edition(hoped: Expectations = AS_KINFOLD_COMES) -> str:
    """Names the words and rules that a row is made with, and what the authority hopes
    for, so that nobody has to remember that rows made with others are kept."""
    return hashlib.sha256(f"{_made_with()} {hoped}".encode()).hexdigest()[:16]


@cache
def _made_with() -> str:
    pages = repr(sorted(addresses().items()))
    return hashlib.sha256(f"{pages} {code_read()}".encode()).hexdigest()


@cache
def code_read() -> str:
    """The modules as they are on the disk when this is first asked.

    It is asked when the process starts, while they are what it runs: files that are
    changed under a running one would name its rows after code that did not make them.
    """
    digest = hashlib.sha256()
    for room in _MADE_BY:
        for path in sorted(Path(inspect.getfile(room)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
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


def address(page: str, family_id: UUID) -> str:
    """A page of this family, or "" when this Kinfold has no such page."""
    return addresses().get(page, "").replace(str(_NOBODY), str(family_id))


def made_rows(
    rows: Iterable[BoardRow], *, today: date, hoped: Expectations = AS_KINFOLD_COMES
) -> list[Row]:
    """Each family's row from what its record shows."""
    return [_row(row, today, hoped) for row in rows]


def _row(row: BoardRow, today: date, hoped: Expectations) -> Row:
    said = [column.say(row, today) for column in columns(hoped)]
    statuses = headline([one.words for one in row.told.get("status", ())])
    return Row(
        family_id=row.family_id,
        stage=row.standing.now.number,
        marks="".join(one.mark[0] for one in said),
        ranks=tuple(one.order for one in said),
        status=str(statuses[0]) if statuses else "",
        cells=_cells(row, said),
    )


def _cells(row: BoardRow, said: list[Said]) -> SafeString:
    """A cell for each column, and the one next thing. What people wrote is escaped."""
    cells = format_html_join(
        "",
        '<td data-label="{}" class="is-{}">{}</td>',
        (
            (column.label, one.mark, _link(column.page, row.family_id, one.text))
            for column, one in zip(COLUMNS, said, strict=True)
        ),
    )
    what, page = next_thing(row)
    following = _link(page, row.family_id, what)
    return format_html(
        '{}<td data-label="Next" class="board__next">{}</td>', cells, following
    )


def _link(page: str, family_id: UUID, text: str) -> str:
    url = address(page, family_id)
    return format_html('<a href="{}">{}</a>', url, text) if url else text


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
