"""`measures chart`: a picture, its table and its sentence from the command line."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import TextIO

from kinfold_core.drawing.alone import standing_alone
from kinfold_measures.catalogue import BY_CODE, COLUMNS
from kinfold_measures.charts.process import process_chart
from kinfold_measures.counted import CountedFigure, process_of_counted
from kinfold_measures.disclosure.figures import release
from kinfold_measures.england import ATTRIBUTION, open_panel
from kinfold_measures.export import definition
from kinfold_measures.formulas import harmless
from kinfold_measures.kinds import TITLES, ChartKind
from kinfold_measures.language import folder
from kinfold_measures.language.definition import Definition
from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.folder import CannotRun
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.picture import picture_of
from kinfold_measures.process import (
    Process,
    process_finding,
    process_of_picture,
    process_sentences,
    step_words,
)

HEADS = ("period", "figure", "if_no_figure_why", "more_than_chance")


def add_chart(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], england: Path
) -> None:
    drawing = commands.add_parser(
        "chart",
        help="a measure as a chart of process control, with its table and sentence",
        description=(
            "Draws a measure of an authority, from England's panel or from what "
            "`measures import` wrote, and says whether it changed by more than chance."
        ),
    )
    drawing.add_argument("code", help="a measure")
    drawing.add_argument(
        "--area",
        default="",
        help="the authority: lincolnshire in the panel, 925 in imported tables",
    )
    drawing.add_argument(
        "--kind",
        choices=[one.value for one in ChartKind],
        help="another chart than the one that is right for the figures",
    )
    drawing.add_argument("--tables", type=Path, help="what `measures import` wrote")
    drawing.add_argument("--out", type=Path, required=True, help="a folder")
    drawing.set_defaults(run=_chart, england=england)


def _chart(chosen: argparse.Namespace, _: TextIO, writes: TextIO) -> None:
    if chosen.tables:
        process, lines = _counted(chosen)
    else:
        process, lines = _published(chosen)
    title = process_finding(process)
    drawn_as = f"{TITLES[process.kind]}. "
    if process.kind is process.choice.kind:
        drawn_as += f"{process.choice.why}. "
    said = drawn_as + " ".join(process_sentences(process))
    drawn = process_chart(process, key="chart")
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
        picture = chosen.out / f"{chosen.code}.svg"
        picture.write_text(
            standing_alone(drawn, title=title, lines=(said, *lines)), encoding="utf-8"
        )
        table = chosen.out / f"{chosen.code}.csv"
        with table.open("w", encoding="utf-8", newline="") as out:
            _write_table(process, out)
    except OSError as error:
        raise CannotRun(f"{chosen.out} cannot be written: {error}") from error
    for line in (f"{title}.", said, f"{picture} and {table} written"):
        print(line, file=writes)


def _write_table(process: Process, out: TextIO) -> None:
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEADS)
    for place, step in enumerate(process.steps):
        is_number = isinstance(step.cell, float)
        figure = f"{step.cell:.10g}" if isinstance(step.cell, float) else ""
        why = "" if is_number else getattr(step.cell, "words", "")
        lines.writerow(
            [
                harmless(said)
                for said in (step.label, figure, why, step_words(process, place))
            ]
        )


def _published(chosen: argparse.Namespace) -> tuple[Process, tuple[str, ...]]:
    measure = BY_CODE.get(chosen.code)
    if measure is None:
        raise CannotRun(
            f"England's panel holds no {chosen.code}. It holds: {', '.join(BY_CODE)}. "
            "For a measure counted on returns give --tables"
        )
    panel = open_panel(chosen.england, COLUMNS)
    area = panel.by_slug(chosen.area)
    if area is None:
        raise CannotRun(
            f"England has no authority {chosen.area!r}: give --area as in an address, "
            "such as --area west-sussex"
        )
    process = process_of_picture(picture_of(panel, measure, area), _kind(chosen))
    return process, (f"{area.name}. {definition(measure)}", ATTRIBUTION)


def _counted(chosen: argparse.Namespace) -> tuple[Process, tuple[str, ...]]:
    [asked] = folder.chosen([chosen.code])
    tables, years = folder.tables_in(chosen.tables), folder.years_in(chosen.tables)
    told = {one.code for one in years if folder.is_told(asked, one, tables)}
    if not told:
        raise CannotRun(f"No return in {chosen.tables} tells of {chosen.code}")
    engine = InProcess()
    prepare(engine, tables, years)
    panel = open_panel(chosen.england, {folder.POPULATION})
    counted = run_all([asked], engine, population=folder.population_of(panel))
    shown = release([one for one in counted if one.period in told]).shown
    authorities = sorted({one.figure.authority for one in shown})
    wanted = chosen.area or authorities[0]
    if wanted not in authorities or (len(authorities) > 1 and not chosen.area):
        raise CannotRun(
            f"{chosen.tables} holds {', '.join(authorities)}: name one with --area"
        )
    days = {one.code: (one.starts_on, one.ends_on) for one in years}
    process = process_of_counted(
        asked,
        [
            CountedFigure(
                one.figure.period,
                *days[one.figure.period],
                one.numerator,
                one.denominator,
                one.value,
            )
            for one in shown
            if one.figure.authority == wanted
        ],
        f"authority {wanted}",
        kind=_kind(chosen),
    )
    return process, (f"Authority {wanted}. {_said(asked)}",)


def _kind(chosen: argparse.Namespace) -> ChartKind | None:
    return ChartKind(chosen.kind) if chosen.kind else None


def _said(asked: Definition) -> str:
    return (
        f"{asked.numerator} / {asked.denominator}. {asked.period} "
        f"Definition: {asked.source}"
    )
