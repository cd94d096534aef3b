"""The whiteboard as words and links. No query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from kinfold.records.presenters.words import STATUS_LABELS
from kinfold.whiteboard.presenters.columns import COLUMNS, NONE
from kinfold.whiteboard.presenters.row_cells import address
from kinfold.whiteboard.rows import Row
from kinfold.whiteboard.selectors import BoardFamily

_PLACE = {column.key: place for place, column in enumerate(COLUMNS)}


def board_body(
    families: Iterable[BoardFamily], rows: Mapping[UUID, Row], *, with_workers: bool
) -> SafeString:
    """The table's rows, in the order of the families."""
    return format_html_join(
        "\n",
        '<tr><th scope="row"><a href="{}">{}</a><span class="board__about">{}</span>'
        "</th>{}</tr>",
        (
            (
                address("people:family", family.id),
                family.name,
                _about(family, rows[family.id].status, with_workers=with_workers),
                mark_safe(rows[family.id].cells),  # noqa: S308  escaped when made
            )
            for family in families
        ),
    )


def _about(family: BoardFamily, status: str, *, with_workers: bool) -> str:
    """ "Child protection plan · Sam Reed"."""
    who = family.worker if with_workers else family.team
    parts = [str(STATUS_LABELS[status])] if status else []
    return " · ".join([*parts, who or "With nobody yet"])


def is_missing(row: Row, key: str) -> bool:
    """Whether a family has nothing yet in a column."""
    return row.marks[_PLACE[key]] == NONE[0]


def rank(row: Row, key: str) -> float:
    """Where a column puts a family: what asks for attention comes first."""
    return row.ranks[_PLACE[key]]
