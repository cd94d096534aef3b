"""`./kinfold evaluate ten-authorities`: the study, run again and compared."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.protocol import Protocol, read_protocol
from kinfold_evaluation.registry.running import run
from kinfold_evaluation.registry.study import deviations_of
from kinfold_evaluation.report.paper import as_paper
from kinfold_evaluation.report.web import as_page
from kinfold_evaluation.ten.figures import WINDOWS, panel_of_england
from kinfold_evaluation.ten.further import further_of
from kinfold_evaluation.ten.page import page, raised_of, sentence
from kinfold_evaluation.ten.report import report

PROJECT: Final = Path(__file__).parents[3]
FURTHER: Final = tuple(name for name in WINDOWS if name != "protocol")
NOT_UNDERSTOOD: Final = 2
OTHERWISE: Final = 1


def main(
    arguments: Sequence[str],
    *,
    out: TextIO | None = None,
    complain: TextIO | None = None,
) -> int:
    """Exit code 0 as before, 1 when an answer is another, 2 when it is refused."""
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen, out or sys.stdout)
    except (CannotIdentify, OSError) as error:
        print(error, file=complain or sys.stderr)
        return NOT_UNDERSTOOD


def _run(chosen: argparse.Namespace, out: TextIO) -> int:
    folder = chosen.folder / "studies" / "ten-authorities"
    home = folder / "further" / chosen.further if chosen.further else folder
    if chosen.panel:
        england = chosen.folder / "data" / "england" / "la_year_long.csv.gz"
        made = panel_of_england(england, WINDOWS[chosen.further or "protocol"])
        (home / "panel.csv").write_text(made, encoding="utf-8")
        return 0
    path = home / "protocol.toml"
    if chosen.report:
        _report(folder, chosen.report)
        return 0
    # one book for all: what was opened by one is known to the others
    told = run(path, folder / "registry.jsonl", keep=chosen.keep)
    protocol = read_protocol(path)
    raised = raised_of(told["results"])
    for name, answers in told["results"].items():
        print(f"{name}: {sentence(name, answers, raised)}", file=out)
    print(_compared(told["compared_with"], told["otherwise_than_before"]), file=out)
    if chosen.write:
        written = json.dumps(told["results"], indent=1, ensure_ascii=False)
        (home / "results.json").write_text(written + "\n", encoding="utf-8")
    if chosen.write and not chosen.further:
        shown = page(protocol.said, protocol.digest, told)
        to = chosen.folder / "docs" / "evaluation" / "ten-authorities.md"
        to.write_text(shown, encoding="utf-8")
    return OTHERWISE if told["otherwise_than_before"] else 0


def _report(folder: Path, to: Path) -> None:
    """The page and the paper, of the results as they are kept."""
    book = folder / "registry.jsonl"
    protocol, results = _kept(folder)
    further = [
        further_of(name, *_kept(folder / "further" / name), book)
        for name in FURTHER
        if (folder / "further" / name / "results.json").exists()
    ]
    made = report(protocol, results, deviations_of(book, protocol), further)
    to.mkdir(parents=True, exist_ok=True)
    (to / "ten-authorities.html").write_text(as_page(made), encoding="utf-8")
    (to / "ten-authorities.pdf").write_bytes(as_paper(made))


def _kept(home: Path) -> tuple[Protocol, dict[str, Any]]:
    results = json.loads((home / "results.json").read_text(encoding="utf-8"))
    return read_protocol(home / "protocol.toml"), results


def _compared(before: str | None, otherwise: list[str]) -> str:
    if before is None:
        return "Run for the first time; the book has its hashes."
    if otherwise:
        return f"Otherwise than on {before}: {'; '.join(otherwise)}."
    return f"Every answer is the same as on {before}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./kinfold evaluate ten-authorities",
        description="The registered study of the ten authorities, run again.",
    )
    parser.add_argument(
        "--write", action="store_true", help="results.json and the page"
    )
    parser.add_argument(
        "--keep", action="store_true", help="write in the book that it was run"
    )
    parser.add_argument(
        "--panel", action="store_true", help="make panel.csv anew, and nothing else"
    )
    parser.add_argument(
        "--further", choices=FURTHER, help="one of those asked after it was read"
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FOLDER",
        help="a page and a paper of the results as kept, and nothing else",
    )
    parser.add_argument("--folder", type=Path, default=PROJECT, help="of the project")
    return parser
