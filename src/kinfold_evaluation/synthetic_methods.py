"""What the synthetic methods answer, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from kinfold_evaluation.augmented import augmented_control, augmented_without_each
from kinfold_evaluation.fixed_effects import insist_on_change, within
from kinfold_evaluation.methods import Answer, Choices, short
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.predictor_weights import mixed_by_predictors
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.synthetic import (
    OneOfMany,
    Placed,
    Synthetic,
    placebo_gaps,
    synthetic_control,
    without_each,
)
from kinfold_evaluation.synthetic_difference import synthetic_difference


def mixed(panel: Panel, chosen: Choices) -> Answer:
    """A synthetic control for each treated unit, with all placebos.

    Where all start together their placebos are the same ones, and the gaps of those
    whose mix is the only one are told once, for the picture.
    """
    if chosen.predictors:
        told = _for_each_treated(
            panel, lambda whole, unit: _by_predictors(whole, unit, chosen)
        )
        return {**told, "notes": [OF_PREDICTORS]}
    told = _for_each_treated(panel, _mixed)
    treated = panel.of_units(panel.ever_treated)
    if len(set(treated.starts)) == 1:
        told["placebo_gaps"] = {
            unit: [short(gap) for gap in gaps]
            for unit, gaps in placebo_gaps(panel, treated.units[0]).items()
        }
    return told


def _for_each_treated(panel: Panel, told_of: Callable[[Panel, str], Answer]) -> Answer:
    """One answer by unit and their mean effect; where one is treated, its own."""
    treated = panel.of_units(panel.ever_treated).units
    if not treated:
        raise CannotIdentify("No unit is treated.")
    _insist_on_no_weights(panel)
    plain = replace(panel, covariates={})
    insist_on_change(plain, within(plain))
    notes = _without_covariates(panel)
    if len(treated) == 1:
        return {**told_of(panel, treated[0]), "notes": notes}
    made = [_told_or_why(panel, unit, told_of) for unit in treated]
    effects = [att for one in made if isinstance(att := one.get("att"), float)]
    if not effects:
        raise CannotIdentify(
            f"No effect of any of the {len(made)} treated units can be told. "
            f"{made[0][REFUSED]}"
        )
    if len(effects) < len(made):
        without = (
            f"{len(made) - len(effects)} of {len(made)} treated units have no effect, "
            "for more mixes than one are exactly like them before; so there is no mean."
        )
        return {"att": None, "units": made, "notes": [*notes, without]}
    return {"att": sum(effects) / len(effects), "units": made, "notes": notes}


def _told_or_why(
    panel: Panel, unit: str, told_of: Callable[[Panel, str], Answer]
) -> Answer:
    try:
        return told_of(panel, unit)
    except OneOfMany as why:
        return {"unit": unit, REFUSED: str(why)}


def _mixed(panel: Panel, unit: str) -> Answer:
    placed = synthetic_control(panel, unit)
    left_out = without_each(panel, unit)
    return {
        **_of_placed(panel, placed),
        "outcomes": _outcomes_of(panel, unit),
        "gaps": _gaps_of(panel, placed.of_treated),
        "leave_one_out": dict(left_out),
    }


REFUSED = "cannot_be_answered"
"""What stands of a unit, beside others that have an effect, and why it has none."""

OF_PREDICTORS = (
    "Units are alike in the predictors; how much each counts is searched for, and a "
    "search may end in a hollow that is not the deepest: see where each ended, and how "
    "far the best can be from the closest mix of any kind."
)


def _by_predictors(panel: Panel, unit: str, chosen: Choices) -> Answer:
    told = mixed_by_predictors(panel, unit, chosen.predictors, seed=chosen.seed)
    rows = zip(
        told.predictors,
        told.of_treated.importance,
        told.values,
        told.of_mix,
        strict=True,
    )
    return {
        **_of_placed(panel, told.placed),
        "predictors": {
            name: {
                "importance": float(importance),
                "unit": float(value),
                "mix": float(of_mix),
            }
            for name, importance, value, of_mix in rows
        },
        "searches_ended_at": list(told.of_treated.ends),
        "left_out": list(told.left_out),
        "placebos_whose_mix_is_one_of_many": list(told.one_of_many),
        "gaps": _gaps_of(panel, told.of_treated.own),
    }


def _of_placed(panel: Panel, placed: Placed) -> Answer:
    """A unit beside its mix, among the placebos."""
    own = placed.of_treated
    return {
        "unit": own.unit,
        "start": float(panel.starts[panel.units.index(own.unit)]),
        "att": own.effect,
        "p_value": placed.p_value,
        "p_value_is": "rank of the ratio of gaps since to gaps before, among all "
        "units; one whose mix is exact before counts as farther",
        "rank": placed.rank,
        "of": len(placed.placebos) + 1,
        "placebos_exact_before": sum(one.is_exact for one in placed.placebos),
        "pre_rmspe": own.fit,
        "optimality_gap": own.optimality_gap,
        "weights": {
            donor: float(weight)
            for donor, weight in zip(own.donors, own.weights, strict=True)
            if weight
        },
    }


def _outcomes_of(panel: Panel, unit: str) -> Answer:
    """By period, the unit itself."""
    own = panel.outcome[panel.units.index(unit)]
    return {
        f"{time:g}": float(value) for time, value in zip(panel.times, own, strict=True)
    }


def _gaps_of(panel: Panel, own: Synthetic) -> Answer:
    """By period, the unit less its mix."""
    return {
        f"{time:g}": float(gap) for time, gap in zip(panel.times, own.gaps, strict=True)
    }


def weighed(panel: Panel, chosen: Choices) -> Answer:
    """Synthetic difference-in-differences, with placebos."""
    _insist_on_no_weights(panel)
    told = synthetic_difference(panel, draws=chosen.draws, seed=chosen.seed)
    return {
        "att": told.effect,
        "se": told.error if np.isfinite(told.error) else None,
        "p_value": told.p_value,
        "p_value_is": "share of placebo effects as far from 0",
        "placebos": len(told.placebo_effects),
        "all_placebos": told.is_full,
        "unit_weights": {
            donor: float(weight)
            for donor, weight in zip(told.donors, told.unit_weights, strict=True)
            if weight > 0
        },
        "time_weights": {
            f"{time:g}": float(weight)
            for time, weight in zip(panel.times, told.time_weights, strict=False)
            if weight > 0
        },
        "notes": _without_covariates(panel),
    }


def augmented(panel: Panel, chosen: Choices) -> Answer:
    """An augmented control for each treated unit, beside the plain one."""
    return _for_each_treated(
        panel, lambda whole, unit: _augmented(whole, unit, chosen.ridge)
    )


def _augmented(panel: Panel, unit: str, ridge: float | None) -> Answer:
    told = augmented_control(panel, unit, ridge=ridge)
    own = told.placed.of_treated
    return {
        **_of_placed(panel, told.placed),
        "ridge": told.ridge,
        "ridge_is": "as given"
        if ridge is not None
        else "the strongest within one standard error of the best, each period before "
        "left out in turn; each placebo has its own",
        "weight_below_0": float(-own.weights[own.weights < 0].sum()),
        "plain": {"att": told.plain.effect, "pre_rmspe": told.plain.fit},
        "gaps": _gaps_of(panel, own),
        "leave_one_out": dict(augmented_without_each(panel, unit, ridge=told.ridge)),
    }


def _without_covariates(panel: Panel) -> list[str]:
    if not panel.covariates:
        return []
    return ["Covariates are not used: units are matched by the outcome before alone."]


def _insist_on_no_weights(panel: Panel) -> None:
    if panel.weights is not None:
        raise CannotIdentify(
            "This method finds the weights of units itself, and can take none from "
            "--weights. Leave it out, or use did, event-study, cs or imputation."
        )


METHODS: Mapping[str, Callable[[Panel, Choices], Answer]] = {
    "synthetic-control": mixed,
    "augmented-control": augmented,
    "synthetic-difference": weighed,
}

SHORT: Mapping[str, str] = {
    "sc": "synthetic-control",
    "asc": "augmented-control",
    "augsynth": "augmented-control",
    "sdid": "synthetic-difference",
    "synthetic-did": "synthetic-difference",
}
"""Names that the field uses as well."""
