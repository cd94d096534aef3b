"""Ours beside the reference, panel by panel: reckoned anew, never written by hand."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, log10
from pathlib import Path
from typing import TextIO

from kinfold_evaluation.refusal import CannotIdentify

CHECKOUT = Path(__file__).resolve().parents[2]
PANELS = CHECKOUT / "tests" / "evaluation" / "panels"
PAGE = CHECKOUT / "docs" / "evaluation" / "agreement.md"

OF_TOLERANCE = 100
"""A difference this many times smaller than the tolerance is told as no more than
that: its digits are those of a solver's last step, or of a machine."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One number of ours and of somebody else.

    Attributes:
        panel: the file it is of.
        what: which number.
        tolerance: how far apart they may be.
        source: whose the other one is.
        why: where the two part, or are not to the last digit; empty elsewhere.
    """

    panel: str
    what: str
    ours: float
    theirs: float
    tolerance: float
    source: str
    why: str = ""

    @property
    def difference(self) -> float:
        return abs(self.ours - self.theirs)

    @property
    def agrees(self) -> bool:
        return self.difference <= self.tolerance


def page(rows: Iterable[Compared]) -> str:
    """The table as Markdown, what does not agree first."""
    all_of_them = tuple(rows)
    parting = [row for row in all_of_them if not row.agrees]
    agreeing = len(all_of_them) - len(parting)
    lines = [
        "# Ours beside the reference",
        "",
        "Made by `./kinfold evaluate agreement`, which reckons every number of ours "
        "anew; a test fails when this page is not what it makes.",
        "",
        f"{agreeing} of {len(all_of_them)} numbers agree within their tolerance.",
        "",
    ]
    if parting:
        lines += ["## Where the two part", ""]
        lines += [f"- {row.panel}, {row.what}: {row.why}" for row in parting]
        lines.append("")
    for panel, some in groupby(all_of_them, lambda row: row.panel):
        lines += [f"## {panel}", "", *_table(tuple(some)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(rows: Sequence[Compared]) -> Iterator[str]:
    yield "| what | ours | reference | difference | tolerance | agrees | reference is |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        places = min(ceil(-log10(row.tolerance)) + 1, 9)
        small = row.tolerance / OF_TOLERANCE
        apart = f"{row.difference:.1g}" if row.difference > small else f"< {small:g}"
        cells = (
            row.what,
            f"{row.ours:.{places}f}",
            f"{row.theirs:.{places}f}".rstrip("0").rstrip("."),
            apart,
            f"{row.tolerance:g}",
            "yes" if row.agrees else "**no**",
            row.source + (f" ({row.why})" if row.why and row.agrees else ""),
        )
        yield f"| {' | '.join(cells)} |"


def main(
    arguments: Sequence[str],
    reckoned: Callable[[Path], Iterable[Compared]],
    out: TextIO,
) -> None:
    """`./kinfold evaluate agreement`: write the page, or with --check only compare it.

    Args:
        reckoned: every number, of the panels in a folder.

    Raises:
        CannotIdentify: the panels are not there, or with --check the page is not what
            it should be.
    """
    parser = argparse.ArgumentParser(
        prog="./kinfold evaluate agreement",
        description="Every panel we hold, ours beside the reference.",
    )
    parser.add_argument("--panels", type=Path, default=PANELS, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE")
    parser.add_argument("--check", action="store_true", help="write nothing")
    chosen = parser.parse_args(arguments)
    if not chosen.panels.is_dir():
        raise CannotIdentify(
            f"{chosen.panels} is no folder. The panels are test data and come with the "
            "source, not with an installed copy: name theirs with --panels."
        )
    rows = tuple(reckoned(chosen.panels))
    made = page(rows)
    if chosen.check:
        written = chosen.out.read_text(encoding="utf-8")
        if written != made:
            raise CannotIdentify(
                f"{chosen.out.name} is not what is reckoned today. Run ./kinfold "
                "evaluate agreement, and look at what changed."
            )
    else:
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.write_text(made, encoding="utf-8")
    agreeing = sum(row.agrees for row in rows)
    print(f"{agreeing} of {len(rows)} numbers agree. {chosen.out}", file=out)
