"""Cells without an outcome filled in several times, and the answers combined.

Multiple imputation by chained equations (van Buuren 2007) and Rubin's (1987) rules with
the degrees of freedom of Barnard and Rubin (1999). It holds where a cell lacks its
figure by chance, given what is known of the unit. Small figures are withheld because
they are small: then no filling in is right, and none is left out either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.clusters import StandardError, corrected, standard_error
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify

ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Combined:
    """Several answers to one question made one.

    Attributes:
        value: their mean.
        error: with what differs between them, read by Barnard and Rubin's freedom.
        lacking: the share of the variance that comes of what is missing.
    """

    value: float
    error: StandardError
    lacking: float


def combined(
    values: Sequence[float], errors: Sequence[float], freedom: float
) -> Combined:
    """Rubin's rules.

    Args:
        errors: one for each value.
        freedom: degrees of freedom there would be if nothing were missing.
    """
    count = len(values)
    if count < 2:
        raise CannotIdentify("Fill in at least twice, or nothing is told of the doubt.")
    value = float(np.mean(values))
    within = float(np.mean(np.square(errors)))
    between = (1 + 1 / count) * float(np.var(values, ddof=1))
    total = within + between
    lacking = between / total if total else 0.0
    observed = (freedom + 1) / (freedom + 3) * freedom * (1 - lacking)
    if lacking:
        drawn = (count - 1) / lacking**2
        observed = drawn * observed / (drawn + observed)
    error = standard_error("Rubin", value, float(np.sqrt(total)), observed)
    return Combined(value, error, lacking)


def filled_in(panel: Panel, count: int, seed: int) -> tuple[Panel, ...]:
    """The panel with its gaps filled in by chance, so many times over.

    A period's gaps are drawn from a regression, over units, on the unit's mean, the
    periods beside, and the treatment, its own doubt drawn too.

    Raises:
        CannotIdentify: covariates, or a unit without any outcome, or a period with too
            few.
    """
    if panel.covariates or panel.weights is not None:
        raise CannotIdentify("Filling in takes neither covariates nor weights.")
    counts = panel.seen.sum(axis=1)
    empty = [u for u, has in zip(panel.units, counts, strict=True) if not has]
    if empty:
        raise CannotIdentify(f"{empty[0]} has no outcome at all: leave it out.")
    random = np.random.Generator(np.random.Philox(seed))
    return tuple(replace(panel, outcome=_filled(panel, random)) for _ in range(count))


def _filled(panel: Panel, random: np.random.Generator) -> Floats:
    seen = panel.seen
    means = np.nanmean(panel.outcome, axis=1, keepdims=True)
    outcome = np.where(seen, panel.outcome, means)
    gaps = np.flatnonzero(~seen.all(axis=0))
    for _ in range(ROUNDS):
        for at in gaps:
            columns = _beside(outcome, panel.treatment, int(at))
            mine = seen[:, at]
            outcome[~mine, at] = _drawn(
                columns[mine],
                outcome[mine, at],
                columns[~mine],
                random,
                f"{panel.times[at]:g}",
            )
    return outcome


def _beside(outcome: Floats, treatment: Floats, at: int) -> Floats:
    """N x K: what a unit's outcome in a period is told from."""
    others = np.delete(outcome, at, axis=1)
    beside = [one for one in (at - 1, at + 1) if 0 <= one < outcome.shape[1]]
    columns = [np.ones(len(outcome)), others.mean(axis=1), *outcome[:, beside].T]
    if np.ptp(treatment[:, at]) > 0:
        columns.append(treatment[:, at])
    return np.column_stack(columns)


def _drawn(
    columns: Floats,
    outcome: Floats,
    wanted: Floats,
    random: np.random.Generator,
    period: str,
) -> Floats:
    """New outcomes, with the doubt of the line and of each one around it."""
    freedom = len(outcome) - columns.shape[1]
    if freedom < 2:
        raise CannotIdentify(
            f"Too few units have an outcome in {period} to fill the others in. Leave "
            "the period out."
        )
    inverse = np.linalg.pinv(columns.T @ columns, hermitian=True)
    slopes = inverse @ columns.T @ outcome
    left = outcome - columns @ slopes
    spread = np.sqrt(float(left @ left) / random.chisquare(freedom))
    sizes, directions = np.linalg.eigh(inverse)
    root = directions * np.sqrt(np.maximum(sizes, 0.0))
    slopes = slopes + spread * root @ random.normal(size=len(slopes))
    return np.asarray(wanted @ slopes + spread * random.normal(size=len(wanted)))


def difference_filled_in(panel: Panel, count: int, seed: int) -> dict[str, object]:
    """Two-way fixed effects on each filled-in panel, combined, beside leaving out."""
    if panel.is_balanced:
        raise CannotIdentify("No cell lacks its outcome: nothing is to be filled in.")
    fits = [fit(one) for one in filled_in(panel, count, seed)]
    errors = [corrected(one) for one in fits]
    freedom = float(np.mean([error.freedom for error in errors]))
    told = combined(
        [one.effect for one in fits], [error.value for error in errors], freedom
    )
    return {
        "att": told.value,
        "se": told.error.value,
        "df": told.error.freedom,
        "p_value": told.error.p_value,
        "p_value_is": "Rubin's rules on CR2 errors, Barnard and Rubin's freedom",
        "ci": list(told.error.interval),
        "share_of_doubt_from_gaps": told.lacking,
        "fill_ins": count,
        "att_with_gaps_left_out": fit(panel).effect,
        "notes": [
            "Filling in holds where a figure is lacking by chance, given the unit's "
            "other periods. Figures withheld because they are small are not."
        ],
    }
