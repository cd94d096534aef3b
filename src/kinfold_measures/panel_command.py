"""`measures panel`: England's panel made again from the raw official files."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import groupby
from pathlib import Path
from typing import Any, Final, TextIO

from kinfold_measures.england import NATIONAL
from kinfold_measures.formulas import harmless
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.rebuilding import (
    LONG_HEADS,
    NATIONAL_HEADS,
    Checked,
    Rebuilt,
    Verdict,
    rebuild,
)

CHECKED: Final = "checked.csv"


def add_panel(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], england: Path
) -> None:
    checking = commands.add_parser(
        "panel",
        help="make England's panel again from the raw official files, and check it",
        description=(
            "Rebuilds the shipped panel from the raw files that you hold and checks it "
            "cell by cell. What cannot be rebuilt is told with where to fetch it."
        ),
    )
    checking.add_argument(
        "--raw", type=Path, required=True, help="the folder of the raw files"
    )
    checking.add_argument(
        "--out", type=Path, help="a new folder for the panel and every cell's verdict"
    )
    checking.set_defaults(run=_panel, england=england)


def _panel(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    if chosen.out and chosen.out.exists():
        raise CannotRun(f"{chosen.out} is there already: name a new folder")
    made = rebuild(chosen.raw, chosen.england)
    for line in _lines(made):
        print(line, file=writes)
    if chosen.out:
        _write(made, chosen.out)
        print(f"Written to {chosen.out}; every cell is in {CHECKED}", file=writes)
    unknown = [
        one for one in made.cells if one.verdict is Verdict.DIFFERENT and not one.known
    ]
    if unknown:
        raise CannotRun(
            f"{len(unknown):,} cells differ and nobody has said why: is the raw file "
            "another year's? If it is right, say so under [[known]] in sources.toml"
        )


def _lines(made: Rebuilt) -> Iterator[str]:
    for verdict in Verdict:
        yield f"{made.count(verdict):>9,} {verdict}"
    for one in made.cells:
        if one.verdict is Verdict.DIFFERENT:
            yield (
                f"Different: {one.file}, {one.code}, {one.year}, {one.measure}: "
                f"shipped {one.shipped}, rebuilt {one.rebuilt} "
                f"({one.known or 'not known why'})"
            )
    more = Counter(
        (one.file, one.code) for one in made.cells if one.verdict is Verdict.NOT_SHIPPED
    )
    for (file, code), count in sorted(more.items()):
        yield f"Not in the shipped panel: {count:,} of {file}, {code}"
    yield from _not_rebuilt(made.cells)


def _not_rebuilt(cells: Sequence[Checked]) -> Iterator[str]:
    """One line a source; the file of every cell has them one by one."""

    def place(one: Checked) -> tuple[str, str, str]:
        # each report of Ofsted's is a source of its own
        source, _, _ = one.source.partition(" ")
        return one.file, one.address, source if source == "Ofsted" else one.source

    missing = [one for one in cells if one.verdict is Verdict.NOT_REBUILT]
    for (file, address, source), several in groupby(
        sorted(missing, key=place), key=place
    ):
        count = sum(1 for _ in several)
        yield f"Not rebuilt: {count:,} of {file}, from {source}: {address}"


def _write(made: Rebuilt, folder: Path) -> None:
    checked = [
        {n: harmless(v) if isinstance(v, str) else v for n, v in asdict(one).items()}
        for one in made.cells
    ]
    try:
        folder.mkdir(parents=True)
        _write_rows(folder / "la_year_long.csv", LONG_HEADS, made.long)
        _write_rows(folder / NATIONAL, NATIONAL_HEADS, made.national)
        _write_rows(folder / CHECKED, [one.name for one in fields(Checked)], checked)
    except OSError as error:
        raise CannotRun(f"{folder} cannot be written: {error}") from error


def _write_rows(
    path: Path, heads: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, heads, lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)
