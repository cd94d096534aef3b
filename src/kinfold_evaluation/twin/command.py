"""`./kinfold evaluate twin` and `./kinfold evaluate recovery`."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isfinite, isnan
from pathlib import Path
from typing import Final, TextIO

from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.twin.lives import KINDS, Lived, live
from kinfold_evaluation.twin.measured import MEASURES, panel
from kinfold_evaluation.twin.places import LEVERS, World
from kinfold_evaluation.twin.published import PAGE, PROJECT, chance, publish
from kinfold_evaluation.twin.recovery import Recovered, recover, truth

NOT_UNDERSTOOD = 2
FEWEST_DRAWS = 19
NOBODY_IS_REAL = "A made-up world: nobody in it is real, and nothing in it is evidence."


def made(arguments: Sequence[str], out: TextIO, complain: TextIO) -> int:
    """Make a world, write one measure of it as a panel, and say what the truth is."""
    parser = _parser(
        "twin", "A made-up England with a chosen effect, as a panel for --data."
    )
    parser.add_argument("--out", type=Path, required=True, metavar="CSV")
    parser.add_argument(
        "--events", type=Path, metavar="CSV", help="a row for all that happened"
    )
    return _answered(lambda: _made(parser.parse_args(arguments)), out, complain)


def recovered(arguments: Sequence[str], out: TextIO, complain: TextIO) -> int:
    """Many worlds: how often an interval holds the truth, and an effect is found."""
    parser = _parser("recovery", "How often the truth is found, in many such worlds.")
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--draws", type=int, default=199)
    parser.add_argument(
        "--publish",
        action="store_true",
        help="instead: all worlds of docs/evaluation/recovery.md, and write it anew",
    )
    parser.add_argument("--folder", type=Path, default=PROJECT, help="of the project")
    return _answered(lambda: _recovered(parser.parse_args(arguments)), out, complain)


COMMANDS: Final[Mapping[str, Callable[[Sequence[str], TextIO, TextIO], int]]] = {
    "twin": made,
    "recovery": recovered,
}


def _answered(
    answer: Callable[[], dict[str, object]], out: TextIO, complain: TextIO
) -> int:
    try:
        print(json.dumps(answer(), indent=2), file=out)
    except (CannotIdentify, OSError) as error:
        print(error, file=complain)
        return NOT_UNDERSTOOD
    return 0


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"./kinfold evaluate {name}", description=f"{about} {NOBODY_IS_REAL}"
    )
    parser.add_argument("--measure", choices=list(MEASURES), default="referral-again")
    parser.add_argument(
        "--effect",
        action="append",
        default=[],
        type=_effect,
        metavar="LEVER=CHANGE",
        help=f"of the logarithm of a rate or of odds, at {', '.join(LEVERS)}",
    )
    parser.add_argument("--authorities", type=int, default=153)
    parser.add_argument("--quarters", type=int, default=60)
    parser.add_argument("--embedding", type=int, default=10, metavar="AUTHORITIES")
    parser.add_argument("--starts", type=_quarters, default=(40,), metavar="T[,T]")
    parser.add_argument("--speed", type=float, default=0.0, metavar="QUARTERS")
    parser.add_argument("--scale", type=float, default=1.0, help="of England's sizes")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def _effect(words: str) -> tuple[str, float]:
    lever, _, change = words.partition("=")
    try:
        by = float(change)
    except ValueError:
        by = float("nan")
    if lever not in LEVERS or not isfinite(by):
        raise argparse.ArgumentTypeError(
            f"{words}: one of {', '.join(LEVERS)}, = and a number, such as again=-0.2."
        )
    return lever, by


def _quarters(words: str) -> tuple[int, ...]:
    parts = words.split(",")
    if not all(part.strip().isdecimal() for part in parts):
        raise argparse.ArgumentTypeError(
            f"{words}: whole numbers of quarters are needed, such as 20,30."
        )
    return tuple(int(part) for part in parts)


def _world(chosen: argparse.Namespace) -> World:
    return World(
        authorities=chosen.authorities,
        quarters=chosen.quarters,
        embedding=chosen.embedding,
        starts=chosen.starts,
        effects=dict(chosen.effect),
        speed=chosen.speed,
        scale=chosen.scale,
        seed=chosen.seed,
    )


def _made(chosen: argparse.Namespace) -> dict[str, object]:
    world = _world(chosen)
    lived = live(world)
    seen = panel(lived, chosen.measure)
    without = panel(live(replace(world, effects={})), chosen.measure)
    _write_panel(seen, chosen.measure, chosen.out)
    if chosen.events:
        _write_events(lived, chosen.events)
    true = truth(seen, without)
    return {
        "about": NOBODY_IS_REAL,
        "measure": chosen.measure,
        "events": int(lived.kind.size),
        "true_effect": None if isnan(true) else true,
        "embedding": int(seen.ever_treated.sum()),
        "seed": world.seed,
        "evaluate": (
            f"./kinfold evaluate --method did --data {chosen.out} --unit authority "
            f"--time quarter --outcome {chosen.measure} --cohort start"
        ),
    }


def _write_panel(seen: Panel, measure: str, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["authority", "quarter", "start", measure])
        for unit, start, figures in zip(
            seen.units, seen.starts, seen.outcome, strict=True
        ):
            for time, figure in zip(seen.times, figures, strict=True):
                said = "" if isnan(figure) else f"{figure:.10g}"
                rows.writerow([unit, f"{time:g}", f"{start:g}", said])


def _write_events(lived: Lived, path: Path) -> None:
    columns = (lived.kind, lived.quarter, lived.place, lived.child, lived.detail)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["event", "quarter", "authority", "child", "detail"])
        for kind, *others in zip(*(c.tolist() for c in columns), strict=True):
            rows.writerow([KINDS[kind], *others])


def _recovered(chosen: argparse.Namespace) -> dict[str, object]:
    if chosen.worlds < 2 or chosen.draws < FEWEST_DRAWS:
        raise CannotIdentify(
            f"--worlds is at least 2, and --draws at least {FEWEST_DRAWS}: with fewer "
            "nothing is rejected at 5 %."
        )
    if chosen.publish:
        publish(chosen.folder)
        return {"about": NOBODY_IS_REAL, "written": str(PAGE)}
    found = recover(
        _world(chosen), chosen.measure, worlds=chosen.worlds, draws=chosen.draws
    )
    return {
        "about": NOBODY_IS_REAL,
        "measure": found.measure,
        "worlds": chosen.worlds,
        "true_effect": float(found.truths.mean()),
        "ways": {way: _way(found, way) for way in found.ways},
        "rejected_without_effect": {
            test: _share(found.rejected(test), chosen.worlds) for test in found.tests
        },
        "seed": chosen.seed,
    }


def _way(found: Recovered, way: str) -> dict[str, object]:
    bias, error = found.bias(way)
    worlds = len(found.worlds)
    return {
        "truth_in_95_interval": _share(found.held(way), worlds),
        "0_outside_it": _share(found.detected(way), worlds),
        "bias": bias,
        "bias_error": error,
    }


def _share(count: int, of: int) -> dict[str, float]:
    low, high = chance(count, of)
    return {"share": count / of, "low": low, "high": high}


def main(
    arguments: Sequence[str],
    *,
    out: TextIO | None = None,
    complain: TextIO | None = None,
) -> int:
    """The first word says which."""
    return COMMANDS[arguments[0]](
        arguments[1:], out or sys.stdout, complain or sys.stderr
    )
