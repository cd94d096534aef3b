"""`./kinfold evaluate protocol`: register, run, deviate, checklist, verify."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import lines
from kinfold_evaluation.registry.checklists import filled
from kinfold_evaluation.registry.progress import write_step
from kinfold_evaluation.registry.protocol import read_protocol
from kinfold_evaluation.registry.running import run
from kinfold_evaluation.registry.study import deviate, register

NOT_UNDERSTOOD = 2
OTHERWISE = 1


def main(
    arguments: Sequence[str],
    *,
    out: TextIO | None = None,
    complain: TextIO | None = None,
) -> int:
    """Exit code 0 done, 1 when a second run came out otherwise, 2 when refused."""
    chosen = _parser().parse_args(arguments)
    try:
        answer = _answer(chosen)
    except (CannotIdentify, OSError) as error:
        print(error, file=complain or sys.stderr)
        return NOT_UNDERSTOOD
    written = json.dumps(answer, indent=2, ensure_ascii=False)
    print(written, file=out or sys.stdout)
    return OTHERWISE if answer.get("otherwise_than_before") else 0


def _answer(chosen: argparse.Namespace) -> dict[str, Any]:
    if chosen.do == "register":
        return register(chosen.protocol, chosen.book)
    if chosen.do == "run":
        file = chosen.progress
        told = partial(write_step, file) if file else lambda step: None
        return run(chosen.protocol, chosen.book, told=told)
    if chosen.do == "deviate":
        return deviate(chosen.protocol, chosen.book, chosen.done, chosen.why)
    if chosen.do == "checklist":
        return _checklist(chosen.protocol, chosen.results)
    kept = lines(chosen.book)
    if chosen.expect and chosen.expect not in {line.link for line in kept}:
        raise CannotIdentify(
            f"No line of {chosen.book.name} has the link {chosen.expect}: lines were "
            "cut from its end, or it is another book."
        )
    return {
        "lines": len(kept),
        "last_link": kept[-1].link if kept else None,
        "book": [
            {"what": line.what, "at": line.at, "protocol": line.protocol}
            for line in kept
        ],
    }


def _checklist(path: Path, results: Path | None) -> dict[str, Any]:
    """By list and item: what is asked, and what was written."""
    kept = json.loads(results.read_text(encoding="utf-8")) if results else None
    answered: dict[str, Any] = {}
    for one in filled(read_protocol(path), kept):
        item = one.item
        some = answered.setdefault(item.checklist, {})
        some[f"{item.number}. {item.asks}"] = one.answer
    return answered


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./kinfold evaluate protocol",
        description="What is promised before outcomes are looked at, and held to.",
    )
    doing = parser.add_subparsers(dest="do", required=True)
    about = {
        "register": "keep a protocol, with its hash and the time",
        "run": "run it as registered; again, and compare",
        "deviate": "keep what was done otherwise, and why",
        "checklist": "what it answers of TREND, STROBE and TIDieR",
        "verify": "whether every line of the book is as written",
    }
    for name, told in about.items():
        one = doing.add_parser(name, help=told)
        if name != "checklist":
            one.add_argument("--book", type=Path, required=True, metavar="JSONL")
        if name != "verify":
            one.add_argument("protocol", type=Path, metavar="TOML")
        else:
            one.add_argument("--expect", metavar="LINK", help="one that you were given")
        if name == "run":
            one.add_argument(
                "--progress", type=Path, metavar="JSON", help="how far it has come"
            )
        if name == "checklist":
            one.add_argument("--results", type=Path, metavar="JSON", help="of a run")
        if name == "deviate":
            one.add_argument("--done", required=True)
            one.add_argument("--why", required=True)
    return parser
