"""What an interrupted series answers, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from kinfold_evaluation.clusters import StandardError
from kinfold_evaluation.interrupted import (
    Interrupted,
    Model,
    interrupted_series,
    prais_winsten,
)
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify

LONG_ENOUGH = 50
"""Periods below which errors that allow for autocorrelation are told too small."""


@dataclass(frozen=True, slots=True)
class Segments:
    """The model, and the column of people that a count is of ("" for none)."""

    model: Model = field(default_factory=Model)
    exposure: str = ""


def told_of_series(panel: Panel, chosen: Segments) -> dict[str, object]:
    """Each treated unit's own series, by itself."""
    if panel.weights is not None or set(panel.covariates) - {chosen.exposure}:
        raise CannotIdentify(
            "A series by itself takes neither weights nor covariates; --exposure is "
            "the column of people that a count is of."
        )
    treated = np.flatnonzero(panel.ever_treated)
    if not len(treated):
        raise CannotIdentify("No unit is treated.")
    made = {panel.units[at]: _told(panel, int(at), chosen) for at in treated}
    if len(made) == 1:
        return next(iter(made.values()))
    return {"units": made}


def _told(panel: Panel, at: int, chosen: Segments) -> dict[str, object]:
    exposure = panel.covariates[chosen.exposure][at] if chosen.exposure else None
    told = interrupted_series(
        panel.times,
        panel.outcome[at],
        float(panel.starts[at]),
        chosen.model,
        exposure,
    )
    changes = [name for name in told.names if name.startswith("change")]
    effect = told.effect("Newey-West")
    values = {
        name: float(value) for name, value in zip(told.names, told.values, strict=True)
    }
    answer: dict[str, object] = {
        "att": float(told.effects.mean()),
        "se": effect.value,
        "p_value": effect.p_value,
        "ci": list(effect.interval),
        "se_is": "Newey-West",
        "changes": {
            name: {
                convention: _error(
                    values[name], told.coefficient(name, convention), told
                )
                for convention in told.conventions
            }
            for name in changes
        },
        "coefficients": values,
        "dispersion": told.dispersion,
        "autocorrelation": told.autocorrelation,
        "periods": [
            {"time": float(time), "seen": seen, "expected": by, "unchanged": without}
            for time, seen, by, without in zip(
                told.times, told.outcome, told.expected, told.unchanged, strict=True
            )
        ],
    }
    if told.model.family == "linear":
        answer["prais_winsten"] = _leaning(told, changes)
    answer["notes"] = _notes(told)
    return answer


def _error(value: float, error: StandardError, told: Interrupted) -> dict[str, object]:
    made: dict[str, object] = {
        "value": value,
        "se": error.value,
        "p_value": error.p_value,
        "ci": list(error.interval),
    }
    if told.model.family == "counts":
        made["ratio"] = float(np.exp(value))
        made["ratio_ci"] = [float(np.exp(end)) for end in error.interval]
    return made


def _leaning(told: Interrupted, changes: list[str]) -> dict[str, object]:
    try:
        leaning = prais_winsten(told)
    except CannotIdentify as why:
        return {"cannot_be_told": str(why)}
    values = dict(zip(leaning.names, leaning.values, strict=True))
    return {
        "carried_on": leaning.carried,
        **{
            name: _error(float(values[name]), leaning.coefficient(name), told)
            for name in changes
        },
    }


def _notes(told: Interrupted) -> list[str]:
    notes = [
        "One series has nothing beside it: whatever else changed at the start is told "
        "as the treatment's effect. Compare with units that were not treated."
    ]
    if len(told.times) < LONG_ENOUGH:
        notes.append(
            f"{len(told.times)} periods are few to see how they go together: the true "
            "errors may be larger than these."
        )
    if len(told.times) <= told.places[-1]:
        notes.append("Periods without an outcome are left out, never counted as 0.")
    return notes
