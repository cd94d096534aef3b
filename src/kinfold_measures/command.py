"""What the measures can do from the command line, without the web application."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from kinfold_measures.spc.exchange import KINDS, BadVector, answer

NOT_UNDERSTOOD = 2


def main(
    arguments: Sequence[str],
    *,
    given: TextIO | None = None,
    out: TextIO | None = None,
    complain: TextIO | None = None,
) -> int:
    """Run one command. Exit code 0 done, 2 when what was given cannot be read."""
    reads, writes = given or sys.stdin, out or sys.stdout
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace, TextIO, TextIO], None] = chosen.run
    try:
        run(chosen, reads, writes)
    except BadVector as error:
        print(error, file=complain or sys.stderr)
        return NOT_UNDERSTOOD
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./kinfold measures", description="Measures, from the command line."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    spc = commands.add_parser(
        "spc",
        help="charts of process control, for anyone to check",
        description=(
            "Reads a list of chart vectors from standard input and writes the same "
            "list with our lines and signals."
        ),
    )
    spc.add_argument(
        "--json", action="store_true", required=True, help="JSON in and JSON out"
    )
    spc.add_argument(
        "--kind", choices=KINDS, default="", help="else told by each vector's fields"
    )
    spc.set_defaults(run=_spc)
    return parser


def _spc(chosen: argparse.Namespace, reads: TextIO, writes: TextIO) -> None:
    try:
        vectors = json.load(reads, parse_constant=_no_number)
    except ValueError as error:
        raise BadVector(f"This is not JSON: {error}") from error
    json.dump(answer(vectors, chosen.kind), writes, allow_nan=False)
    writes.write("\n")


def _no_number(said: str) -> None:
    raise ValueError(f"{said} is no number; write null for a gap")
