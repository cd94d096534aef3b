"""Teams side by side, as totals of families; never a worker, never a small number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.whiteboard.presenters.columns import COLUMNS, NONE
from kinfold.whiteboard.selectors import BoardRow

# a stage is always there, so its total would say nothing
COUNTED = tuple(column for column in COLUMNS if column.key != "stage")


def teams_table(rows: Iterable[BoardRow], *, today: date, least: int) -> Table:
    """How many families of each team have something of each part of the practice.

    A team of fewer than `least` families is left out, and there is no line of all:
    what is missing could be worked out from it.
    """
    teams: dict[tuple[str, UUID], list[BoardRow]] = defaultdict(list)
    for row in rows:
        known = row.family.__dict__
        if known["allocated_team_id"]:
            teams[known["team_name"], known["allocated_team_id"]].append(row)
    lines = [
        _line(name, team_id, own, today)
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


def _line(
    name: str, team_id: UUID, rows: list[BoardRow], today: date
) -> tuple[Cell | str, ...]:
    board = f"{reverse('whiteboard:board')}?whose=every&team={team_id}"
    counts = (
        sum(column.say(row, today).mark != NONE for row in rows) for column in COUNTED
    )
    return (Cell(name, board), str(len(rows)), *(str(count) for count in counts))
