"""Words that were written otherwise, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from kinfold.platform.components import Column, Table
from kinfold.records.earlier import KINDS
from kinfold.records.models import EarlierWords
from kinfold.records.presenters.words import moment


def earlier_rows(rows: Iterable[EarlierWords]) -> Table:
    return Table(
        caption="What stood in the record before, newest first",
        columns=(
            Column("Until"),
            Column("Where"),
            Column("What stood there"),
            Column("Who wrote it otherwise"),
        ),
        rows=tuple(
            (moment(one.kept_at), _where(one), one.words, one.kept_by.name)
            for one in rows
        ),
        is_caption_shown=False,
        empty_text="Nothing was written otherwise since that day.",
    )


def _where(one: EarlierWords) -> str:
    kind = KINDS[one.of_what]
    return f"{kind.called}: {kind.fields[one.field].lower()}"
