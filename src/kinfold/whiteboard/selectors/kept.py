"""Rows that were kept and are still true. One query."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.whiteboard.models import KeptRow
from kinfold.whiteboard.rows import Row, TrueFor

_NARROW = ("family_id", "seen_link", "stage", "marks", "ranks")
_WHOLE = (*_NARROW, "status", "cells")


def kept_rows(
    viewer: Viewer,
    newest: Mapping[UUID, int],
    *,
    true_for: TrueFor,
    with_cells: bool = True,
) -> dict[UUID, Row]:
    """The rows of these families that are kept and true; the others are not there.

    The caller was authorised for the families. `newest` has the newest change of each
    as it was before this is asked: a row that has seen a later one is true as well.
    """
    rows = KeptRow.objects.filter(
        authority_id=viewer.in_authority(),
        family_id__in=list(newest),
        on_day=true_for.day,
        edition=true_for.edition,
    )
    columns = _WHOLE if with_cells else _NARROW
    return {
        family_id: Row(
            family_id=family_id,
            stage=stage,
            marks=marks,
            ranks=tuple(ranks),
            status=more[0] if more else "",
            cells=more[1] if more else "",
        )
        for family_id, seen, stage, marks, ranks, *more in rows.values_list(*columns)
        if seen >= newest[family_id]
    }
