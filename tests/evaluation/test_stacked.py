"""Stacked experiments against the stacked rows with every dummy written out."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.stacked import stacked
from tests.evaluation.panels import TWO_STARTS, made, weighed


def rows(panel, cohort, first, last, compare):
    """Of a stack: unit, time, outcome, weight, whether of the cohort."""
    for unit, start in enumerate(panel.starts):
        later = compare == "not-yet-treated" and start > last
        if start in (cohort, 0) or later:
            for at, time in enumerate(panel.times):
                if first <= time <= last and panel.seen[unit, at]:
                    outcome, weight = panel.outcome[unit, at], panel.weighing[unit, at]
                    yield unit, time, outcome, weight, start == cohort


@pytest.mark.parametrize(
    ("panel", "window", "compare"),
    [
        (made(12, 6, TWO_STARTS, effect=2), None, "never-treated"),
        (made(12, 6, TWO_STARTS, effect=2), (1, 1), "not-yet-treated"),
        (
            weighed(made(12, 6, TWO_STARTS, effect=2, missing=0.1, seed=5)),
            (2, 1),
            "never-treated",
        ),
    ],
    ids=["all periods", "not yet treated", "weights and gaps"],
)
def test_effects_and_errors_are_those_of_the_stacked_rows(panel, window, compare):
    told = stacked(panel, window=window, compare=compare)
    stack, unit, time, outcome, weight, away, treated = [], [], [], [], [], [], []
    for cohort in (3.0, 5.0):
        first, last = (
            (1.0, 6.0) if window is None else (cohort - window[0], cohort + window[1])
        )
        for one, when, value, share, mine in rows(panel, cohort, first, last, compare):
            stack.append(cohort)
            unit.append(one)
            time.append(when)
            outcome.append(value)
            weight.append(share)
            away.append(int(when - cohort) if mine else -1)
            treated.append(float(mine and when >= cohort))
    unit, away, root = np.array(unit), np.array(away), np.sqrt(weight)
    effects = [
        np.unique(list(zip(stack, keys, strict=True)), axis=0, return_inverse=True)[1]
        for keys in (unit, time)
    ]
    fixed = np.hstack([np.eye(one.max() + 1)[one.ravel()] for one in effects])
    distances = [at for at in range(-5, 6) if at != -1 and (away == at).any()]
    for ours, columns in (
        (told.overall, [treated]),
        (told.by_distance, [away == at for at in distances]),
    ):
        whole = np.column_stack([fixed, *columns]) * root[:, None]
        inverse = np.linalg.pinv(whole)
        slopes = inverse @ (outcome * root)
        left = outcome * root - whole @ slopes
        count = len(columns)
        scores = np.array(
            [
                inverse[-count:, unit == one] @ left[unit == one]
                for one in np.unique(unit)
            ]
        )
        np.testing.assert_allclose(ours.effects, slopes[-count:], rtol=1e-7)
        clusters = len(scores)
        np.testing.assert_allclose(
            ours.covariance,
            scores.T @ scores * clusters / (clusters - 1),
            rtol=1e-6,
            atol=1e-10,
        )
    assert told.distances == tuple(distances)
    assert told.cohorts == (3.0, 5.0)


def test_with_one_start_it_is_the_two_way_fixed_effect():
    panel = made(12, 6, dict.fromkeys(range(4), 4.0), effect=1, covariates=1)
    assert stacked(panel).overall.effects[0] == pytest.approx(fit(panel).effect)


def test_those_who_start_after_the_last_period_are_untreated_here():
    late = stacked(made(10, 5, {0: 3.0, 1: 3.0, 2: 8.0}))
    never = stacked(made(10, 5, {0: 3.0, 1: 3.0}))
    assert late.cohorts == (3.0,)
    assert late.overall.effects == never.overall.effects


def test_a_cohort_whose_window_goes_beyond_the_panel_is_left_out_and_said():
    told = stacked(made(12, 6, TWO_STARTS), window=(3, 1))
    assert told.cohorts == (5.0,)
    assert "Those of 3 have fewer periods before" in told.not_told[0]


def test_a_cohort_with_nobody_beside_is_left_out_and_said():
    starts = {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 8), 5.0)}
    told = stacked(made(8, 6, starts), window=(1, 1), compare="not-yet-treated")
    assert told.cohorts == (3.0,)
    assert "Nobody is left untreated until 6" in told.not_told[0]


@pytest.mark.parametrize(
    ("panel", "window", "said"),
    [
        (made(5, 4, {}), None, "Nobody is treated in a period"),
        (made(5, 4, {0: 1.0}), None, "fewer periods before"),
        (made(5, 4, {0: 3.0}), (0, 1), "A window needs a period or more before"),
        (made(5, 4, {0: 3.0}), (3, 1), "fewer periods before"),
        (made(5, 4, dict.fromkeys(range(5), 3.0)), None, "Nobody is left untreated"),
    ],
)
def test_what_cannot_be_told_is_said(panel, window, said):
    with pytest.raises(CannotIdentify, match=said):
        stacked(panel, window=window)
