"""What the designs for starts that differ answer, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kinfold_evaluation.coefficients import Coefficients
from kinfold_evaluation.decomposition import KINDS, decomposed
from kinfold_evaluation.imputation import Average, imputed
from kinfold_evaluation.methods import Answer, Choices, cautions
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.stacked import stacked
from kinfold_evaluation.sun_abraham import sun_abraham


def paths(panel: Panel, chosen: Choices) -> Answer:
    """Sun and Abraham's effects by distance, and of each cohort in each period."""
    told = sun_abraham(panel)
    effect, error = told.since
    averages = {
        int(away): told.average(told.distances == away)
        for away in np.unique(told.distances)
    }
    return {
        "att": effect,
        "se": error,
        "se_is": "CR1, clustered by unit, the sizes of cohorts taken as known",
        "compared_with": told.beside,
        "effects": [
            {"time_since_start": away, "effect": mean, "se": error}
            for away, (mean, error) in averages.items()
        ],
        "att_gt": [
            {"cohort": float(cohort), "time": float(time), "att": att, "se": se}
            for cohort, time, att, se in zip(
                told.cohorts, told.times, told.effects, told.errors, strict=True
            )
        ],
        "left_out": list(told.left_out),
        "notes": [*cautions(panel), *_alone(panel)],
    }


def _alone(panel: Panel) -> list[str]:
    starts, counts = np.unique(panel.starts[panel.telling], return_counts=True)
    alone = np.isin(panel.starts, starts[counts == 1]) & panel.telling
    if not alone.any():
        return []
    return [
        f"A cohort alone: {', '.join(panel.of_units(alone).units)}. Nothing tells how "
        "much effects vary there, so the errors are too small."
    ]


def filled(panel: Panel, chosen: Choices) -> Answer:
    """Effects by imputation, overall and by distance."""
    told = imputed(panel)
    notes = [*cautions(panel), *_alone(panel)]
    if told.not_told:
        notes.append(
            f"{len(told.not_told)} treated cells are left out: no untreated cell tells "
            "what they would have been."
        )
    return {
        "att": told.overall.effect,
        "se": told.overall.error,
        "se_is": "by unit, effects of a cohort in a period taken to be alike",
        "treated_cells": told.overall.cells,
        "effects": [
            {"time_since_start": away, **_averaged(average)}
            for away, average in told.by_distance.items()
        ],
        "not_told": [{"unit": unit, "time": time} for unit, time in told.not_told],
        "notes": notes,
    }


def _averaged(average: Average) -> Answer:
    return {
        "effect": average.effect,
        "se": average.error,
        "treated_cells": average.cells,
    }


def stacks(panel: Panel, chosen: Choices) -> Answer:
    """One effect from a stack for each cohort, and that of each distance."""
    told = stacked(panel, window=chosen.window, compare=chosen.compare)
    (effect,), (error,) = told.overall.effects, _errors(told.overall)
    return {
        "att": float(effect),
        "se": float(error),
        "se_is": "CR1, clustered by unit, which may be in several stacks",
        "control_group": chosen.compare,
        "window": None if chosen.window is None else list(chosen.window),
        "stacks": [float(cohort) for cohort in told.cohorts],
        "effects": [
            {"time_since_start": away, "effect": float(mean), "se": float(error)}
            for away, mean, error in zip(
                told.distances,
                told.by_distance.effects,
                _errors(told.by_distance),
                strict=True,
            )
        ],
        "notes": [*cautions(panel), *told.not_told],
    }


def _errors(told: Coefficients) -> list[float]:
    return [float(one) for one in np.sqrt(np.diag(told.covariance))]


def taken_apart(panel: Panel, chosen: Choices) -> Answer:
    """The comparisons that a two-way fixed effect is the weighted mean of."""
    told = decomposed(panel)
    kinds = {kind: told.of_kind(kind) for kind in KINDS}
    already = kinds["later with earlier"][0] + kinds["with the always treated"][0]
    notes = []
    if already:
        notes.append(
            f"{already:.1%} of the weight is on comparisons with units that were "
            "treated already: where their effects grow, the effect is too small, or "
            "turned round."
        )
    return {
        "att": told.effect,
        "kinds": [
            {"compared": kind, "weight": weight, "att": effect}
            for kind, (weight, effect) in kinds.items()
        ],
        "comparisons": [
            {
                "compared": one.kind,
                "cohort": one.treated,
                "beside": one.beside,
                "att": one.effect,
                "weight": one.weight,
            }
            for one in told.comparisons
        ],
        "notes": notes,
    }


METHODS: Mapping[str, Callable[[Panel, Choices], Answer]] = {
    "sun-abraham": paths,
    "imputation": filled,
    "stacked": stacks,
    "goodman-bacon": taken_apart,
}

SHORT: Mapping[str, str] = {
    "sa": "sun-abraham",
    "bjs": "imputation",
    "gardner": "imputation",
    "did2s": "imputation",
    "bacon": "goodman-bacon",
}
"""Names that the field uses as well."""
