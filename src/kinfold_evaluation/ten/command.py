"""`./kinfold evaluate ten-authorities`: the study, run again and compared."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.protocol import read_protocol
from kinfold_evaluation.registry.study import deviations_of, run
from kinfold_evaluation.report.paper import as_paper
from kinfold_evaluation.report.web import as_page
from kinfold_evaluation.ten.figures import panel_of_england
from kinfold_evaluation.ten.page import page, raised_of, sentence
from kinfold_evaluation.ten.report import report

PROJECT: Final = Path(__file__).parents[3]
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
    if chosen.panel:
        england = chosen.folder / "data" / "england" / "la_year_long.csv.gz"
        (folder / "panel.csv").write_text(panel_of_england(england), encoding="utf-8")
        return 0
    path = folder / "protocol.toml"
    if chosen.report:
        _report(path, chosen.report)
        return 0
    told = run(path, folder / "registry.jsonl", keep=chosen.keep)
    protocol = read_protocol(path)
    raised = raised_of(told["results"])
    for name, answers in told["results"].items():
        print(f"{name}: {sentence(name, answers, raised)}", file=out)
    print(_compared(told["compared_with"], told["otherwise_than_before"]), file=out)
    if chosen.write:
        written = json.dumps(told["results"], indent=1, ensure_ascii=False)
        (folder / "results.json").write_text(written + "\n", encoding="utf-8")
        shown = page(protocol.said, protocol.digest, told)
        to = chosen.folder / "docs" / "evaluation" / "ten-authorities.md"
        to.write_text(shown, encoding="utf-8")
    return OTHERWISE if told["otherwise_than_before"] else 0


def _report(path: Path, to: Path) -> None:
    """The page and the paper, of the results as they are kept."""
    protocol = read_protocol(path)
    kept = (path.parent / "results.json").read_text(encoding="utf-8")
    book = path.parent / "registry.jsonl"
    made = report(protocol, json.loads(kept), deviations_of(book, protocol))
    to.mkdir(parents=True, exist_ok=True)
    (to / "ten-authorities.html").write_text(as_page(made), encoding="utf-8")
    (to / "ten-authorities.pdf").write_bytes(as_paper(made))


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
        "--report",
        type=Path,
        metavar="FOLDER",
        help="a page and a paper of the results as kept, and nothing else",
    )
    parser.add_argument("--folder", type=Path, default=PROJECT, help="of the project")
    return parser
