"""Imports in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from kinfold.intake.models import ImportFinding, PeopleImport
from kinfold.platform.components import Cell, Column, Table
from kinfold.records.presenters.words import moment


def import_table(imports: Iterable[PeopleImport]) -> Table:
    return Table(
        caption="Earlier imports",
        columns=(
            Column("When"),
            Column("File"),
            Column("How it stands"),
            Column("Rows", is_number=True),
            Column("Taken", is_number=True),
            Column("Left out", is_number=True),
        ),
        rows=tuple(
            (
                Cell(
                    moment(one.created_at), url=reverse("intake:import", args=[one.pk])
                ),
                one.file_name,
                one.get_state_display(),
                f"{one.row_count:,}",
                f"{one.taken_count:,}",
                f"{one.left_out_count:,}",
            )
            for one in imports
        ),
        empty_text="Nothing was imported yet.",
    )


def tallies(one: PeopleImport) -> Table:
    """Rows in = taken + known already + left out, table by table."""
    return Table(
        caption="Table by table",
        columns=(
            Column("Table"),
            Column("Rows", is_number=True),
            Column("Taken", is_number=True),
            Column("Known already", is_number=True),
            Column("Left out", is_number=True),
        ),
        rows=tuple(
            (
                str(tally["table"]),
                f"{tally['rows']:,}",
                f"{tally['taken']:,}",
                f"{tally['unchanged']:,}",
                f"{tally['left_out']:,}",
            )
            for tally in one.tables
        ),
    )


def finding_table(findings: Iterable[ImportFinding]) -> Table:
    return Table(
        caption="What to mend",
        columns=(
            Column("File and line"),
            Column("Field"),
            Column("Found"),
            Column("Expected"),
            Column("How to mend it"),
        ),
        rows=tuple(
            (
                f"{one.file}, line {one.line}",
                one.field,
                one.found,
                f"{one.expected}. {one.get_weight_display()}",
                one.mend,
            )
            for one in findings
        ),
        empty_text="Nothing to mend.",
    )
