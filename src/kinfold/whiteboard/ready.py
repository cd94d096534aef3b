"""The rows of a board, ready to be shown: kept ones, and others worked out now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from kinfold.expectations.selectors import expectations_of
from kinfold.platform.viewer import Viewer
from kinfold.whiteboard.actions.keeping import keep_rows
from kinfold.whiteboard.presenters.row_cells import edition, made_rows
from kinfold.whiteboard.rows import Row, TrueFor
from kinfold.whiteboard.selectors import BoardFamily, kept_rows, worked_out
from kinfold_core.practice.expectations import Expectations

AT_ONCE = 500


def rows_of(
    viewer: Viewer,
    newest: Mapping[UUID, int],
    *,
    today: date,
    hoped: Expectations | None = None,
    with_cells: bool = True,
) -> dict[UUID, Row]:
    """The row of each family, given the newest change of each as it was asked before.

    One query when all are kept and true, and one for what the authority hopes for when
    it was not given. Otherwise five more for every `AT_ONCE` that are not: they are
    worked out, and kept for whoever looks next. More at once would hold a page, and the
    database, for as long as a whole authority takes.
    """
    hoped = hoped or expectations_of(viewer)
    true_for = TrueFor(day=today, edition=edition(hoped))
    rows = kept_rows(viewer, newest, true_for=true_for, with_cells=with_cells)
    # in one order, as they are kept: two looks cannot wait for each other in a circle
    others = sorted(pair for pair in newest.items() if pair[0] not in rows)
    for first in range(0, len(others), AT_ONCE):
        some = dict(others[first : first + AT_ONCE])
        found = worked_out(viewer, list(some), today=today, hoped=hoped)
        made = made_rows(found, today=today, hoped=hoped)
        keep_rows(rows=made, newest=some, true_for=true_for, by=viewer)
        rows |= {row.family_id: row for row in made}
    return rows


def newest_of(families: Iterable[BoardFamily]) -> dict[UUID, int]:
    """The newest change of each family, as it came with them."""
    return {family.id: family.newest_change for family in families}
