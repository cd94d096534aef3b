"""Goodman-Bacon's decomposition: it adds up, and it is Stata's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.decomposition import KINDS, decomposed
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import panel_of
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import castle, counties, made

MANY = {0: 1.0, 1: 1.0, 2: 3.0, 3: 4.0, 4: 4.0, 5: 6.0, 6: 9.0}


@pytest.mark.parametrize(
    "panel",
    [
        castle(),
        counties(),
        made(11, 7, MANY, effect=2),
        made(5, 6, {0: 1.0, 1: 3.0, 2: 3.0, 3: 4.0, 4: 6.0}),
    ],
    ids=["castle", "counties", "always and never", "nobody never"],
)
def test_comparisons_add_up_to_the_two_way_fixed_effect(panel):
    told = decomposed(panel)
    assert told.effect == pytest.approx(fit(panel).effect, abs=1e-10)
    assert sum(one.weight for one in told.comparisons) == pytest.approx(1, abs=1e-12)
    assert all(one.weight > 0 for one in told.comparisons)


def test_it_is_what_stata_prints_of_three_units_with_effects_of_two_and_four():
    """bacondecomp on the example of asjadnaqvi.github.io/DiD (Bacon decomposition)."""
    times = [float(time) for time in range(1, 11)]
    outcome = (
        [0.0] * 10 + [2.0 * (t >= 5) for t in times] + [4.0 * (t >= 8) for t in times]
    )
    units = [one for one in ("a", "b", "c") for _ in times]
    told = decomposed(panel_of(units, times * 3, outcome, {"b": 5.0, "c": 8.0}))
    assert told.effect == pytest.approx(2.909, abs=5e-4)
    weight, effect = told.of_kind("earlier with later")
    assert (weight, effect) == pytest.approx((0.182, 2.0), abs=5e-4)
    weight, effect = told.of_kind("later with earlier")
    assert (weight, effect) == pytest.approx((0.136, 4.0), abs=5e-4)
    weight, effect = told.of_kind("with the never treated")
    assert (weight, effect) == pytest.approx((0.682, 2.933), abs=5e-4)
    assert told.of_kind("with the always treated") == (0.0, None)


def test_each_comparison_is_the_fixed_effect_of_its_two_groups_in_its_periods():
    panel = made(11, 7, MANY, effect=2)
    start = {0.0: np.inf, 9.0: np.inf}
    for one in decomposed(panel).comparisons:
        own = [start.get(float(s), s) for s in panel.starts]
        beside = start.get(one.beside, one.beside)
        used = panel.of_units(np.isin(own, [one.treated, beside]))
        since = beside if one.kind == "later with earlier" else 1.0
        until = beside if one.kind == "earlier with later" else 8.0
        part = used.of_periods(int(since) - 1, int(min(until, 8)) - 1)
        assert one.effect == pytest.approx(fit(part).effect)
    assert {one.kind for one in decomposed(panel).comparisons} == set(KINDS)


@pytest.mark.parametrize(
    "panel",
    [
        made(8, 5, {0: 3.0}, missing=0.2),
        made(8, 5, {0: 3.0}, covariates=1),
        replace(made(8, 5, {0: 3.0}), weights=np.ones((8, 5))),
    ],
    ids=["gaps", "covariates", "weights"],
)
def test_where_it_does_not_hold_it_is_refused(panel):
    with pytest.raises(CannotIdentify, match="without gaps, covariates or weights"):
        decomposed(panel)


@pytest.mark.parametrize("starts", [{}, {0: 1.0}, dict.fromkeys(range(5), 3.0)])
def test_what_cannot_be_told_is_said(starts):
    with pytest.raises(CannotIdentify, match="Nothing can be compared"):
        decomposed(made(5, 4, starts))
