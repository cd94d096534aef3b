"""The event study against the model written out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from kinfold_evaluation.event_study import event_study
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import bench, dummies, made


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_coefficients_and_errors_are_those_with_every_dummy_written_out(missing):
    panel = made(14, 6, dict.fromkeys(range(6), 4.0), effect=2, missing=missing, seed=9)
    told = event_study(panel)
    columns, outcome, unit = dummies(panel)
    seen = panel.seen
    time = np.broadcast_to(np.arange(6)[None, :], seen.shape)[seen]
    mine = panel.ever_treated[unit]
    events = [(mine & (time == at)).astype(float) for at in (0, 1, 3, 4, 5)]
    columns = np.column_stack([columns[:, :-1], *events])
    inverse = np.linalg.pinv(columns)
    slopes = inverse @ outcome
    np.testing.assert_allclose(told.effects, slopes[-5:], rtol=1e-9)
    residual = outcome - columns @ slopes
    scores = np.array(
        [inverse[-5:, unit == one] @ residual[unit == one] for one in range(14)]
    )
    np.testing.assert_allclose(
        told.covariance, scores.T @ scores * 14 / 13, rtol=1e-8, atol=1e-12
    )
    assert told.distances == (-3, -2, 0, 1, 2)


def test_what_came_before_is_tested_together():
    told = event_study(made(14, 6, dict.fromkeys(range(6), 4.0), seed=9))
    statistic, count, p_value = told.before
    block, values = told.covariance[:2, :2], told.effects[:2]
    assert statistic == pytest.approx(values @ np.linalg.inv(block) @ values / 2)
    assert p_value == pytest.approx(stats.f.sf(statistic, 2, 13))
    assert count == 2


def test_ten_treated_authorities_cannot_test_39_quarters_together():
    told = event_study(bench())
    assert told.before is None
    assert told.errors.shape == (59,)


def test_a_treated_unit_without_an_outcome_before_is_not_counted():
    panel = made(14, 6, dict.fromkeys(range(5), 4.0))
    assert event_study(panel).treated == 5
    panel.outcome[0, :3] = np.nan
    assert event_study(panel).treated == 4


def test_a_band_for_all_periods_reaches_as_far_as_the_largest_of_them():
    told = event_study(bench())
    one = stats.norm.ppf(0.975)
    bonferroni = stats.norm.ppf(1 - 0.025 / 59)
    assert one < told.reach < bonferroni


def test_periods_that_are_alone_before_have_nothing_to_test():
    assert event_study(made(8, 3, dict.fromkeys(range(4), 2.0))).before is None


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(6, 4, {0: 2, 1: 3}), "units that start together"),
        (made(6, 4, {}), "units that start together"),
        (made(3, 4, dict.fromkeys(range(3), 2.0)), "some that are never treated"),
        (made(6, 4, {0: 1}), "no period before"),
        (made(6, 4, {0: 9}), "or none since"),
    ],
)
def test_what_cannot_be_told_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        event_study(panel)


def test_a_period_without_any_treated_outcome_is_said():
    panel = made(8, 5, {0: 3.0, 1: 3.0})
    panel.outcome[:2, 3] = np.nan
    with pytest.raises(CannotIdentify, match="Leave that period out"):
        event_study(panel)
