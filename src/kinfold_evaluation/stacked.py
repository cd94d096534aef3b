"""Each cohort's own clean experiment, all stacked into one regression.

Cengiz, Dube, Lindner, Zipperer (2019). A stack holds one cohort and units that are not
treated in its whole window; effects of units and periods, and the slopes of covariates,
are a stack's own. One effect is common to all: it weighs stacks by how much each can
tell, which is not by size (Wing, Freedman, Hollingsworth 2024).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.coefficients import Coefficients, coefficients
from kinfold_evaluation.fixed_effects import insist_on_change, insist_on_treated, within
from kinfold_evaluation.panel import NEVER, Booleans, Floats, Panel, Whole
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.staggered import Compare

Window = tuple[int, int]
"""How many periods before the start, and after the period of the start."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """The effect common to all stacks, and that of each distance.

    Attributes:
        overall: the one coefficient of being treated.
        distances: K, periods since the start; -1 is the base, and not among them.
        by_distance: K coefficients.
        cohorts: one for each stack.
        not_told: cohorts without a stack, and why.
    """

    overall: Coefficients
    distances: tuple[int, ...]
    by_distance: Coefficients
    cohorts: tuple[float, ...]
    not_told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Rows of one stack: rests of the treatment, of K distances and of the outcome."""

    treatment: Floats
    distances: Floats
    outcome: Floats
    unit: Whole


def stacked(
    panel: Panel, *, window: Window | None = None, compare: Compare = "never-treated"
) -> Stacked:
    """One effect from a stack for each cohort, errors clustered by the unit itself.

    Args:
        window: of each stack; all periods when not given. A cohort whose window goes
            beyond the panel is left out, so that all stacks tell of all distances.
        compare: not-yet-treated units are beside if they start after the window.

    Raises:
        CannotIdentify: there is no stack, or a window of no period before the start.
    """
    insist_on_treated(panel)
    starts = np.where(panel.starts > panel.times[-1], NEVER, panel.starts)
    panel = replace(panel, starts=starts)
    if window is not None and (window[0] < 1 or window[1] < 0):
        raise CannotIdentify(
            "A window needs a period or more before the start, and none or more after."
        )
    stacks, cohorts, not_told = [], [], []
    every = range(1 - len(panel.times), len(panel.times))
    for cohort in sorted(set(panel.starts) - {NEVER}):
        made = _stack(panel, cohort, window, compare, every)
        if isinstance(made, _Stack):
            stacks.append(made)
            cohorts.append(cohort)
        else:
            not_told.append(made)
    if not stacks:
        raise CannotIdentify(not_told[0])
    treatment = np.concatenate([stack.treatment for stack in stacks])
    columns = np.concatenate([stack.distances for stack in stacks])
    outcome = np.concatenate([stack.outcome for stack in stacks])
    unit = np.concatenate([stack.unit for stack in stacks])
    used = np.abs(columns).max(axis=0) > 0
    return Stacked(
        coefficients(treatment[:, None], outcome, unit),
        tuple(away for away, use in zip(every, used, strict=True) if use),
        coefficients(columns[:, used], outcome, unit),
        tuple(cohorts),
        tuple(not_told),
    )


def _stack(
    panel: Panel,
    cohort: float,
    window: Window | None,
    compare: Compare,
    every: range,
) -> _Stack | str:
    """The stack of a cohort, or why there is none."""
    start = int(np.searchsorted(panel.times, cohort))
    before, after = window or (start, len(panel.times) - 1 - start)
    first, last = start - before, start + after
    if before < 1 or first < 0 or last >= len(panel.times):
        return (
            f"Those of {cohort:g} have fewer periods before or after their start than "
            "are needed."
        )
    mine = panel.starts == cohort
    beside = panel.starts == NEVER
    if compare == "not-yet-treated":
        beside = beside | (panel.starts > panel.times[last])
    if not beside.any():
        return (
            f"Nobody is left untreated until {panel.times[last]:g} to compare those of "
            f"{cohort:g} with."
        )
    part = panel.of_units(mine | beside).of_periods(first, last + 1)
    return _rests(part, np.flatnonzero(mine | beside), start - first, every)


def _rests(part: Panel, unit: Whole, start: int, every: range) -> _Stack:
    held = within(part)
    insist_on_change(part, held)
    treated = part.starts != NEVER
    mine: Booleans = treated & (np.searchsorted(part.times, part.starts) == start)
    seen = held.seen
    places = [at for at in range(len(part.times)) if at != start - 1]
    indicators = mine[:, None, None] * np.eye(len(part.times))[:, places]
    distances = np.zeros((int(seen.sum()), len(every)))
    distances[:, [every.index(at - start) for at in places]] = held.rest_of(indicators)[
        seen
    ]
    # Rests are of weights whose mean is 1 in the stack: back to those of the panel.
    size = float(np.sqrt(part.weighing[seen].mean()))
    return _Stack(
        size * held.rest_of(part.treatment * mine[:, None])[seen],
        size * distances,
        size * held.rest_of(np.nan_to_num(part.outcome))[seen],
        unit[np.nonzero(seen)[0]],
    )
