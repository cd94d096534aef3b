"""Keeping rows of the board that were worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from uuid import UUID

from django.db import transaction

from kinfold.platform.viewer import Viewer
from kinfold.whiteboard.models import KeptRow
from kinfold.whiteboard.rows import Row, TrueFor

_REPLACED = (
    "on_day", "seen_link", "edition", "stage", "status", "marks", "ranks", "cells",
)  # fmt: skip


@transaction.atomic(savepoint=False)
def keep_rows(
    *, rows: Sequence[Row], newest: Mapping[UUID, int], true_for: TrueFor, by: Viewer
) -> None:
    """Write over what was kept of these families. One statement.

    `newest` has each family's newest change as it was *before* its record was read:
    the row is then never said to have seen a change that it has not. Of two that write
    at once the later stays, and if it has seen less it is worked out again.

    Nothing is asked and nothing audited: a row says only what the record says, it is
    given to nobody here, and whose board it may stand on is asked when it is read.
    """
    KeptRow.objects.bulk_create(
        [
            KeptRow(
                authority_id=by.in_authority(),
                family_id=row.family_id,
                on_day=true_for.day,
                seen_link=newest[row.family_id],
                edition=true_for.edition,
                stage=row.stage,
                status=row.status,
                marks=row.marks,
                ranks=list(row.ranks),
                cells=row.cells,
            )
            # in one order, so that two that write at once do not wait in a circle
            for row in sorted(rows, key=attrgetter("family_id"))
        ],
        update_conflicts=True,
        unique_fields=["authority", "family_id"],
        update_fields=_REPLACED,
    )
