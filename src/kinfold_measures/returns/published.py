"""What was published, in one long table and held against England's panel."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinfold_measures.england import Panel
from kinfold_measures.formulas import harmless
from kinfold_measures.returns.findings import Finding
from kinfold_measures.returns.importing import (
    FINDINGS,
    CannotImport,
    refused_in_words,
    write_findings,
)
from kinfold_measures.returns.statistics import Observation, read_statistics
from kinfold_measures.series import Cell, number_or_why

TABLE: Final = "statistics.csv"
HEADS: Final = (
    "level", "code", "old_la_code", "name", "year", "measure", "breakdown", "value",
    "gap", "line",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of authorities against those of the panel."""

    same: int
    not_in_panel: int
    other: tuple[tuple[Observation, Cell], ...]
    """Each that the panel has otherwise, and what the panel has."""


def against_panel(observations: Iterable[Observation], panel: Panel) -> Comparison:
    """Hold each cell of an authority that the panel knows against the panel's own."""
    same = missing = 0
    other = []
    for one in observations:
        if one.level != "Local authority" or one.measure not in panel.cells:
            continue
        held = panel.cells[one.measure].get((one.code, one.year))
        if held is None:
            missing += 1
        elif held == one.cell:
            same += 1
        else:
            other.append((one, held))
    return Comparison(same, missing, tuple(other))


def import_statistics(
    paths: Sequence[Path], *, into: Path, panel: Panel
) -> Iterator[str]:
    """Read published files and write their figures and findings into a new folder.

    Yields a line for each file. Nothing is written unless every file can be read.

    Raises:
        CannotImport: a file is not there or is refused, or the folder is there already.
    """
    if into.exists():
        raise CannotImport(f"{into} is there already: name a new folder")
    every: list[Observation] = []
    findings: list[Finding] = []
    for path in paths:
        if not path.is_file():
            raise CannotImport(f"{path}: there is no such file")
        one = read_statistics(path)
        if not one.lines and one.findings:
            raise CannotImport(refused_in_words(one.findings[0]))
        every += one.observations
        findings += one.findings
        held = against_panel(one.observations, panel)
        yield (
            f"{path.name}: {one.lines:,} lines, {len(one.observations):,} cells, "
            f"{len(one.findings):,} findings; {held.same:,} as in England's panel, "
            f"{len(held.other):,} otherwise, {held.not_in_panel:,} new"
        )
    into.mkdir(parents=True)
    _write(into / TABLE, every)
    write_findings(into / FINDINGS, findings)
    yield f"Written to {into}: {TABLE}, {FINDINGS}"


def _write(path: Path, observations: Iterable[Observation]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADS)
        for one in observations:
            where = (one.level, one.code, one.old_code, harmless(one.name), one.year)
            what = (harmless(one.measure), harmless(one.breakdown))
            lines.writerow((*where, *what, *number_or_why(one.cell), one.line))
