"""What the measures can do from the command line, without the web application."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

from kinfold_measures.chart_command import add_chart
from kinfold_measures.disclosure.figures import exactly, release
from kinfold_measures.disclosure.policies import CHILDREN_IN_NEED, POLICIES
from kinfold_measures.england import open_panel
from kinfold_measures.language import folder
from kinfold_measures.language.breakdowns import NAMES as BREAKDOWNS
from kinfold_measures.language.breakdowns import breakdown_of
from kinfold_measures.language.definition import definitions
from kinfold_measures.language.engines import Engine, InProcess
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.language.spark import NoSpark, spark_at
from kinfold_measures.made_census import write_census
from kinfold_measures.manual import write_manual
from kinfold_measures.panel_command import add_panel
from kinfold_measures.returns.header import check_authority
from kinfold_measures.returns.importing import FORMATS, CannotImport, import_returns
from kinfold_measures.returns.published import import_statistics
from kinfold_measures.spc.exchange import KINDS, BadVector, answer

NOT_UNDERSTOOD = 2
ENGINES = (IN_PROCESS, ON_SPARK) = ("duckdb", "spark")
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
    except (BadVector, CannotImport, CannotRun, NoSpark) as error:
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
    _add_run(commands)
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
    importing.add_argument("path", nargs="+", type=Path, help="a return")
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
    for line in import_returns(
        chosen.path,
        into=chosen.out,
        written_as=chosen.format,
        authority=chosen.authority,
        year=chosen.year,
        progress=_bar,
    ):
        print(line, file=writes)


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


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    running = commands.add_parser(
        "run",
        help="the figures of imported returns",
        description=(
            "Counts every measure, or those named, in the years that were imported. "
            "Counts from 1 to 5 are withheld, and what would give them away; that is "
            "written as c, and no number as :"
        ),
    )
    running.add_argument("folder", type=Path, help="what `measures import` wrote")
    running.add_argument("code", nargs="*", help="a measure; all when none is named")
    running.add_argument(
        "--by",
        action="append",
        default=[],
        choices=BREAKDOWNS,
        help="and parted by this; may be given several times",
    )
    running.add_argument(
        "--policy",
        choices=POLICIES,
        default=CHILDREN_IN_NEED.name,
        help="; ".join(f"{one.name}: {one.title}" for one in POLICIES.values()),
    )
    running.add_argument(
        "--published",
        type=Path,
        help="figures that went out before: with these, too, nothing is given away",
    )
    running.add_argument(
        "--exact", action="store_true", help="small numbers too: for your own desk"
    )
    running.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help="what counts: this process, or Apache Spark, where it is installed",
    )
    running.add_argument(
        "--url", default="local[*]", help="Spark's cluster; else this machine"
    )
    running.set_defaults(run=_run)


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


def _run(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    measures = folder.chosen(chosen.code)
    tables = folder.tables_in(chosen.folder)
    years = folder.years_in(chosen.folder)
    told = {
        (one.code, year.code)
        for one in measures
        for year in years
        if folder.is_told(one, year, tables)
    }
    codes = {code for code, _ in told}
    if untold := [one.code for one in measures if one.code not in codes]:
        print(
            "Not counted, because no return here tells of it: " + ", ".join(untold),
            file=chosen.complain,
        )
    for name in chosen.by:
        if whole := [one.code for one in measures if not breakdown_of(one, name)]:
            print(
                f"Not parted by {name}, which their cases do not tell: "
                + ", ".join(whole),
                file=chosen.complain,
            )
    panel = open_panel(ENGLAND, {folder.POPULATION})
    people = folder.population_of(panel)
    with _engine(chosen) as engine:
        prepare(engine, tables, years)
        figures = run_all(measures, engine, by=chosen.by, population=people)
    counted = [one for one in figures if (one.code, one.period) in told]
    if chosen.exact:
        folder.write_figures(exactly(counted), writes)
        return
    before = folder.published_in(chosen.published) if chosen.published else {}
    released = release(counted, POLICIES[chosen.policy], published=before)
    folder.write_figures(released.shown, writes)
    if released.is_rough:
        print(
            "There are so many small numbers here that more is withheld than need be: "
            "ask for fewer breakdowns, or fewer measures, at once",
            file=chosen.complain,
        )
    for place in released.exposed:
        print(
            "Given away by noughts or by what was published before, "
            "and nothing can hide it: " + " ".join(word for word in place if word),
            file=chosen.complain,
        )


def _engine(chosen: argparse.Namespace) -> AbstractContextManager[Engine]:
    return (
        nullcontext(InProcess())
        if chosen.engine == IN_PROCESS
        else spark_at(chosen.url)
    )


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
