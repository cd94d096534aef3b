"""`./kinfold evaluate protocol`: register, run, deviate, verify."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import lines
from kinfold_evaluation.registry.study import deviate, register, run

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
        return run(chosen.protocol, chosen.book)
    if chosen.do == "deviate":
        return deviate(chosen.protocol, chosen.book, chosen.done, chosen.why)
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
        "verify": "whether every line of the book is as written",
    }
    for name, told in about.items():
        one = doing.add_parser(name, help=told)
        one.add_argument("--book", type=Path, required=True, metavar="JSONL")
        if name != "verify":
            one.add_argument("protocol", type=Path, metavar="TOML")
        else:
            one.add_argument("--expect", metavar="LINK", help="one that you were given")
        if name == "deviate":
            one.add_argument("--done", required=True)
            one.add_argument("--why", required=True)
    return parser
