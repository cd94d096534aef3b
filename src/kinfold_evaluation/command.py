"""An evaluation from the command line, without the web application."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from kinfold_evaluation import (
    agreement,
    cohort_methods,
    methods,
    people_told,
    synthetic_methods,
    unit_methods,
)
from kinfold_evaluation.agreement_rows import reckoned
from kinfold_evaluation.breaks import (
    also_uses_of,
    break_of,
    masked,
    told_of_breaks,
    without_also_users,
)
from kinfold_evaluation.interrupted import Model
from kinfold_evaluation.many_outcomes import told_of_outcomes
from kinfold_evaluation.methods import SEED, Choices, of_design
from kinfold_evaluation.options import (
    add_doubts,
    add_left_out,
    add_people,
    add_segments,
    add_units,
)
from kinfold_evaluation.panel import ONE_SERIES, Columns, Panel, read_panel
from kinfold_evaluation.people import read_people
from kinfold_evaluation.people_told import WAYS, told_of_people
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.series_told import Segments
from kinfold_evaluation.specification_curve import HOW, Grid, read_grid, told_of_curve
from kinfold_evaluation.stacked import Window
from kinfold_evaluation.twin import command as twin
from kinfold_evaluation.unit_methods import SINCE_START

NOT_UNDERSTOOD = 2

METHODS = {
    **methods.METHODS,
    **cohort_methods.METHODS,
    **synthetic_methods.METHODS,
    **unit_methods.METHODS,
}
SEVERAL = "several-outcomes"
CURVE = "specification-curve"
SHORT = {
    **methods.SHORT,
    **cohort_methods.SHORT,
    **synthetic_methods.SHORT,
    **unit_methods.SHORT,
    **people_told.SHORT,
    "romano-wolf": SEVERAL,
    "holm": SEVERAL,
    "curve": CURVE,
}
DRAWS = {CURVE: 199, "dose-response": 999}
"""Where a draw costs far more than elsewhere."""


def main(
    arguments: Sequence[str],
    *,
    out: TextIO | None = None,
    complain: TextIO | None = None,
) -> int:
    """Run one method on one file; or compare all we hold (`agreement`), or make a
    world where the truth is known (`twin`, `recovery`).

    Exit code 0 done, 2 when it cannot be answered.
    """
    if arguments and arguments[0] in twin.COMMANDS:
        return twin.main(arguments, out=out, complain=complain)
    writes = out or sys.stdout
    try:
        if arguments[:1] == ["agreement"]:
            agreement.main(arguments[1:], reckoned, writes)
        else:
            chosen = _parser().parse_args(arguments)
            print(_written(_answer(chosen), as_json=chosen.json), file=writes)
    except (CannotIdentify, OSError, UnicodeDecodeError) as error:
        print(error, file=complain or sys.stderr)
        return NOT_UNDERSTOOD
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./kinfold evaluate",
        allow_abbrev=False,
        description=(
            "One method of evaluation on a panel: rows of a CSV file, one for each "
            "unit and period. Says why when the data cannot answer. "
            "`./kinfold evaluate agreement` compares ours with published numbers, "
            "`twin` and `recovery` make worlds where the truth is known, "
            "and `protocol` holds a study to what it promised."
        ),
    )
    parser.add_argument(
        "--method", required=True, choices=[*METHODS, SEVERAL, CURVE, *WAYS, *SHORT]
    )
    parser.add_argument("--data", required=True, type=Path, metavar="CSV")
    parser.add_argument("--unit", default="", metavar="COL", help="its may go without")
    parser.add_argument("--time", default="", metavar="COL")
    parser.add_argument("--outcome", required=True, metavar="COL[,COL]")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--treated", metavar="UNIT[,UNIT]", help="with --from")
    who.add_argument("--cohort", metavar="COL", help="when each starts, 0 for never")
    parser.add_argument("--from", dest="since", type=float, metavar="TIME")
    parser.add_argument("--covariates", default="", metavar="COL[,COL]")
    parser.add_argument("--weights", default="", metavar="COL", help="people in a row")
    parser.add_argument(
        "--control-group",
        choices=["never-treated", "not-yet-treated"],
        default="never-treated",
    )
    parser.add_argument("--estimator", choices=["reg", "ipw", "dr"], default="dr")
    parser.add_argument("--base", choices=["varying", "universal"], default="varying")
    parser.add_argument("--anticipation", type=int, default=0, metavar="PERIODS")
    parser.add_argument("--window", metavar="BEFORE,AFTER")
    add_left_out(parser)
    add_doubts(parser)
    add_units(parser)
    parser.add_argument("--fill-ins", type=int, default=20, help="of --method mi")
    parser.add_argument("--draws", type=int, help="9999; 999 for dose, 199 for curve")
    parser.add_argument(
        "--orders",
        action="store_true",
        help="of did: who begins first was drawn by lot, among those who do begin",
    )
    parser.add_argument("--grid", type=Path, metavar="JSON", help="of --method curve")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    add_segments(parser)
    add_people(parser)
    return parser


def _window(word: str | None) -> Window | None:
    """`3,2`: three periods before the start, and two after it."""
    if word is None:
        return None
    before, _, after = word.partition(",")
    if not (before.strip().isdecimal() and after.strip().isdecimal()):
        raise CannotIdentify(
            f"--window {word}: two whole numbers are needed, how many periods before "
            "the start and how many after it, such as 3,2."
        )
    return int(before), int(after)


def _of_people(chosen: argparse.Namespace, method: str) -> dict[str, object]:
    if not chosen.treated_column:
        raise CannotIdentify(
            "--treated-column is needed: the column with 1 for the treated, else 0."
        )
    if chosen.breaks or chosen.also_uses:
        raise CannotIdentify(people_told.NOTHING_LEFT_OUT)
    people = read_people(
        chosen.data,
        treated=chosen.treated_column,
        outcome=chosen.outcome,
        covariates=_named(chosen.covariates),
    )
    told = told_of_people(people, method, chosen.distance, chosen.bins)
    return {"method": method, **told, "data_sha256": _hash(chosen.data)}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _named(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _answer(chosen: argparse.Namespace) -> dict[str, object]:
    method = SHORT.get(chosen.method, chosen.method)
    if method in WAYS:
        return _of_people(chosen, method)
    _insist_on_who(chosen, method)
    chosen.draws = DRAWS.get(method, 9_999) if chosen.draws is None else chosen.draws
    if chosen.draws < 1 or chosen.anticipation < 0 or (chosen.lags or 0) < 0:
        raise CannotIdentify(
            "--draws is at least 1, and --anticipation and --lags at least 0."
        )
    _insist_on_its_method(chosen, method)
    grid = _grid(chosen, method)
    predictors = {one.name for one in chosen.predictors} - {chosen.outcome}
    further = (chosen.dose.removeprefix(SINCE_START), *sorted(predictors))
    panels = _panels(chosen, method, further if grid is None else grid.columns)
    panel = next(iter(panels.values()))
    breaks = [break_of(words) for words in chosen.breaks]
    also = [also_uses_of(words) for words in chosen.also_uses]
    choices = _choices(chosen)

    def answer_of(change: Callable[[Panel], Panel]) -> dict[str, object]:
        changed = {name: change(one) for name, one in panels.items()}
        if grid is not None:
            panel = changed[chosen.outcome]
            return told_of_curve(panel, grid, draws=choices.draws, seed=choices.seed)
        if method == SEVERAL:
            return told_of_outcomes(changed, draws=choices.draws, seed=choices.seed)
        return METHODS[method](changed[chosen.outcome], choices)

    answered = told_of_breaks(panel, breaks, also, answer_of)
    if grid is not None:
        answered["grid_sha256"] = _hash(chosen.grid)
    return {
        "method": method,
        **answered,
        "design": of_design(
            _as_designed(without_also_users(masked(panel, breaks), also), choices)
        ),
        "seed": chosen.seed,
        "data_sha256": _hash(chosen.data),
    }


def _as_designed(panel: Panel, choices: Choices) -> Panel:
    """A predictor need not be known in every period, so it makes no cell missing."""
    return replace(panel, covariates={}) if choices.predictors else panel


def _choices(chosen: argparse.Namespace) -> Choices:
    return Choices(
        compare=chosen.control_group,
        estimator=chosen.estimator,
        base=chosen.base,
        anticipation=chosen.anticipation,
        window=_window(chosen.window),
        draws=chosen.draws,
        seed=chosen.seed,
        at=chosen.at,
        jumps=chosen.jumps,
        bends=chosen.bends,
        fill_ins=chosen.fill_ins,
        dose=chosen.dose,
        knots=chosen.knots,
        spread=chosen.between,
        ridge=chosen.ridge,
        orders=chosen.orders,
        predictors=tuple(
            replace(one, name="" if one.name == chosen.outcome else one.name)
            for one in chosen.predictors
        ),
        segments=Segments(
            Model(
                chosen.family,
                chosen.change,
                chosen.season,
                chosen.harmonics,
                chosen.lags,
            ),
            chosen.exposure,
        ),
    )


def _insist_on_who(chosen: argparse.Namespace, method: str) -> None:
    if not chosen.time:
        raise CannotIdentify("--time is needed: the column of periods.")
    if not chosen.unit and (method != "interrupted-series" or chosen.treated):
        raise CannotIdentify(
            "--unit is needed: the column that tells units apart. Only a series by "
            "itself (--method its, with --from) goes without."
        )
    if method == "dose-response":
        if not chosen.dose:
            raise CannotIdentify(
                f"--dose is needed: the column of how much, or {SINCE_START}."
            )
        if chosen.dose != SINCE_START:
            return
    if chosen.cohort is None and chosen.treated is None and chosen.unit:
        raise CannotIdentify(
            "Who is treated, from when? Give --treated with --from, or --cohort."
        )
    if chosen.cohort is None and chosen.since is None:
        raise CannotIdentify(
            "--treated needs --from: the first period of the treatment."
        )


def _insist_on_its_method(chosen: argparse.Namespace, method: str) -> None:
    """What another method would pass over in silence changes what a p-value means."""
    if chosen.orders and method != "difference-in-differences":
        raise CannotIdentify("--orders is of --method did alone. Leave it out.")
    if chosen.predictors and method != "synthetic-control":
        raise CannotIdentify("--predictors are of --method sc alone. Leave them out.")


def _grid(chosen: argparse.Namespace, method: str) -> Grid | None:
    if method != CURVE:
        return None
    if chosen.grid is None:
        raise CannotIdentify(f"--grid is needed: all that is to be run. {HOW}.")
    return read_grid(chosen.grid)


def _panels(
    chosen: argparse.Namespace, method: str, further: Sequence[str]
) -> dict[str, Panel]:
    """By the outcome's name; a method of one outcome takes the words as they are."""
    names = _named(chosen.outcome) if method == SEVERAL else (chosen.outcome,)
    return {name: _panel(chosen, name, further) for name in names}


def _panel(chosen: argparse.Namespace, outcome: str, further: Sequence[str]) -> Panel:
    columns = Columns(
        chosen.unit,
        chosen.time,
        outcome,
        chosen.cohort or "",
        _named(",".join((chosen.covariates, chosen.exposure, *further))),
        chosen.weights,
    )
    given = chosen.treated or "" if chosen.unit else ONE_SERIES
    treated = [name for name in given.split(",") if name.strip()]
    return read_panel(chosen.data, columns, treated=treated, since=chosen.since or 0)


def _written(answer: dict[str, object], *, as_json: bool) -> str:
    if as_json:
        return json.dumps(answer, indent=2, allow_nan=False, default=float)
    lines = []
    for name, value in answer.items():
        if isinstance(value, dict | list):
            lines.append(f"{name}: {json.dumps(value, default=float)}")
        else:
            lines.append(f"{name}: {value}")
    return "\n".join(lines)
