"""Effects that grow with time: where two-way fixed effects go wrong, others do not."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.added_up import added_up
from kinfold_evaluation.decomposition import decomposed
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.imputation import imputed
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.stacked import stacked
from kinfold_evaluation.staggered import staggered
from kinfold_evaluation.sun_abraham import sun_abraham


def growing():
    """Twelve units over ten periods without noise: 1, 2, 3 ... from the start on."""
    starts = np.repeat([3.0, 7.0, 0.0], [6, 4, 2])
    times = np.arange(1.0, 11)
    since = times - starts[:, None] + 1
    effect = np.where((starts[:, None] > 0) & (since > 0), since, 0.0)
    outcome = np.arange(12.0)[:, None] ** 2 + np.sin(times) + effect
    names = tuple(f"u{unit:02}" for unit in range(12))
    return Panel(names, tuple(times), outcome, starts), effect


def test_designs_for_starts_that_differ_find_the_true_mean_and_two_way_effects_do_not():
    panel, effect = growing()
    true = effect[effect > 0].mean()
    assert sun_abraham(panel).since[0] == pytest.approx(true)
    assert imputed(panel).overall.effect == pytest.approx(true)
    assert added_up(staggered(panel), "simple").overall.effect == pytest.approx(true)
    assert fit(panel).effect < 0.75 * true


def test_each_distance_has_its_own_true_effect():
    panel, _ = growing()
    told, filled, piled = sun_abraham(panel), imputed(panel), stacked(panel)
    for away in range(-6, 8):
        expected = max(away + 1, 0)
        if away != -1:
            mean, _ = told.average(told.distances == away)
            assert mean == pytest.approx(expected, abs=1e-9)
            at = piled.distances.index(away)
            assert piled.by_distance.effects[at] == pytest.approx(expected, abs=1e-9)
        if away >= 0:
            assert filled.by_distance[away].effect == pytest.approx(expected)


def test_the_decomposition_shows_which_comparison_is_to_blame():
    panel, _ = growing()
    told = decomposed(panel)
    assert told.of_kind("later with earlier")[1] < 0
    for kind in ("with the never treated", "earlier with later"):
        assert told.of_kind(kind)[1] > 0
