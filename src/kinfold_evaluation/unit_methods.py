"""What the methods that look at single units answer, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from kinfold_evaluation.dose import Contrast, dose_response, time_since_start
from kinfold_evaluation.each_unit import EachUnit, each_unit
from kinfold_evaluation.methods import Answer, Choices
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.pooling import Pooled, pooled

ENOUGH = 10
"""Fewer never-treated units tell too little of how far from 0 chance goes."""

SINCE_START = "since-start"

WARNINGS = (
    "Who gets more of it was chosen, not dealt out: places where things go well may do "
    "more of it because they go well. Read it as how the two go together.",
    "What changed in a place together with the dose (leaders, money, staff) is told as "
    "the dose's effect.",
)


def pooled_units(panel: Panel, chosen: Choices) -> Answer:
    """Each unit's effect, drawn towards the mean of all, as plain values."""
    told = each_unit(panel)
    all_of_them = pooled(list(told.effects), list(told.errors), chosen.spread)
    error = all_of_them.knapp_hartung
    return {
        "att": all_of_them.value,
        "se": error.value,
        "df": error.freedom,
        "p_value": error.p_value,
        "p_value_is": "Knapp and Hartung's, of the mean over places",
        "ci": list(error.interval),
        "one_more_place": list(all_of_them.next_place(error)),
        "between_places_sd": float(np.sqrt(all_of_them.between)),
        "between_places_by": chosen.spread,
        "share_between_places": all_of_them.share_between,
        "heterogeneity": {
            "Q": all_of_them.heterogeneity,
            "df": all_of_them.freedom,
            "p_value": all_of_them.p_heterogeneity,
        },
        "units": _rows(told, all_of_them),
        "notes": _notes(told),
    }


def _rows(told: EachUnit, all_of_them: Pooled) -> list[Answer]:
    shrunken, errors = all_of_them.shrunken
    columns = (told.effects, told.errors, shrunken, errors, all_of_them.trust)
    names = ("effect", "se", "shrunken", "shrunken_se", "own_share")
    return [
        {
            "unit": unit,
            **{n: float(c[at]) for n, c in zip(names, columns, strict=True)},
        }
        for at, unit in enumerate(told.units)
    ]


def _notes(told: EachUnit) -> list[str]:
    notes = [
        "Each place is compared with the same never-treated ones, so the effects lean "
        "on one another a little: what chance did to those moves all of them.",
        "A place's error is how far from 0 the same effect lies in places never "
        "treated, for one place leaves none of its own. So places that start together "
        "have the same error and count alike in the mean, large and small; a much "
        "smaller place swings more than its error says.",
    ]
    if told.beside < ENOUGH:
        notes.append(
            f"{told.beside} never-treated units tell little of how far chance goes."
        )
    if told.not_told:
        notes.append(f"Without an effect: {' '.join(told.not_told)}")
    return notes


def dosed(panel: Panel, chosen: Choices) -> Answer:
    """The outcome along the dose: a covariate's name, or `SINCE_START`."""
    others = dict(panel.covariates)
    doses = (
        time_since_start(panel)
        if chosen.dose == SINCE_START
        else others.pop(chosen.dose)
    )
    told = dose_response(
        replace(panel, covariates=others),
        doses,
        knots=chosen.knots,
        draws=chosen.draws,
        seed=chosen.seed,
    )
    notes = []
    if told.p_dealt is None:
        notes.append(
            "Some cells have no dose and are left out, never counted as 0; so dose "
            "paths cannot be dealt out anew, and the p-value is the clustered one."
        )
    if not told.knots:
        notes.append("Doses take too few values to tell a curve from a line.")
    if (doses > 0).any(axis=1).all():
        notes.append("No unit goes without: doses are compared with less of it only.")
    return {
        "dose": chosen.dose,
        "slope": told.slope,
        "se": told.error.value,
        "ci": list(told.error.interval),
        "se_is": "CR1, clustered by unit",
        "p_value": told.error.p_value if told.p_dealt is None else told.p_dealt,
        "p_value_is": "CR1's"
        if told.p_dealt is None
        else "share of dealings of whole dose paths among units with as steep a line",
        "assignments": told.draw_count,
        "knots": list(told.knots),
        "bends": None
        if told.bends is None
        else dict(zip(("F", "df", "p_value"), told.bends, strict=True)),
        "contrasts_with_dose_0": [_row(one) for one in told.contrasts],
        "warnings": list(WARNINGS),
        "notes": notes,
    }


def _row(one: Contrast) -> Answer:
    row: Answer = {
        "dose": one.dose,
        "line": one.of_line,
        "line_ci": list(one.line.interval),
    }
    if one.curve is not None:
        row |= {"curve": one.of_curve, "curve_ci": list(one.curve.interval)}
    return row


METHODS: Mapping[str, Callable[[Panel, Choices], Answer]] = {
    "pooled-units": pooled_units,
    "dose-response": dosed,
}

SHORT: Mapping[str, str] = {
    "pooling": "pooled-units",
    "dose": "dose-response",
}
"""Names that the field uses as well."""
