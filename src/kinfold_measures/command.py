"""What the measures can do from the command line, without the web application."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from kinfold_measures.chart_command import add_chart
from kinfold_measures.england import open_panel
from kinfold_measures.language import folder
from kinfold_measures.language.database import NoDatabase
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.language.spark import NoSpark
from kinfold_measures.made_census import write_census
from kinfold_measures.manual import write_manual
from kinfold_measures.panel_command import add_panel
from kinfold_measures.progress import bar
from kinfold_measures.returns.from_database import import_extract
from kinfold_measures.returns.header import check_authority
from kinfold_measures.returns.importing import FORMATS, CannotImport, import_returns
from kinfold_measures.returns.published import import_statistics
from kinfold_measures.run_command import add_run
from kinfold_measures.spc.exchange import KINDS, BadVector, answer

NOT_UNDERSTOOD = 2
ENGLAND = Path(__file__).parents[2] / "data" / "england"


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
    chosen.complain = complain or sys.stderr
    run: Callable[[argparse.Namespace, TextIO, TextIO], None] = chosen.run
    try:
        run(chosen, reads, writes)
    except BrokenPipeError:
        # whoever read the answer has had enough; nothing more can be said to them
        return 1
    except (BadVector, CannotImport, CannotRun, NoDatabase, NoSpark) as error:
        print(error, file=chosen.complain)
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
    _add_statistics(commands)
    _add_pages(commands)
    _add_sample(commands)
    add_run(commands, ENGLAND)
    add_chart(commands, ENGLAND)
    add_panel(commands, ENGLAND)
    return parser


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    importing = commands.add_parser(
        "import",
        help="read returns into tables that anything can open",
        description=(
            "Reads Children in Need censuses (XML) and returns of children looked "
            "after (CSV, XML) or an inspection's lists (Annex A, .xlsx), and writes a "
            "table of each kind of thing that happened and of all that could not be "
            "read."
        ),
    )
    importing.add_argument("path", nargs="*", type=Path, help="a return")
    importing.add_argument(
        "--database",
        default="",
        help="or a PostgreSQL that holds an extract: postgresql://USER@HOST/NAME",
    )
    importing.add_argument("--schema", default="public", help="where in the database")
    importing.add_argument("--out", type=Path, required=True, help="an empty folder")
    importing.add_argument("--format", choices=FORMATS, default=FORMATS[0])
    importing.add_argument(
        "--authority", default="", help="refuse any other authority's file"
    )
    importing.add_argument(
        "--year",
        type=int,
        default=0,
        help="the year that it closes in, for what does not say it",
    )
    importing.set_defaults(run=_import)


def _import(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    if bool(chosen.path) == bool(chosen.database):
        raise CannotImport("Name the files of a return, or a --database that holds it")
    lines = _extract(chosen) if chosen.database else _files(chosen)
    for line in lines:
        print(line, file=writes)


def _files(chosen: argparse.Namespace) -> Iterator[str]:
    return import_returns(
        chosen.path,
        into=chosen.out,
        written_as=chosen.format,
        authority=chosen.authority,
        year=chosen.year,
        progress=bar,
    )


def _extract(chosen: argparse.Namespace) -> Iterator[str]:
    return import_extract(
        chosen.database,
        chosen.schema,
        into=chosen.out,
        written_as=chosen.format,
        authority=chosen.authority,
        year=chosen.year,
        progress=bar,
    )


def _add_statistics(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    reading = commands.add_parser(
        "statistics",
        help="read what the Department publishes, against England's panel",
        description=(
            "Reads CSV files of Explore Education Statistics into one long table, and "
            "says how many figures are those of the shipped panel."
        ),
    )
    reading.add_argument("path", nargs="+", type=Path, help="a published file")
    reading.add_argument("--out", type=Path, required=True, help="a new folder")
    reading.set_defaults(run=_statistics)


def _statistics(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    panel = open_panel(ENGLAND)
    for line in import_statistics(chosen.path, into=chosen.out, panel=panel):
        print(line, file=writes)


def _add_sample(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    making = commands.add_parser(
        "sample", help="write a made-up Children in Need census, to try things on"
    )
    making.add_argument("path", type=Path, help="a new file, such as CIN_2025.xml")
    making.add_argument("--children", type=int, default=3_000)
    making.add_argument("--authority", default="925", help="whose: three figures")
    making.add_argument(
        "--seed", type=int, default=1, help="another one, other children"
    )
    making.set_defaults(run=_sample)


def _sample(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    try:
        check_authority(chosen.authority)
        # a real return that lies there is never written over
        with chosen.path.open("x"):
            size = write_census(
                chosen.path,
                chosen.children,
                seed=chosen.seed,
                authority=chosen.authority,
            )
    except (OSError, ValueError) as error:
        raise CannotRun(f"{chosen.path} cannot be written: {error}") from error
    print(f"{chosen.children:,} made-up children, {size:,} bytes", file=writes)


def _add_pages(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = commands.add_parser("list", help="the measures there are")
    listing.set_defaults(run=_list)
    explaining = commands.add_parser("explain", help="a measure's whole page")
    explaining.add_argument("code")
    explaining.set_defaults(run=_explain)
    manual = commands.add_parser("manual", help="make a page of every measure")
    manual.add_argument("folder", type=Path, help="where the pages go")
    manual.set_defaults(run=_manual)


def _list(_: argparse.Namespace, __: TextIO, writes: TextIO) -> None:
    for code, one in definitions().items():
        print(f"{code:42} {one.title}", file=writes)


def _explain(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    [one] = folder.chosen([chosen.code])
    print(one.page, file=writes)


def _manual(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    try:
        made = write_manual(chosen.folder)
    except OSError as error:
        raise CannotRun(f"{chosen.folder} cannot be written: {error}") from error
    print(f"{made} pages written to {chosen.folder}", file=writes)


def _spc(chosen: argparse.Namespace, reads: TextIO, writes: TextIO) -> None:
    try:
        vectors = json.load(reads, parse_constant=_no_number)
    except ValueError as error:
        raise BadVector(f"This is not JSON: {error}") from error
    json.dump(answer(vectors, chosen.kind), writes, allow_nan=False)
    writes.write("\n")


def _no_number(said: str) -> None:
    raise ValueError(f"{said} is no number; write null for a gap")
