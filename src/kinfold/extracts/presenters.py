"""Extracts in words: how each stands, what was asked and given, who took it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from kinfold.extracts.models import (
    ExtractDownload,
    ExtractRequest,
    Grain,
    MadeExtract,
)
from kinfold.extracts.policy import Standing
from kinfold.extracts.selectors import Extract
from kinfold.platform.components import Cell, Column, SummaryRow, Table
from kinfold.platform.models import ProgrammeAuthority
from kinfold.records.presenters.words import day, moment
from kinfold_measures.extracts.offered import OFFERED
from kinfold_measures.extracts.packing import no_fewer_told

WORDS: Final = {
    Standing.ASKED: "Asked, not decided yet",
    Standing.REFUSED: "Refused",
    Standing.BEING_MADE: "Given; the file is being made",
    Standing.NOT_MADE: "Given, but the file could not be made",
    Standing.OPEN: "The file can be taken",
    Standing.ENDED: "Ended",
    Standing.EXPIRED: "Its time has passed",
    Standing.LEFT: "The authority, or whoever asked, has left the programme",
}
TONES: Final = {Standing.OPEN: "well", Standing.NOT_MADE: "needs"}
GONE: Final = {
    Standing.ENDED: "This extract was ended, so its file is deleted.",
    Standing.EXPIRED: "Its last day has passed, so its file is deleted.",
    Standing.LEFT: "The authority, or whoever asked, is in this programme no longer, "
    "so its file is deleted.",
}


def gone_words(extract: Extract) -> str:
    """Why the file cannot be had."""
    return GONE.get(extract.standing, "There is no file of this extract to be taken.")


def place_choices(places: Iterable[ProgrammeAuthority]) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{one.authority.name} ({one.programme.name})") for one in places
    ]


def extracts_table(extracts: Iterable[Extract]) -> Table:
    return Table(
        caption="Extracts",
        columns=(
            Column("Study"),
            Column("Authority"),
            Column("Asked by"),
            Column("How it stands"),
            Column("Last day"),
            Column("Taken", is_number=True),
        ),
        rows=tuple(_row(one) for one in extracts),
        is_caption_shown=False,
        empty_text="Nobody has asked for an extract yet.",
    )


def _row(one: Extract) -> tuple[Cell | str, ...]:
    request = one.request
    until = one.decision.expires_on if one.decision else None
    return (
        Cell(request.study, reverse("extracts:extract", args=[request.pk])),
        request.authority.name,
        f"{request.by_name}, {moment(request.asked_at)}",
        Cell(WORDS[one.standing], tone=TONES.get(one.standing, "")),
        day(until) if until else "None set",
        str(one.taken_count),
    )


def asked_rows(request: ExtractRequest) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("Asked by", f"{request.by_name}, {moment(request.asked_at)}"),
        SummaryRow("Authority", request.authority.name),
        SummaryRow("What for", request.purpose),
        SummaryRow("Tables and columns", columns_words(request.columns)),
        SummaryRow("Period", f"{day(request.first_day)} to {day(request.last_day)}"),
        SummaryRow("A day is told as", Grain(request.grain).label.lower()),
        SummaryRow("Needed until", day(request.wanted_until)),
        SummaryRow("Held by", request.holders),
        SummaryRow("Lawful basis", request.lawful_basis),
        SummaryRow("Impact assessment", request.dpia),
    )


def columns_words(columns: Mapping[str, Sequence[str]]) -> str:
    """A line for each table."""
    return "\n".join(
        f"{OFFERED[table].meaning.rstrip('.')}: {', '.join(names).replace('_', ' ')}"
        for table, names in columns.items()
    )


def decided_rows(extract: Extract) -> tuple[SummaryRow, ...]:
    """What was decided, and what was narrowed; nothing where nobody has."""
    decision, ending = extract.decision, extract.ending
    rows: list[SummaryRow] = []
    if decision:
        answer = "Yes" if decision.is_given else "No"
        said = f"{answer}, {decision.by_name}, {moment(decision.decided_at)}"
        rows += [SummaryRow("Decided", said), SummaryRow("Why", decision.reason)]
    if decision and decision.is_given:
        rows += [
            SummaryRow("Given", columns_words(decision.columns)),
            SummaryRow(
                "Period", f"{day(decision.first_day)} to {day(decision.last_day)}"
            ),
            SummaryRow("A day is told as", Grain(decision.grain).label.lower()),
            SummaryRow("Alike", f"At least {decision.alike} children"),
            SummaryRow("Last day", day(decision.expires_on)),
        ]
    if ending:
        rows += [
            SummaryRow("Ended", f"{ending.by_name}, {moment(ending.at)}"),
            SummaryRow("Why it ended", ending.why),
        ]
    return tuple(rows)


def made_rows(extract: Extract) -> tuple[SummaryRow, ...]:
    made = extract.made
    if made is None or made.why_not:
        return ()
    children = made.manifest["children"]
    finely = [
        f"{count:,} {words}" for words, count in children["how_finely"].items() if count
    ]
    left = _few(children["left_out_as_too_unlike_others"], made)
    return (
        SummaryRow(
            "Made", f"{moment(made.made_at)}, {filesizeformat(made.byte_count)}"
        ),
        SummaryRow(
            "Children", "\n".join([f"{children['told_of']:,} told of", *finely])
        ),
        SummaryRow("Left out", f"{left} children who are like too few others"),
        SummaryRow("SHA-256", made.sha256),
    )


def _few(count: int | str, made: MadeExtract) -> str:
    """As the manifest says it; one made before few were left uncounted counts them."""
    if isinstance(count, int):
        count = no_fewer_told(count, made.manifest["k"])
    return f"{count:,}" if isinstance(count, int) else count


def withheld_table(extract: Extract) -> Table | None:
    """What each table holds and what was kept back of it, as the manifest has it."""
    made = extract.made
    if made is None or made.why_not:
        return None
    tables: dict[str, Any] = made.manifest["tables"]
    return Table(
        caption="What it holds, and what was kept back",
        columns=(
            Column("Table"),
            Column("Rows", is_number=True),
            Column("Rows left out", is_number=True),
            Column("Cells withheld", is_number=True),
            Column("Cells told as a longer time or a band", is_number=True),
        ),
        rows=tuple(
            (
                one["meaning"].rstrip("."),
                f"{one['rows']:,}",
                _few(one["rows_left_out_with_their_child"], made),
                _summed(one["cells_withheld"]),
                _summed(one["cells_told_coarser"]),
            )
            for one in tables.values()
        ),
    )


def _summed(by_column: Mapping[str, int | str]) -> str:
    """Of all columns together; columns with few cells, or none, are not told apart."""
    counts = by_column.values()
    exact = sum(count for count in counts if isinstance(count, int))
    if not any(isinstance(count, str) for count in counts):
        return f"{exact:,}"
    return f"{exact:,} or a few more" if exact else "a few or none"


def downloads_table(downloads: Iterable[ExtractDownload]) -> Table:
    return Table(
        caption="Who took the file",
        columns=(Column("When"), Column("Who"), Column("Of"), Column("SHA-256")),
        rows=tuple(
            (moment(one.at), one.by_name, one.by_place, f"{one.sha256[:12]}…")
            for one in downloads
        ),
        empty_text="Nobody has taken the file.",
    )
