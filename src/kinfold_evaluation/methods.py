"""What each method answers, as plain values for the command line and for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.added_up import WAYS, AddedUp, Part, added_up, band
from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.clusters import clustered, corrected
from kinfold_evaluation.doubts import trends_doubted, what_could_be_seen
from kinfold_evaluation.event_study import event_study
from kinfold_evaluation.filled_in import difference_filled_in
from kinfold_evaluation.fixed_effects import Fit, fit, insist_on_change, within
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.pooling import Spread
from kinfold_evaluation.predictor_weights import Predictor
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.series_told import Segments, told_of_series
from kinfold_evaluation.stacked import Window
from kinfold_evaluation.staggered import Base, Compare, before_together, staggered
from kinfold_evaluation.stepped_wedge import orders
from kinfold_evaluation.two_groups import Estimator

Answer = dict[str, object]

KINDS: tuple[Literal["restricted", "unrestricted"], ...] = (
    "restricted",
    "unrestricted",
)

SEED = 20170929
"""The day the project was launched."""

FEW_TREATED = 20
"""With fewer treated units the clustered t test rejects true nulls too often."""

BOOTSTRAP_FROM = 5
"""With fewer treated units the restricted wild bootstrap can hardly reject at all."""


BY_EFFECT = "randomisation inference on the effect"
BY_ORDERS = (
    "randomisation inference on the effect, among the orders in which those who begin "
    "could have begun"
)

NO_CHANCE = (
    "The effect, units and periods explain the outcome to the last digit: no error is "
    "left to tell chance by. See whether the outcome was measured, or made from them."
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen beside the panel.

    Attributes:
        window: of each stack: periods before its start, and after.
        draws: of the bootstrap, of reassignments and of placebos.
        segments: of an interrupted series alone.
        fill_ins: how often gaps are filled in.
        seed: the same seed gives the same answer, to the last digit.
        at, jumps, bends: which effect is doubted, and how far (`trends_doubted`).
        dose, knots: of dose-response: a covariate's name, and how its curve may bend.
        ridge: of an augmented control; chosen from the periods before where None.
        spread: how the variance between pooled units is told.
        orders: who began first was drawn by lot among those who began.
        predictors: of a synthetic control; none for every period of the outcome.
    """

    compare: Compare = "never-treated"
    estimator: Estimator = "dr"
    base: Base = "varying"
    anticipation: int = 0
    window: Window | None = None
    draws: int = 9_999
    seed: int = SEED
    at: int | None = None
    jumps: tuple[float, ...] = (0.0, 0.5, 1.0, 1.5, 2.0)
    bends: tuple[float, ...] = ()
    segments: Segments = Segments()
    fill_ins: int = 20
    dose: str = ""
    knots: int = 3
    spread: Spread = "reml"
    ridge: float | None = None
    orders: bool = False
    predictors: tuple[Predictor, ...] = ()


def short(value: float) -> float:
    """To six digits, for what is drawn and not read."""
    return float(f"{value:.6g}")


def of_design(panel: Panel) -> Answer:
    """Who and when: what every answer begins with."""
    starts = sorted(set(panel.starts) - {NEVER})
    return {
        "units": len(panel.units),
        "periods": len(panel.times),
        "treated": [
            unit
            for unit, ever in zip(panel.units, panel.ever_treated, strict=True)
            if ever
        ],
        "starts": [float(start) for start in starts],
        "cells": panel.outcome.size,
        "cells_without_outcome": int((~panel.seen).sum()),
        "cells_are_weighed": panel.weights is not None,
    }


def difference(panel: Panel, chosen: Choices) -> Answer:
    """Two-way fixed effects, with every kind of inference beside it."""
    used = panel.with_figures()
    fitted = fit(used)
    insist_on_change(used, fitted.within)
    errors = {**clustered(fitted), "CR2": corrected(fitted)}
    blocks = orders(used) if chosen.orders else None
    dealt = randomised(used, draws=chosen.draws, blocks=blocks, seed=chosen.seed)
    treated = int(panel.telling.sum())
    answer: Answer = {
        "att": fitted.effect,
        "se": errors["CR2"].value,
        "p_value": dealt.p_effect,
        "p_value_is": BY_ORDERS if chosen.orders else BY_EFFECT,
        "standard_errors": {
            name: {
                "se": error.value,
                "df": error.freedom,
                "p_value": error.p_value,
                "ci": list(error.interval),
            }
            for name, error in errors.items()
        },
        "randomisation": {
            "p_effect": dealt.p_effect,
            "p_statistic": dealt.p_statistic,
            "assignments": dealt.draw_count,
            "all_assignments": dealt.is_full,
            "smallest_possible_p": dealt.smallest,
            "spread": [short(effect) for effect in dealt.spread],
        },
    }
    has_error = errors["CR1"].p_value is not None
    if has_error and treated >= BOOTSTRAP_FROM:
        answer["wild_bootstrap"] = _turned_over(fitted, chosen)
    notes = _notes(panel, treated)
    answer["notes"] = notes if has_error else [*notes, NO_CHANCE]
    return answer


def _turned_over(fitted: Fit, chosen: Choices) -> Answer:
    found: Answer = {}
    for kind in KINDS:
        turned = wild_bootstrap(fitted, draws=chosen.draws, kind=kind, seed=chosen.seed)
        found[kind] = {
            "p_value": turned.p_value,
            "t": turned.statistic,
            "draws": turned.draw_count,
            "all_draws": turned.is_full,
        }
    return found


def cautions(panel: Panel) -> list[str]:
    """What to know of a panel before its clustered errors are believed."""
    notes = []
    treated = int(panel.telling.sum())
    silent = panel.ever_treated & ~panel.telling & (panel.starts > panel.times[0])
    if silent.any():
        notes.append(
            "Not counted as treated, without an outcome both before the start and "
            f"since: {', '.join(panel.of_units(silent).units)}."
        )
    if treated < FEW_TREATED:
        notes.append(
            f"{treated} units are treated: clustered errors are too small with so few. "
            "Lead with the p-value of randomisation inference."
        )
    start = np.searchsorted(panel.times, panel.starts[panel.ever_treated])
    if start.size and start.max() <= 1:
        notes.append(
            "There is one period before the start, so nobody can see whether trends "
            "were parallel. Add earlier periods."
        )
    if not panel.is_balanced:
        notes.append("Cells without an outcome are left out, never counted as 0.")
    return notes


def _notes(panel: Panel, treated: int) -> list[str]:
    notes = cautions(panel)
    if treated < BOOTSTRAP_FROM:
        notes.append(
            f"The wild bootstrap says nothing with fewer than {BOOTSTRAP_FROM} treated "
            "units, and is left out."
        )
    if len(set(panel.starts) - {NEVER}) > 1:
        notes.append(
            "Units start at different times: treated units stand for untreated ones "
            "here, which can turn an effect round. Ask callaway-santanna too."
        )
    always = panel.ever_treated & (panel.starts <= panel.times[0])
    if always.any():
        named = panel.of_units(always).units
        notes.append(
            f"Treated in every period: {', '.join(named)}. There is no before to tell "
            "an effect from; they stand for untreated units here. Leave them out."
        )
    return notes


def events(panel: Panel, chosen: Choices) -> Answer:
    """Coefficients by distance from the start, a band for all, and what was before."""
    told = event_study(panel, seed=chosen.seed)
    before = told.before
    return {
        "effects": [
            {
                "time_since_start": distance,
                "effect": float(effect),
                "se": float(error),
                "band": [
                    float(effect - told.reach * error),
                    float(effect + told.reach * error),
                ],
            }
            for distance, effect, error in zip(
                told.distances, told.effects, told.errors, strict=True
            )
        ],
        "se_is": "CR1, clustered by unit",
        "band_reach": told.reach,
        "before": None
        if before is None
        else {"F": before[0], "df": before[1], "p_value": before[2]},
        "notes": cautions(panel),
    }


def by_cohort(panel: Panel, chosen: Choices) -> Answer:
    """Effects of cohorts and periods, and their averages."""
    told = staggered(
        panel,
        compare=chosen.compare,
        estimator=chosen.estimator,
        base=chosen.base,
        anticipation=chosen.anticipation,
    )
    insist_on_change(panel, within(panel))
    averages = {way: added_up(told, way) for way in WAYS}
    overall = averages["simple"].overall
    trend = before_together(told)
    return {
        "att": overall.effect,
        "se": overall.error,
        "control_group": chosen.compare,
        "estimator": chosen.estimator,
        "att_gt": [
            {
                "cohort": effect.cohort,
                "time": effect.time,
                "att": effect.effect,
                "se": effect.error,
            }
            for effect in told.effects
        ],
        "aggregates": {
            way: _average(average, chosen) for way, average in averages.items()
        },
        "pre_test": None
        if trend is None
        else {
            "wald": trend.statistic,
            "df": trend.freedom,
            "p_value": trend.p_value,
        },
        "left_out": list(told.left_out),
        "notes": [*cautions(panel), *told.not_told],
    }


def _average(average: AddedUp, chosen: Choices) -> Answer:
    made: Answer = {"att": average.overall.effect, "se": average.overall.error}
    if average.parts:
        reach = band(average.parts, draws=chosen.draws, seed=chosen.seed)
        made["band_reach"] = reach.reach
        made["band_is_believable"] = reach.is_believable
        made["parts"] = [_part(part) for part in average.parts]
    return made


def _part(part: Part) -> Answer:
    return {"at": float(part.at), "att": part.effect, "se": part.error}


def doubted(panel: Panel, chosen: Choices) -> Answer:
    """The effect of an event study when trends need not have been parallel."""
    return trends_doubted(
        panel,
        at=chosen.at,
        jumps=chosen.jumps,
        bends=chosen.bends,
        notes=cautions(panel),
    )


def foreseen(panel: Panel, chosen: Choices) -> Answer:
    """The smallest effect that differences-in-differences can see here."""
    return what_could_be_seen(panel, draws=chosen.draws, seed=chosen.seed)


METHODS: Mapping[str, Callable[[Panel, Choices], Answer]] = {
    "difference-in-differences": difference,
    "event-study": events,
    "unparallel-trends": doubted,
    "power": foreseen,
    "callaway-santanna": by_cohort,
    "interrupted-series": lambda panel, chosen: told_of_series(panel, chosen.segments),
    "difference-filled-in": lambda panel, chosen: difference_filled_in(
        panel, chosen.fill_ins, chosen.seed
    ),
}

SHORT: Mapping[str, str] = {
    "did": "difference-in-differences",
    "twfe": "difference-in-differences",
    "honest": "unparallel-trends",
    "honestdid": "unparallel-trends",
    "its": "interrupted-series",
    "mi": "difference-filled-in",
    "cs": "callaway-santanna",
}
"""Names that the field uses as well."""
