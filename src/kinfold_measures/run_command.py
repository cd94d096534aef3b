"""`measures run`: the figures of imported returns, and where they are counted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kinfold_measures.disclosure.figures import Shown, exactly, release
from kinfold_measures.disclosure.policies import CHILDREN_IN_NEED, POLICIES
from kinfold_measures.england import open_panel
from kinfold_measures.language import folder
from kinfold_measures.language.breakdowns import NAMES as BREAKDOWNS
from kinfold_measures.language.breakdowns import breakdown_of
from kinfold_measures.language.database import (
    database_at,
    standing_in,
    tables_in_sql,
    years_standing,
)
from kinfold_measures.language.definition import Definition
from kinfold_measures.language.engines import Engine, InDatabase, InProcess, Rows
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.language.periods import Period
from kinfold_measures.language.running import Figure, prepare, run_all
from kinfold_measures.language.spark import spark_at
from kinfold_measures.progress import bar

ENGINES = (IN_PROCESS, IN_DATABASE, ON_SPARK) = ("duckdb", "postgres", "spark")
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class _Given:
    """What is counted on, and what counts it."""

    engine: Engine
    tables: Mapping[str, Rows]
    years: Sequence[Period]


def add_run(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], england: Path
) -> None:
    running = commands.add_parser(
        "run",
        help="the figures of imported returns",
        description=(
            "Counts every measure, or those named, in the years that were imported. "
            "Counts from 1 to 5 are withheld, and what would give them away; that is "
            "written as c, and no number as :"
        ),
    )
    running.add_argument(
        "folder",
        type=Path,
        nargs="?",
        help="what `measures import` wrote; left out with --schema",
    )
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
        "--out", type=Path, help="a new file, .csv or .parquet; else CSV is printed"
    )
    _add_where(running)
    running.set_defaults(run=_run, england=england)
    making = commands.add_parser(
        "tables", help="the tables that measures are counted on, as SQL"
    )
    making.set_defaults(run=_tables)


def _add_where(running: argparse.ArgumentParser) -> None:
    running.add_argument(
        "--engine",
        choices=ENGINES,
        help="what counts: this process, a PostgreSQL, or Apache Spark",
    )
    running.add_argument(
        "--url", default="local[*]", help="Spark's cluster; else this machine"
    )
    running.add_argument(
        "--database", default="", help="PostgreSQL: postgresql://USER@HOST/NAME"
    )
    running.add_argument(
        "--schema",
        default="",
        help="where in the database the tables stand already; nothing is moved",
    )


def _tables(_: argparse.Namespace, __: TextIO, writes: TextIO) -> None:
    for statement in tables_in_sql():
        print(statement, file=writes)


def _run(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    _check(chosen)
    measures = folder.chosen(chosen.code)
    people = folder.population_of(open_panel(chosen.england, {folder.POPULATION}))
    with _given(chosen) as given:
        told = _told(measures, given)
        _say_what_is_not(chosen, measures, {code for code, _ in told})
        prepare(given.engine, given.tables, given.years)
        figures = run_all(
            measures, given.engine, by=chosen.by, population=people, progress=bar
        )
        bar("counted", 1)
    counted = [one for one in figures if (one.code, one.period) in told]
    shown = _shown(chosen, counted)
    if chosen.out is None:
        folder.write_figures(shown, writes)
        return
    _write(shown, chosen.out)
    print(f"{len(shown):,} figures written to {chosen.out}", file=writes)


def _check(chosen: argparse.Namespace) -> None:
    """What was asked for can be done; says what not before anything is counted."""
    if chosen.schema and chosen.folder is not None:
        # with no folder, the first word is a measure
        chosen.code = [str(chosen.folder), *chosen.code]
    elif not chosen.schema and chosen.folder is None:
        raise CannotRun(
            "Name the folder that `measures import` wrote, or with --database and "
            "--schema where the tables stand"
        )
    if chosen.engine is None:
        chosen.engine = IN_DATABASE if chosen.database else IN_PROCESS
    if bool(chosen.database or chosen.schema) != (chosen.engine == IN_DATABASE):
        raise CannotRun("--engine postgres goes with --database, and no other does")
    if chosen.schema and not chosen.database:
        raise CannotRun("--schema is a part of a database: name it with --database")
    if chosen.out is not None:
        _check_out(chosen.out)


def _check_out(path: Path) -> None:
    if path.exists():
        raise CannotRun(f"{path} is there already: name a new file")
    if path.suffix not in (PARQUET, ".csv"):
        raise CannotRun(f"{path}: name a file that ends in .csv or .parquet")


@contextmanager
def _given(chosen: argparse.Namespace) -> Iterator[_Given]:
    if chosen.schema:
        with database_at(chosen.database) as connection:
            tables = standing_in(connection, chosen.schema)
            years = years_standing(connection, chosen.schema)
            yield _Given(InDatabase(connection.cursor()), tables, years)
        return
    tables = folder.tables_in(chosen.folder)
    years = folder.years_in(chosen.folder)
    if chosen.engine == IN_DATABASE:
        with database_at(chosen.database) as connection:
            yield _Given(InDatabase(connection.cursor()), tables, years)
        return
    is_on_spark = chosen.engine == ON_SPARK
    with spark_at(chosen.url) if is_on_spark else nullcontext(InProcess()) as engine:
        yield _Given(engine, tables, years)


def _told(measures: Sequence[Definition], given: _Given) -> set[tuple[str, str]]:
    """Which measures the returns tell of, and in which years."""
    return {
        (one.code, year.code)
        for one in measures
        for year in given.years
        if folder.is_told(one, year, given.tables)
    }


def _say_what_is_not(
    chosen: argparse.Namespace, measures: Sequence[Definition], told: set[str]
) -> None:
    if untold := [one.code for one in measures if one.code not in told]:
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


def _shown(chosen: argparse.Namespace, counted: Sequence[Figure]) -> Sequence[Shown]:
    """What may be shown of the figures; says what nothing can hide."""
    if chosen.exact:
        return tuple(exactly(counted))
    before = folder.published_in(chosen.published) if chosen.published else {}
    released = release(
        counted,
        POLICIES[chosen.policy],
        published=before,
        tell=lambda part: bar("small numbers withheld", part),
    )
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
    return released.shown


def _write(shown: Sequence[Shown], path: Path) -> None:
    if path.suffix == PARQUET:
        folder.write_parquet(shown, path)
        return
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            folder.write_figures(shown, file)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written: {error}") from error
