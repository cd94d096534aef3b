"""The effects that randomisation inference does not reject, against the test itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.inversion import not_rejected
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import made

PANELS = {
    "together": made(9, 5, dict.fromkeys(range(3), 4.0), effect=2),
    "by turns": made(7, 6, {0: 3.0, 1: 5.0}, effect=-1, seed=4),
    "with gaps": made(9, 6, {0: 4.0, 1: 5.0}, effect=1, missing=0.1, seed=5),
    "with a covariate": made(8, 5, {0: 3.0, 1: 3.0}, covariates=1, seed=6),
}


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
@pytest.mark.parametrize("draws", [9_999, 60])
def test_an_effect_inside_has_a_p_value_above_5_in_100_and_one_outside_has_not(
    panel, draws
):
    low, high = not_rejected(panel, draws=draws, seed=2)
    assert low < fit(panel).effect < high
    step = (high - low) / 1_000
    for effect, is_inside in (
        (low - step, False),
        (low + step, True),
        (high - step, True),
        (high + step, False),
    ):
        without = replace(panel, outcome=panel.outcome - effect * panel.treatment)
        told = randomised(without, draws=draws, seed=2).p_effect
        assert (told > 0.05 + 1e-9) == is_inside, effect


def test_few_ways_to_deal_out_the_starts_give_no_interval():
    with pytest.raises(CannotIdentify, match="With 9 ways .* 20 ways are needed"):
        not_rejected(made(9, 5, {0: 3.0}))


def test_where_the_actual_assignment_is_drawn_again_nothing_far_away_is_rejected():
    """With 19 draws one such is enough: 2 of 20 are as far, whatever the effect."""
    panel = made(7, 5, dict.fromkeys(range(2), 3.0), effect=1)
    away = replace(panel, outcome=panel.outcome + 1_000 * panel.treatment)
    bounded = set()
    for seed in range(6):
        low, high = not_rejected(panel, draws=19, seed=seed)
        is_rejected = randomised(away, draws=19, seed=seed).p_effect <= 0.05
        assert np.isfinite([low, high]).tolist() == [is_rejected, is_rejected]
        bounded.add(is_rejected)
    assert bounded == {True, False}
