"""Several outcomes judged together: one chance find among many is no find.

Holm (1979) needs the p-values alone. Romano and Wolf (2005, 2016) step down through
the outcomes by the same reassignments for all of them, so that outcomes which go
together cost less. Both hold the chance of any false find at the level chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kinfold_evaluation.bootstrap import TIE
from kinfold_evaluation.fixed_effects import insist_on_change, within
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.randomisation import dealt_together
from kinfold_evaluation.refusal import CannotIdentify


def holm(p_values: Sequence[float]) -> Floats:
    """K p-values, each as it stands when all K are looked at.

    The smallest times K, the next times K - 1, and so on, none below the one before
    it; whatever ties the tests to one another.
    """
    given = np.asarray(p_values, dtype=float)
    order = np.argsort(given, kind="stable")
    raised = given[order] * np.arange(len(given), 0, -1)
    adjusted = np.empty(len(given))
    adjusted[order] = np.minimum(np.maximum.accumulate(raised), 1.0)
    return adjusted


def stepped_down(
    actual: Floats, drawn: Floats, rounding: Floats | float = 0.0
) -> Floats:
    """K p-values by Romano and Wolf's (2016) steps.

    Args:
        actual: K statistics, none below 0, on one scale.
        drawn: K x B, the same of each draw, the actual one among them.
        rounding: K, what is this close is the same.
    """
    order = np.argsort(-actual, kind="stable")
    # The largest statistic among this outcome and all that come after it.
    largest = np.maximum.accumulate(drawn[order][::-1], axis=0)[::-1]
    tied = (actual * (1 - TIE) - rounding)[order, None]
    as_far = (largest >= tied).mean(axis=1)
    adjusted = np.empty(len(actual))
    adjusted[order] = np.maximum.accumulate(as_far)
    return adjusted


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of several outcomes.

    Attributes:
        effect: in its own units.
        p_value: by randomisation, of this outcome alone.
        p_holm, p_stepped: with all the others looked at as well.
        p_stepped_by_error: the same of the effect over its clustered error, among the
            outcomes that have one; None when one treated unit, or an outcome without
            chance, leaves no error.
    """

    name: str
    effect: float
    p_value: float
    p_holm: float
    p_stepped: float
    p_stepped_by_error: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """All outcomes, by the same assignments.

    Attributes:
        draw_count: how many, the actual one among them.
        is_full: every possible one was gone through once.
    """

    outcomes: tuple[Outcome, ...]
    draw_count: int
    is_full: bool


def judged_together(
    panels: Mapping[str, Panel], *, draws: int = 9_999, seed: int = 0
) -> Judged:
    """Two-way fixed effects of each outcome under the same reassignments.

    Args:
        panels: by the outcome's name, all of the same units and starts.

    Raises:
        CannotIdentify: one outcome only, an outcome that never changes, or starts that
            cannot be dealt out differently.
    """
    if len(panels) < 2:
        raise CannotIdentify(
            "One outcome has nothing to be judged together with. Name several: "
            "--outcome rate,plans."
        )
    for name, panel in panels.items():
        try:
            insist_on_change(panel, within(panel))
        except CannotIdentify as why:
            raise CannotIdentify(f"{name}: {why}") from None
    dealt = dealt_together(tuple(panels.values()), draws=draws, seed=seed)
    # An effect on its own scale would let the outcome with the largest units decide.
    spread = np.abs(dealt.drawn_effects).std(axis=1)
    spread = np.where(spread > dealt.rounding, spread, 1.0)
    drawn = np.abs(dealt.drawn_effects) / spread[:, None]
    actual, rounding = drawn[:, 0], dealt.rounding / spread
    alone = (drawn >= (actual * (1 - TIE) - rounding)[:, None]).mean(axis=1)
    holms = holm([float(one) for one in alone])
    stepped = stepped_down(actual, drawn, rounding)
    by_error = np.full(len(panels), np.nan)
    statistics = dealt.drawn_statistics[dealt.has_error]
    by_error[dealt.has_error] = stepped_down(statistics[:, 0], statistics)
    outcomes = tuple(
        Outcome(
            name,
            float(dealt.effects[at]),
            float(alone[at]),
            float(holms[at]),
            float(stepped[at]),
            float(by_error[at]) if dealt.has_error[at] else None,
        )
        for at, name in enumerate(panels)
    )
    return Judged(outcomes, dealt.drawn_effects.shape[1], dealt.is_full)


def told_of_outcomes(
    panels: Mapping[str, Panel], *, draws: int, seed: int
) -> dict[str, object]:
    """The same as plain values for the command line."""
    told = judged_together(panels, draws=draws, seed=seed)
    return {
        "outcomes": [
            {
                "outcome": one.name,
                "att": one.effect,
                "p_value": one.p_value,
                "p_holm": one.p_holm,
                "p_romano_wolf": one.p_stepped,
                "p_romano_wolf_of_statistic": one.p_stepped_by_error,
            }
            for one in told.outcomes
        ],
        "p_value_is": "randomisation inference on the effect, of each outcome alone",
        "assignments": told.draw_count,
        "all_assignments": told.is_full,
        "notes": [
            "Name here every outcome that was looked at: what was left out for finding "
            "nothing makes the others look surer than they are."
        ],
    }
