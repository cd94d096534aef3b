"""Weights: against the castle doctrine in R, rows repeated, and slow definitions."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from kinfold_evaluation.added_up import added_up
from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.clusters import clustered, corrected
from kinfold_evaluation.event_study import event_study
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Panel, panel_of
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.staggered import staggered
from kinfold_evaluation.two_groups import compared
from tests.evaluation.panels import castle, dummies, made

STARTS = {0: 4.0, 1: 4.0, 2: 5.0}


def weighed(panel, seed=5, whole=False):
    """The panel with weights by unit and period, or whole ones by unit."""
    random = np.random.Generator(np.random.Philox(seed))
    by_cell = random.uniform(0.2, 4, panel.outcome.shape)
    by_unit = np.broadcast_to(
        random.integers(1, 5, (len(panel.units), 1)), panel.outcome.shape
    ).astype(float)
    return replace(panel, weights=by_unit if whole else by_cell)


def repeated(panel):
    """Each unit as often as its weight says, and no weights."""
    places = np.repeat(np.arange(len(panel.units)), panel.weights[:, 0].astype(int))
    return Panel(
        tuple(f"{panel.units[at]}-{n}" for n, at in enumerate(places)),
        panel.times,
        panel.outcome[places],
        panel.starts[places],
        {name: values[places] for name, values in panel.covariates.items()},
    )


def slow(panel):
    """Effect, CR0, CR2 and its freedom by matrices as large as the panel.

    Errors of the working model are equal and independent whatever the weights.
    """
    columns, outcome, unit = dummies(panel)
    weight = panel.weights[panel.seen]
    bread = np.linalg.inv(columns.T @ (weight[:, None] * columns))
    slopes = bread @ columns.T * weight
    left = outcome - columns @ (slopes @ outcome)
    away = np.eye(len(outcome)) - columns @ slopes
    plain = variance = 0.0
    carried = []
    for one in np.unique(unit):
        mine = unit == one
        block = away[mine] @ away[mine].T
        sizes, directions = np.linalg.eigh(block)
        kept = sizes > 1e-8
        root = (directions[:, kept] / np.sqrt(sizes[kept])) @ directions[:, kept].T
        plain += (slopes[-1, mine] @ left[mine]) ** 2
        adjusted = slopes[-1, mine] @ root
        variance += (adjusted @ left[mine]) ** 2
        carried.append(adjusted @ away[mine])
    products = np.array(carried) @ np.array(carried).T
    freedom = np.trace(products) ** 2 / (products**2).sum()
    return slopes[-1] @ outcome, np.sqrt(plain), np.sqrt(variance), freedom


def test_castle_doctrine_weighed_by_people_rests_on_seven_degrees_of_freedom():
    """clubSandwich: 7.1 for 50 states, so p is 0.073 and not 0.03."""
    fitted = fit(castle("popwt"))
    adjusted = corrected(fitted)
    assert adjusted.freedom == pytest.approx(7.1, abs=0.05)
    assert adjusted.p_value == pytest.approx(0.073, abs=0.0005)
    assert clustered(fitted)["CR1"].p_value == pytest.approx(0.03, abs=0.005)


@pytest.mark.parametrize(
    "panel",
    [
        castle("popwt"),
        weighed(made(8, 6, STARTS, effect=2)),
        weighed(made(9, 7, STARTS, effect=2, missing=0.2, covariates=1, seed=3)),
    ],
    ids=["castle", "balanced", "with gaps"],
)
def test_effect_and_errors_are_those_of_their_definitions(panel):
    fitted = fit(panel)
    effect, plain, variance, freedom = slow(panel)
    assert fitted.effect == pytest.approx(effect, rel=1e-9)
    assert clustered(fitted)["CR0"].value == pytest.approx(plain, rel=1e-8)
    adjusted = corrected(fitted)
    assert adjusted.value == pytest.approx(variance, rel=1e-8)
    assert adjusted.freedom == pytest.approx(freedom, rel=1e-7)


def test_weights_that_are_all_alike_change_nothing():
    panel = made(9, 7, STARTS, effect=2, missing=0.2, seed=3)
    alike = replace(panel, weights=np.full(panel.outcome.shape, 7e6))
    assert fit(alike).effect == pytest.approx(fit(panel).effect, rel=1e-12)
    assert corrected(fit(alike)).value == pytest.approx(corrected(fit(panel)).value)


def test_a_unit_of_weight_three_is_three_units():
    panel = weighed(made(14, 6, dict.fromkeys(range(6), 4.0), seed=9), whole=True)
    assert fit(panel).effect == pytest.approx(fit(repeated(panel)).effect)
    np.testing.assert_allclose(
        event_study(panel).effects, event_study(repeated(panel)).effects
    )


@pytest.mark.parametrize("estimator", ["reg", "ipw", "dr"])
def test_a_unit_of_weight_three_is_three_units_of_its_cohort(estimator):
    starts = {**dict.fromkeys(range(10), 2.0), **dict.fromkeys(range(10, 20), 3.0)}
    panel = weighed(made(60, 4, starts, covariates=1), whole=True)
    ours = staggered(panel, estimator=estimator)
    theirs = staggered(repeated(panel), estimator=estimator)
    for one, other in zip(ours.effects, theirs.effects, strict=True):
        assert one.effect == pytest.approx(other.effect, rel=1e-9)
    for way in ("simple", "dynamic", "group", "calendar"):
        assert added_up(ours, way).overall.effect == pytest.approx(
            added_up(theirs, way).overall.effect, rel=1e-9
        )


@pytest.mark.parametrize("estimator", ["reg", "ipw", "dr"])
def test_the_influence_is_the_slope_of_the_effect_by_a_unit_s_weight(estimator):
    random = np.random.Generator(np.random.Philox(8))
    treated = np.arange(40) < 15
    x = np.column_stack([np.ones(40), random.normal(size=40) + 0.3 * treated])
    change = random.normal(size=40) + x[:, 1]
    weights = random.uniform(0.5, 3, 40)
    told = compared(change, treated, x, estimator, weights)
    step = 1e-6
    for unit in (0, 7, 20, 39):
        more, less = weights.copy(), weights.copy()
        more[unit] *= 1 + step
        less[unit] *= 1 - step
        slope = (
            compared(change, treated, x, estimator, more).effect
            - compared(change, treated, x, estimator, less).effect
        ) / (2 * step)
        assert slope * 40 == pytest.approx(told.influence[unit], rel=1e-4, abs=1e-7)


def test_weights_stay_with_their_units_when_starts_are_dealt_out_anew():
    panel = weighed(made(7, 5, {0: 4.0, 1: 4.0}, effect=1))
    told = randomised(panel)
    effects = [
        fit(replace(panel, starts=np.where(np.isin(np.arange(7), pair), 4.0, 0))).effect
        for pair in product(range(7), range(7))
        if pair[0] < pair[1]
    ]
    as_far = np.abs(effects) >= abs(fit(panel).effect) * (1 - 1e-10)
    assert told.p_effect == pytest.approx(np.mean(as_far))
    assert told.draw_count == 21


def test_residuals_turned_over_are_weighed_again():
    panel = weighed(made(6, 5, {0: 3.0, 1: 4.0}, effect=1))
    columns, outcome, unit = dummies(panel)
    weight = panel.weights[panel.seen]

    def least_squares(used, values):
        return np.linalg.solve(
            used.T @ (weight[:, None] * used), used.T @ (weight * values)
        )

    def statistic(values):
        slopes = least_squares(columns, values)
        left = (values - columns @ slopes) * weight
        others = columns[:, :-1]
        rest = columns[:, -1] - others @ least_squares(others, columns[:, -1])
        scores = [(rest * left)[unit == one].sum() for one in range(6)]
        return abs(slopes[-1]) * (rest**2 * weight).sum() / np.linalg.norm(scores)

    expected = columns[:, :-1] @ least_squares(columns[:, :-1], outcome)
    turned = [
        statistic(expected + np.array(signs)[unit] * (outcome - expected))
        for signs in product([1, -1], repeat=6)
    ]
    as_far = np.mean(np.array(turned) >= statistic(outcome) * (1 - 1e-9))
    assert wild_bootstrap(fit(panel)).p_value == pytest.approx(as_far)


def test_a_row_whose_weight_nobody_has_is_not_used():
    units, times = ["a", "a", "b", "b"], [1.0, 2.0] * 2
    panel = panel_of(
        units, times, [1.0, 2.0, 3.0, 4.0], {}, weights=[1.0, float("nan"), 2.0, 2.0]
    )
    np.testing.assert_array_equal(panel.seen, [[True, False], [True, True]])


@pytest.mark.parametrize("weight", [0.0, -2.0, float("inf")])
def test_a_weight_that_is_none_is_refused_with_its_row(weight):
    with pytest.raises(CannotIdentify, match=rf"a weighs {weight:g} in 2\."):
        panel_of(["a", "a"], [1.0, 2.0], [1.0, 2.0], {}, weights=[1.0, weight])
