"""How an answer fares under doubt, as plain values for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from kinfold_evaluation.bent_trends import (
    Robust,
    Seen,
    bent,
    breaks_at,
    seen,
    widened,
)
from kinfold_evaluation.event_study import event_study
from kinfold_evaluation.jumping_trends import holds_none, jumped
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.power import Power, power, power_before
from kinfold_evaluation.refusal import CannotIdentify

DOUBTED_FROM = 5
"""With fewer treated units the intervals miss the truth far more often than in 5 %."""

WIDENED_BELOW = 20
"""With fewer treated units intervals as their authors have them miss the truth in more
than 5 of 100 samples, so they are widened; from here on they are the authors' own."""

WIDENED = (
    "Intervals are wider than their authors': with {treated} treated units those would "
    "miss the truth in far more than 5 of 100 samples."
)

BENDS_IN_ERRORS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How much the slope may bend, when nobody says, in errors of the effect."""


def trends_doubted(
    panel: Panel,
    *,
    at: int | None,
    jumps: tuple[float, ...],
    bends: tuple[float, ...],
    notes: Sequence[str],
) -> dict[str, object]:
    """The effect with room for trends that were not parallel, and what breaks it.

    Args:
        at: periods since the start of the effect asked for; None for the mean of all.
        jumps: how many times the largest change before the start a later one may be.
        bends: how much the slope may change a period, in units of the outcome.
        notes: what to know of the panel, said first.

    Raises:
        CannotIdentify: fewer than `DOUBTED_FROM` units are treated; or as `seen` and
            `jumped`.
    """
    told = event_study(panel)
    if told.treated < DOUBTED_FROM:
        raise CannotIdentify(
            f"Only {told.treated} treated units have outcomes. These intervals rest on "
            "errors clustered by unit, which are far too small below "
            f"{DOUBTED_FROM}. Ask did, whose p-value is of reassignments."
        )
    study = seen(told, at)
    is_few = told.treated < WIDENED_BELOW
    jumping = widened(study, 0) if is_few else study
    if is_few:
        notes = [*notes, WIDENED.format(treated=told.treated)]
    answer: dict[str, object] = {
        "effect": study.effect,
        "se": study.error,
        "effect_is": "mean of all periods since the start"
        if at is None
        else f"{at} periods since the start",
        "relative_magnitude": [_interval(jumped(jumping, bound)) for bound in jumps],
        "relative_magnitude_breaks_at": breaks_at(
            lambda bound: holds_none(jumping, bound), 1.0
        ),
    }
    return answer | _smooth(study, bends, notes, is_few=is_few)


def _smooth(
    study: Seen, bends: tuple[float, ...], notes: Sequence[str], *, is_few: bool
) -> dict[str, object]:
    chosen = bends or tuple(share * study.error for share in BENDS_IN_ERRORS)
    try:
        # A bend is told by every coefficient before the start but the straight drift.
        study = widened(study, len(study.before) - 1) if is_few else study
        made = [_interval(bent(study, bound)) for bound in chosen]
    except CannotIdentify as why:
        told = [*notes, str(why)]
        return {"smoothness": None, "smoothness_breaks_at": None, "notes": told}
    broken = breaks_at(lambda bound: bent(study, bound).holds_zero, study.error)
    return {"smoothness": made, "smoothness_breaks_at": broken, "notes": [*notes]}


def _interval(made: Robust) -> dict[str, float]:
    return {"bound": made.bound, "low": made.low, "high": made.high}


def what_could_be_seen(panel: Panel, *, draws: int, seed: int) -> dict[str, object]:
    """The smallest effect the design can tell, before and after outcomes are opened."""
    answer: dict[str, object] = {
        "power_is": "seen in 80 of 100 samples at 5 %, two-sided",
        "after": _power(power(panel, draws=draws, seed=seed)),
    }
    try:
        before = _power(power_before(panel, draws=draws, seed=seed))
    except CannotIdentify as why:
        return answer | {"before": None, "notes": [str(why)]}
    return answer | {"before": before, "notes": []}


def _power(told: Power) -> dict[str, object]:
    return {
        "periods": told.periods,
        "periods_since": told.since,
        "placebo_laws": told.laws,
        "placebo_effects_sd": told.spread,
        "critical_effect": told.critical,
        "smallest_effect": told.by_laws,
        "smallest_effect_by_formula": told.by_formula,
    }
