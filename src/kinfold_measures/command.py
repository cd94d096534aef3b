"""What the measures can do from the command line, without the web application."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from kinfold_measures.returns.importing import FORMATS, CannotImport, import_returns
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
    except BrokenPipeError:
        # whoever read the answer has had enough; nothing more can be said to them
        return 1
    except (BadVector, CannotImport) as error:
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
    _add_import(commands)
    return parser


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    importing = commands.add_parser(
        "import",
        help="read returns into tables that anything can open",
        description=(
            "Reads Children in Need censuses (XML) and writes a table of each kind of "
            "thing that happened, and a table of all that could not be read."
        ),
    )
    importing.add_argument("path", nargs="+", type=Path, help="a return")
    importing.add_argument("--out", type=Path, required=True, help="an empty folder")
    importing.add_argument("--format", choices=FORMATS, default=FORMATS[0])
    importing.add_argument(
        "--authority", default="", help="refuse any other authority's file"
    )
    importing.set_defaults(run=_import)


def _import(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    for line in import_returns(
        chosen.path,
        into=chosen.out,
        written_as=chosen.format,
        authority=chosen.authority,
        progress=_bar,
    ):
        print(line, file=writes)


def _bar(called: str, part: float) -> None:
    """How far a file is, on one line, where somebody is watching."""
    if sys.stderr.isatty():
        end = "\n" if part >= 1 else ""
        sys.stderr.write(f"\r{called}: {part:4.0%}{end}")
        sys.stderr.flush()


def _spc(chosen: argparse.Namespace, reads: TextIO, writes: TextIO) -> None:
    try:
        vectors = json.load(reads, parse_constant=_no_number)
    except ValueError as error:
        raise BadVector(f"This is not JSON: {error}") from error
    json.dump(answer(vectors, chosen.kind), writes, allow_nan=False)
    writes.write("\n")


def _no_number(said: str) -> None:
    raise ValueError(f"{said} is no number; write null for a gap")
