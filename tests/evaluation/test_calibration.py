"""How often true nulls are rejected: placebo laws among untreated authorities.

The design's table (evaluation.md 6.4) in small: ten of 143 authorities that were never
treated are said to have been, a thousand times over.
"""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.clusters import clustered
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.randomisation import randomised
from tests.evaluation.panels import bench

LAWS = 1_000
LEVEL = 0.05


def laws(count, seed):
    panel = bench()
    panel = panel.of_units(~panel.ever_treated)
    random = np.random.Generator(np.random.Philox(seed))
    for _ in range(LAWS):
        starts = np.zeros(len(panel.units))
        starts[random.choice(len(panel.units), count, replace=False)] = 41.0
        yield Panel(panel.units, panel.times, panel.outcome, starts)


@pytest.mark.slow
def test_five_in_a_hundred_true_nulls_are_rejected_and_clustered_errors_reject_more():
    by_effect = by_statistic = by_bootstrap = by_error = 0
    for law in laws(10, seed=11):
        dealt = randomised(law, draws=199, seed=3)
        by_effect += dealt.p_effect <= LEVEL
        by_statistic += dealt.p_statistic <= LEVEL
        fitted = fit(law)
        by_bootstrap += wild_bootstrap(fitted, draws=399, seed=3).p_value <= LEVEL
        by_error += clustered(fitted)["CR1"].p_value <= LEVEL
    assert 0.035 <= by_effect / LAWS <= 0.065
    assert 0.035 <= by_statistic / LAWS <= 0.065
    assert 0.03 <= by_bootstrap / LAWS <= 0.075
    assert by_error / LAWS > 0.065
