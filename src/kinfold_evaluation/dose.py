"""Does more of it do more? The outcome along a dose: fidelity, or time since the start.

A line, and a curve that may bend (Harrell's restricted cubic spline: straight beyond
its outer knots), beside fixed effects of units and periods. It shows how they go
together within units. It is no experiment, and the answer says so each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from kinfold_evaluation.bootstrap import TIE
from kinfold_evaluation.clusters import StandardError, standard_error
from kinfold_evaluation.coefficients import Coefficients, coefficients
from kinfold_evaluation.fixed_effects import (
    ROUNDING,
    TOLERANCE,
    Within,
    insist_on_change,
    within,
)
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify

QUANTILES = {
    3: (0.10, 0.50, 0.90),
    4: (0.05, 0.35, 0.65, 0.95),
    5: (0.05, 0.275, 0.50, 0.725, 0.95),
}
"""Where knots are put among the doses above 0 (Harrell 2015, table 2.3)."""

CHUNK = 128


@dataclass(frozen=True, slots=True)
class Contrast:
    """The outcome at a dose less that at dose 0, in units of the outcome."""

    dose: float
    line: StandardError
    curve: StandardError | None
    of_line: float
    of_curve: float | None


@dataclass(frozen=True, slots=True)
class DoseResponse:
    """How outcome and dose go together within units.

    Attributes:
        slope: of the line, in units of the outcome for 1 of the dose.
        error: of the slope, CR1 clustered by unit.
        p_dealt: the share of dealings of whole dose paths among units whose slope is
            as far from 0; None where a dose is missing, so that none can be dealt out.
        draw_count: dealings, the actual one among them.
        knots: of the curve; none where doses take too few values to bend.
        bends: F of all that is not the line, its degrees of freedom, and its p-value;
            None where too few units tell of it.
        contrasts: at the quartiles and the largest of the doses above 0.
    """

    slope: float
    error: StandardError
    p_dealt: float | None
    draw_count: int
    knots: tuple[float, ...]
    bends: tuple[float, int, float] | None
    contrasts: tuple[Contrast, ...]


def time_since_start(panel: Panel) -> Floats:
    """N x T: 1 in the first treated period, 2 in the next; 0 where untreated."""
    return np.asarray(np.cumsum(panel.treatment, axis=1))


def spline(doses: Floats, knots: Sequence[float]) -> Floats:
    """The columns of a restricted cubic spline beyond the dose itself.

    Args:
        doses: any shape.
        knots: J of them, ascending.

    Returns:
        The doses' shape x (J - 2), in units of the dose.
    """
    given = np.asarray(knots, dtype=float)
    last, before, scale = given[-1], given[-2], (given[-1] - given[0]) ** 2

    def cubed(knot: float) -> Floats:
        return np.asarray(np.maximum(doses - knot, 0.0) ** 3)

    columns = [
        cubed(knot)
        - cubed(before) * (last - knot) / (last - before)
        + cubed(last) * (before - knot) / (last - before)
        for knot in given[:-2]
    ]
    return np.stack(columns, axis=-1) / scale


def dose_response(
    panel: Panel, doses: Floats, *, knots: int = 3, draws: int = 999, seed: int = 0
) -> DoseResponse:
    """The line and the curve of the outcome along the dose.

    Args:
        doses: N x T, 0 where there is none of it; a cell whose dose is missing is left
            out.
        knots: 3, 4 or 5.

    Raises:
        CannotIdentify: the dose never changes within a unit otherwise than in all, is
            below 0, or no cell has one.
    """
    used, doses = _with(panel, doses)
    kept = within(used)
    insist_on_change(used, kept)
    outcome = kept.rest_of(np.nan_to_num(used.outcome))
    filled = np.where(kept.seen, doses, 0.0)
    rest = kept.rest_of(filled)
    if (rest**2).sum() <= _least(kept, filled):
        raise CannotIdentify(
            "The dose changes in all units alike, or never: what it does cannot be "
            "told from what the period did to all. Add units that had less of it."
        )
    cluster = np.nonzero(kept.seen)[0]

    def told(columns: Floats) -> Coefficients:
        rests = kept.rest_of(columns)[kept.seen]
        return coefficients(rests, outcome[kept.seen], cluster)

    line = told(filled[:, :, None])
    places = _knots(filled[kept.seen], knots)
    curve = told(_columns(filled, places)) if places else None
    slope = float(line.effects[0])
    p_dealt = None
    if np.isfinite(doses).all():
        # Not `filled`: a dose is what it is where the outcome is missing, too.
        p_dealt = _dealt(used, doses, slope, draws, seed)
    positive = filled[kept.seen & (filled > 0)]
    wanted = dict.fromkeys(map(float, np.quantile(positive, (0.25, 0.5, 0.75, 1))))
    return DoseResponse(
        slope,
        _error(line, np.ones(1)),
        p_dealt,
        0 if p_dealt is None else draws + 1,
        places,
        None if curve is None else _bends(curve),
        tuple(_contrast(dose, line, curve, places) for dose in wanted),
    )


def _with(panel: Panel, doses: Floats) -> tuple[Panel, Floats]:
    """The cells that have a dose, and the doses; without units left with no outcome."""
    known = np.isfinite(doses)
    if not (panel.seen & known & (doses > 0)).any():
        raise CannotIdentify("No cell with an outcome has a dose above 0.")
    if (doses[known] < 0).any():
        raise CannotIdentify("A dose is below 0. It is 0 where there is none of it.")
    used = replace(panel, outcome=np.where(known, panel.outcome, np.nan))
    has_figures = np.asarray(used.seen.any(axis=1))
    return used.of_units(has_figures), doses[has_figures]


def _knots(doses: Floats, count: int) -> tuple[float, ...]:
    """Among the doses above 0; none where two of them would be the same."""
    if count not in QUANTILES:
        raise CannotIdentify("--knots is 3, 4 or 5.")
    places = np.quantile(doses[doses > 0], QUANTILES[count])
    if (np.diff(places) <= 0).any():
        return ()
    return tuple(float(place) for place in places)


def _columns(doses: Floats, knots: Sequence[float]) -> Floats:
    return np.concatenate([doses[..., None], spline(doses, knots)], axis=-1)


def _error(told: Coefficients, weights: Floats) -> StandardError:
    value = float(weights @ told.effects)
    error = float(np.sqrt(weights @ told.covariance @ weights))
    return standard_error("CR1", value, error, told.clusters - 1)


def _bends(curve: Coefficients) -> tuple[float, int, float] | None:
    values, block = curve.effects[1:], curve.covariance[1:, 1:]
    count = len(values)
    if np.linalg.cond(block) > 1 / TOLERANCE:
        return None
    statistic = float(values @ np.linalg.solve(block, values)) / count
    return statistic, count, float(stats.f.sf(statistic, count, curve.clusters - 1))


def _contrast(
    dose: float, line: Coefficients, curve: Coefficients | None, knots: Sequence[float]
) -> Contrast:
    by_line = np.array([dose])
    of_line = float(by_line @ line.effects)
    if curve is None:
        return Contrast(dose, _error(line, by_line), None, of_line, None)
    by_curve = _columns(np.array(dose), knots) - _columns(np.array(0.0), knots)
    of_curve = float(by_curve @ curve.effects)
    return Contrast(
        dose, _error(line, by_line), _error(curve, by_curve), of_line, of_curve
    )


def _least(kept: Within, doses: Floats) -> Floats:
    """The sum of squares below which what is left of doses is nothing but rounding.

    By their own size, for a dose has any unit. `doses` N x T (x more).
    """
    whole = np.einsum("it,it...->...", kept.seen.astype(float), doses**2)
    centred = (kept.centred(doses) ** 2).sum(axis=(0, 1))
    return np.asarray(TOLERANCE * np.maximum(centred, TOLERANCE * whole))


def _dealt(panel: Panel, doses: Floats, slope: float, draws: int, seed: int) -> float:
    """How unusual the slope is when units' whole dose paths are dealt out anew."""
    kept = within(panel)
    outcome = kept.rest_of(np.nan_to_num(panel.outcome))
    random = np.random.Generator(np.random.Philox(seed))
    as_far = 1
    for start in range(0, draws, CHUNK):
        count = min(CHUNK, draws - start)
        order = np.stack([random.permutation(len(doses)) for _ in range(count)])
        paths = np.moveaxis(doses[order], 0, -1)
        rests = kept.rest_of(paths)
        sizes = np.maximum((rests**2).sum(axis=(0, 1)), _least(kept, paths))
        slopes = np.einsum("it,itb->b", outcome, rests) / sizes
        tied = abs(slope) * (1 - TIE) - ROUNDING * panel.largest / np.sqrt(sizes)
        as_far += int((np.abs(slopes) >= tied).sum())
    return as_far / (draws + 1)
