"""The options of `./kinfold evaluate` that belong to one method or a few."""

from __future__ import annotations

import argparse
from math import inf, nan

from kinfold_evaluation.methods import Choices
from kinfold_evaluation.predictor_weights import Predictor
from kinfold_evaluation.unit_methods import SINCE_START


def add_left_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--break",
        dest="breaks",
        action="append",
        default=[],
        metavar="UNIT,FROM,TO,REASON",
        help="periods of a unit left out, and why; may be given again",
    )
    parser.add_argument(
        "--also-uses",
        action="append",
        default=[],
        metavar="UNIT,REASON",
        help="an untreated unit that uses the approach too, and how one knows",
    )


def add_doubts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", type=int, metavar="PERIODS", help="since the start")
    parser.add_argument(
        "--jumps",
        type=_numbers,
        default=Choices().jumps,
        metavar="TIMES[,TIMES]",
        help="how many times the largest change before the start",
    )
    parser.add_argument(
        "--bends",
        type=_numbers,
        default=(),
        metavar="BY[,BY]",
        help="how much the trend's slope may change a period",
    )


def _numbers(words: str) -> tuple[float, ...]:
    """Numbers of at least 0, with commas between."""
    try:
        numbers = tuple(float(word) for word in words.split(","))
    except ValueError:
        numbers = (-1.0,)
    if not all(0 <= number < inf for number in numbers):
        raise argparse.ArgumentTypeError(
            f"{words}: numbers of at least 0 are needed, with commas between, such as "
            "0.5,1."
        )
    return numbers


def _predictors(words: str) -> tuple[Predictor, ...]:
    """Columns (the outcome's too), each with its first and last period."""
    return tuple(_predictor(word) for word in words.split(","))


def _predictor(word: str) -> Predictor:
    name, *periods = (part.strip() for part in word.split(":"))
    try:
        first, last = float(periods[0]), float(periods[-1])
    except (ValueError, IndexError):
        first = last = nan
    if not (name and first <= last and len(periods) <= 2):
        raise argparse.ArgumentTypeError(
            f"{word}: a column, its first period and its last are needed, such as "
            "income:1980:1988, or one period, such as rate:1988."
        )
    return Predictor(name, first, last)


def add_units(parser: argparse.ArgumentParser) -> None:
    units = parser.add_argument_group("single units (--method sc, asc, pooling, dose)")
    units.add_argument(
        "--predictors",
        type=_predictors,
        default=(),
        metavar="COL:FROM[:TO][,...]",
        help="of sc: be alike in these means of periods before, instead of in each",
    )
    units.add_argument("--between", choices=["reml", "dl"], default="reml")
    units.add_argument(
        "--dose",
        default="",
        metavar="COL",
        help=f"how much of it; or {SINCE_START}: periods treated so far",
    )
    units.add_argument("--knots", type=int, default=3, help="of the dose's curve")
    units.add_argument("--ridge", type=float, help="of asc; chosen if not given")


def add_segments(parser: argparse.ArgumentParser) -> None:
    series = parser.add_argument_group("an interrupted series (--method its)")
    series.add_argument("--family", choices=["linear", "counts"], default="linear")
    series.add_argument("--exposure", default="", metavar="COL", help="people at risk")
    series.add_argument(
        "--change", choices=["level", "level-and-slope"], default="level-and-slope"
    )
    series.add_argument(
        "--season", type=int, default=0, metavar="PERIODS", help="in a year; 0 for none"
    )
    series.add_argument(
        "--harmonics", type=int, default=2, help="0: a level for each period of a year"
    )
    series.add_argument("--lags", type=int, help="of the Newey-West error")


def add_people(parser: argparse.ArgumentParser) -> None:
    people = parser.add_argument_group("a row a person (--method ebal, nearest, cem)")
    people.add_argument("--treated-column", metavar="COL", help="1 for the treated")
    people.add_argument(
        "--distance", choices=["mahalanobis", "propensity"], default="mahalanobis"
    )
    people.add_argument("--bins", type=int, help="of cem; Sturges' rule if not given")
