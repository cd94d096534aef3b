"""Teams side by side, as totals of families; never a worker, never a small number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.whiteboard.presenters.board_page import is_missing
from kinfold.whiteboard.presenters.columns import COLUMNS
from kinfold.whiteboard.rows import Row
from kinfold.whiteboard.selectors import BoardFamily

# a stage is always there, so its total would say nothing
COUNTED = tuple(column for column in COLUMNS if column.key != "stage")


def teams_table(
    families: Iterable[BoardFamily], rows: Mapping[UUID, Row], *, least: int
) -> Table:
    """How many families of each team have something of each part of the practice.

    A team of fewer than `least` families is left out, and there is no line of all:
    what is missing could be worked out from it.
    """
    teams: dict[tuple[str, UUID], list[Row]] = defaultdict(list)
    for family in families:
        if family.team_id and family.team:
            teams[family.team, family.team_id].append(rows[family.id])
    lines = [
        _line(name, team_id, own)
        for (name, team_id), own in sorted(teams.items())
        if len(own) >= least
    ]
    labels = ["Families", *(column.label for column in COUNTED)]
    return Table(
        caption=f"Families that have something of each part, teams of {least} or more",
        columns=(Column("Team"), *(Column(label, is_number=True) for label in labels)),
        rows=tuple(lines),
        empty_text=f"No team has {least} families or more.",
    )


def _line(name: str, team_id: UUID, rows: list[Row]) -> tuple[Cell | str, ...]:
    board = f"{reverse('whiteboard:board')}?whose=every&team={team_id}"
    counts = (
        sum(not is_missing(row, column.key) for row in rows) for column in COUNTED
    )
    return (Cell(name, board), str(len(rows)), *(str(count) for count in counts))
