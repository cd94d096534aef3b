"""The augmented control: pysyncon's numbers, both of its definitions, and its ends."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.augmented import (
    augmented_control,
    augmented_without_each,
    errors_left_out,
    ridges_for,
)
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.simplex import closest
from kinfold_evaluation.synthetic import synthetic_control, whole_series
from tests.evaluation.panels import california, made
from tests.evaluation.test_command import SMOKING, asked, small

NEAR = 1e-4
"""pysyncon's mix is found by SLSQP, and differs from the exact one by so much."""


@pytest.mark.parametrize(
    ("ridge", "effect", "in_2000", "distance"),
    [
        (1e2, -14.34338400094491, -21.455690499224296, 1.6189195077243843),
        (1e3, -16.755860300167445, -24.18063665041464, 4.076855786145728),
        (1e4, -18.271029847056223, -25.510709214165587, 5.735689153195819),
    ],
)
def test_california_s_is_pysyncon_s_for_the_same_ridge(
    ridge, effect, in_2000, distance
):
    """pysyncon 1.7.0, AugSynth of the outcome's own past alone."""
    told = augmented_control(california(), "California", ridge=ridge).placed.of_treated
    assert told.effect == pytest.approx(effect, abs=NEAR)
    assert told.gaps[-1] == pytest.approx(in_2000, abs=NEAR)
    assert told.fit * np.sqrt(told.before) == pytest.approx(distance, abs=NEAR)
    assert told.weights.sum() == pytest.approx(1)


def test_the_ridge_that_is_chosen_is_pysyncon_s():
    told = augmented_control(california(), "California")
    assert told.ridge == pytest.approx(429.837582813449)
    assert told.placed.of_treated.effect == pytest.approx(-15.95260035373367, abs=NEAR)
    assert told.plain.effect == pytest.approx(-19.5136, abs=5e-5)
    assert (told.placed.rank, len(told.placed.placebos)) == (2, 38)
    for placebo in told.placed.placebos:
        assert "California" not in placebo.donors


def test_errors_left_out_are_pysyncon_s():
    """Its folds go without the last period, and its grid begins one step stronger."""
    outcome, before, _ = whole_series(california(), "California")
    columns, target = outcome[1:, :before], outcome[0, :before]
    ridges = ridges_for(columns)
    start = np.full(len(columns), 1 / len(columns))
    means = errors_left_out(columns, target, start, ridges)[:-1].mean(axis=0)
    assert ridges[:3] == pytest.approx([6.81246659e05, 2.71209180e05, 1.07970319e05])
    assert means[[0, 1, 2, 8, 19]] == pytest.approx(
        [4.89577462, 4.86034022, 4.79186202, 3.98583159, 2.62755633], abs=NEAR
    )


def test_an_error_left_out_is_that_of_a_mix_which_never_saw_the_period():
    panel = made(8, 9, {0: 7.0})
    outcome, before, _ = whole_series(panel, "u000")
    columns, target = outcome[1:, :before], outcome[0, :before]
    mean = columns.mean(axis=0)
    errors = errors_left_out(columns, target, np.eye(7)[0], np.array([0.3, 2.0]))
    for at in range(before):
        kept = np.arange(before) != at
        x, x_own = (columns - mean)[:, kept], (target - mean)[kept]
        mix = closest(x @ x.T, x @ x_own).values
        for column, ridge in enumerate((0.3, 2.0)):
            inverse = np.linalg.inv(x.T @ x + ridge * np.eye(before - 1))
            weights = mix + x @ inverse @ (x_own - x.T @ mix)
            error = (target[at] - weights @ columns[:, at]) ** 2
            assert errors[at, column] == pytest.approx(error)


def test_it_is_the_plain_effect_less_what_a_ridge_says_of_the_gap_before():
    """The authors' other definition: the outcome model's bias is taken off."""
    panel = made(9, 10, {0: 7.0}, effect=2)
    ridge = 1.7
    told = augmented_control(panel, "u000", ridge=ridge)
    outcome, before, _ = whole_series(panel, "u000")
    donors = outcome[1:] - outcome[1:].mean(axis=0)
    own = outcome[0] - outcome[1:].mean(axis=0)
    past = donors[:, :before]
    products = past.T @ past + ridge * np.eye(before)
    slopes = np.linalg.solve(products, past.T @ donors[:, before:])
    bias = (own[:before] - told.plain.weights @ past) @ slopes
    assert told.placed.of_treated.gaps[before:] == pytest.approx(
        told.plain.gaps[before:] - bias
    )


def test_a_strong_ridge_is_the_plain_mix_and_a_weak_one_fits_without_a_gap():
    panel = made(12, 8, {0: 6.0})
    plain = synthetic_control(panel, "u000").of_treated
    strong = augmented_control(panel, "u000", ridge=1e12).placed.of_treated
    assert strong.gaps == pytest.approx(plain.gaps)
    weak = augmented_control(panel, "u000", ridge=1e-9).placed.of_treated
    assert weak.fit < 1e-6 < plain.fit
    assert weak.weights.min() < 0


def test_leaving_out_a_donor_reckons_anew_with_the_same_ridge():
    panel = made(6, 9, {0: 6.0})
    left = dict(augmented_without_each(panel, "u000", ridge=2.0))
    plain = augmented_control(panel, "u000", ridge=2.0).plain
    carrying = {d for d, w in zip(plain.donors, plain.weights, strict=True) if w > 0}
    assert set(left) == carrying
    for name, effect in left.items():
        without = panel.of_units(np.array([unit != name for unit in panel.units]))
        again = augmented_control(without, "u000", ridge=2.0).placed.of_treated
        assert effect == pytest.approx(again.effect)


def test_one_donor_has_no_placebo_and_cannot_be_left_out():
    panel = made(2, 6, {0: 5.0})
    assert augmented_control(panel, "u000", ridge=1.0).placed.p_value == 1.0
    assert augmented_without_each(panel, "u000", ridge=1.0) == ()


def alike(panel: Panel) -> Panel:
    panel.outcome[1:, :4] = 1.0
    return panel


@pytest.mark.parametrize(
    ("panel", "ridge", "said"),
    [
        (made(5, 5, {0: 3.0}), None, "u000 has 2 periods before its start"),
        (made(5, 6, {0: 5.0}), 0.0, "--ridge is a number above 0"),
        (alike(made(5, 6, {0: 5.0})), None, "donors are all alike before"),
    ],
)
def test_what_cannot_be_told_is_said(panel, ridge, said):
    with pytest.raises(CannotIdentify, match=said):
        augmented_control(panel, "u000", ridge=ridge)


def test_from_the_command_line():
    code, answer = asked("--method", "augsynth", *SMOKING)
    assert code == 0
    assert answer["method"] == "augmented-control"
    assert answer["att"] == pytest.approx(-15.9526, abs=1e-3)
    assert answer["plain"]["att"] == pytest.approx(-19.5136, abs=5e-5)
    assert answer["weight_below_0"] > 0
    assert sum(answer["weights"].values()) == pytest.approx(1)
    assert "Utah" in answer["leave_one_out"]
    assert "one standard error" in answer["ridge_is"]


def test_each_of_several_treated_units_has_its_own(tmp_path):
    words = small(tmp_path, lambda u, t: (u * 7 + t * t) % 5, 3)
    _, answer = asked("--method", "asc", *words, "--ridge", "5")
    assert len(answer["units"]) == 3
    effects = [one["att"] for one in answer["units"]]
    assert answer["att"] == pytest.approx(sum(effects) / 3)
    assert {one["ridge_is"] for one in answer["units"]} == {"as given"}
