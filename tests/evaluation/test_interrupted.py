"""Interrupted time series: Sicily's smoking ban, as published, and slow ways beside."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from kinfold_evaluation.interrupted import (
    Model,
    interrupted_series,
    prais_winsten,
)
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import SICILY

COUNTS = {"family": "counts"}


def sicily(**kind):
    with SICILY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return interrupted_series(
        [float(row["time"]) for row in rows],
        np.array([float(row["aces"]) for row in rows]),
        37,
        Model(**{"family": "counts", "change": "level", **kind}),
        np.array([float(row["stdpop"]) for row in rows]),
    )


def line(periods=40, start=21, seed=3, **kind):
    """Chance that carries on by six tenths, a jump of 3 and a new slope of 0.2."""
    random = np.random.Generator(np.random.Philox(seed))
    chance = np.zeros(periods)
    for at, new in enumerate(random.normal(size=periods)):
        chance[at] = new + (0.6 * chance[at - 1] if at else 0.0)
    times = np.arange(1.0, periods + 1)
    since = times >= start
    outcome = 10 + 0.1 * times + 3 * since + 0.2 * since * (times - start + 1) + chance
    return times, outcome, start, Model(**kind)


@pytest.mark.parametrize(
    ("kind", "convention", "ratio", "interval", "dispersion"),
    [
        ({}, "Poisson", 0.894377, (0.864686, 0.925086), 3.5592),
        ({}, "quasi-Poisson", 0.894377, (0.839189, 0.953193), 3.5592),
        ({"season": 12}, "quasi-Poisson", 0.885072, (0.839401, 0.933227), 2.2622),
    ],
)
def test_sicily_s_ratios_are_the_tutorial_s(
    kind, convention, ratio, interval, dispersion
):
    told = sicily(**kind)
    level = told.coefficient("change of level", convention)
    # The tutorial prints 1.96 errors; ours is 1.959964.
    assert np.exp(told.values[2]) == pytest.approx(ratio, abs=1e-6)
    assert np.exp(level.interval) == pytest.approx(interval, abs=2e-6)
    assert told.dispersion == pytest.approx(dispersion, abs=5e-5)


def deviance(told):
    seen, expected = told.outcome, told.expected
    return 2 * (seen * np.log(seen / expected) - (seen - expected)).sum()


def test_sicily_s_slope_did_not_change():
    """The tutorial's last model, and its F test against the one before."""
    from scipy import stats

    sloped, plain = sicily(season=12, change="level-and-slope"), sicily(season=12)
    assert np.exp(sloped.values[2]) == pytest.approx(0.876464, abs=1e-6)
    statistic = (deviance(plain) - deviance(sloped)) / sloped.dispersion
    p_value = stats.f.sf(statistic, 1, 59 - len(sloped.names))
    assert p_value == pytest.approx(0.42786, abs=1e-5)
    assert np.exp(12 * plain.values[1]) == pytest.approx(1.0668, abs=5e-5)
    assert sloped.coefficient("change of slope", "quasi-Poisson").p_value > 0.4


def test_what_would_have_been_is_the_ratio_away():
    told = sicily(season=12)
    assert told.expected[told.since] == pytest.approx(
        told.unchanged[told.since] * np.exp(told.values[2])
    )
    assert told.expected[~told.since] == pytest.approx(told.unchanged[~told.since])
    effect = told.effect("quasi-Poisson")
    assert effect.interval[0] < told.effects.mean() < effect.interval[1] < 0
    # The delta method's error is the ratio's where all move by one ratio.
    assert effect.value == pytest.approx(_by_small_steps(told), rel=1e-4)


def _by_small_steps(told):
    """The error of the mean effect, its slope by moving each coefficient a little."""
    changed = np.array([name.startswith("change") for name in told.names])
    offset = np.log(told.expected) - told.columns @ told.values

    def mean(values):
        moved = np.exp(told.columns @ values + offset)
        stayed = np.exp(told.columns @ np.where(changed, 0, values) + offset)
        return (moved - stayed)[told.since].mean()

    slope = np.array(
        [
            (mean(told.values + step) - mean(told.values - step)) / (2 * step.max())
            for step in 1e-6 * np.eye(len(told.values))
        ]
    )
    return np.sqrt(slope @ told.covariances["quasi-Poisson"] @ slope)


def test_a_level_for_each_month_is_the_same_as_writing_it_out():
    told = sicily(season=12, harmonics=0)
    assert len(told.names) == 3 + 11
    assert (told.expected.sum(), (told.expected * told.since).sum()) == pytest.approx(
        (told.outcome.sum(), (told.outcome * told.since).sum())
    )
    for month in range(12):
        mine = told.places % 12 == month
        assert told.expected[mine].sum() == pytest.approx(told.outcome[mine].sum())


@pytest.mark.parametrize("lags", [0, 3, 500])
def test_newey_west_is_its_double_sum(lags):
    told = interrupted_series(*line(lags=lags))
    left = told.outcome - told.expected
    meat = np.zeros((4, 4))
    for one in range(40):
        for other in range(40):
            weight = max(0.0, 1 - abs(one - other) / (lags + 1))
            meat += (
                weight
                * left[one]
                * left[other]
                * np.outer(told.columns[one], told.columns[other])
            )
    bread = np.linalg.inv(told.columns.T @ told.columns)
    assert told.covariances["Newey-West"] == pytest.approx(
        bread @ meat @ bread * 40 / 36
    )


def test_without_lags_given_the_length_says_how_many():
    given, chosen = line(lags=3), line()
    assert interrupted_series(*given).covariances["Newey-West"] == pytest.approx(
        interrupted_series(*chosen).covariances["Newey-West"]
    )


@pytest.mark.parametrize("gap", [(), (9, 10, 30)])
def test_prais_winsten_is_least_squares_by_the_whole_covariance(gap):
    times, outcome, start, model = line()
    outcome[list(gap)] = np.nan
    told = interrupted_series(times, outcome, start, model)
    found = prais_winsten(told)
    apart = np.abs(told.places[:, None] - told.places[None, :])
    weight = np.linalg.inv(found.carried**apart / (1 - found.carried**2))
    inverse = np.linalg.inv(told.columns.T @ weight @ told.columns)
    values = inverse @ told.columns.T @ weight @ told.outcome
    left = told.outcome - told.columns @ values
    assert found.values == pytest.approx(values)
    spread = left @ weight @ left / told.freedom
    assert found.covariance == pytest.approx(spread * inverse)
    by_ols = told.coefficient("slope", "OLS").value
    assert found.coefficient("slope").value > by_ols
    assert 0.2 < found.carried < 0.9
    assert told.autocorrelation == pytest.approx(found.carried, abs=0.2)


def test_the_planted_jump_and_slope_are_found():
    times, outcome, start, model = line(periods=400, start=201, seed=1)
    told = interrupted_series(times, outcome, start, model)
    for name, planted in (("change of level", 3.0), ("change of slope", 0.2)):
        low, high = told.coefficient(name, "Newey-West").interval
        assert low < planted < high
    effect = told.effect("Newey-West")
    assert effect.interval[0] < 3 + 0.2 * 100.5 < effect.interval[1]
    assert told.conventions == ("OLS", "Newey-West")
    assert -0.1 < sicily().autocorrelation < 0.6


def test_prais_winsten_says_when_a_series_wanders_and_of_counts():
    times, outcome, start, model = line()
    with pytest.raises(CannotIdentify, match="for a linear series"):
        prais_winsten(sicily())
    swings = outcome + (-1.5) ** times
    with pytest.raises(CannotIdentify, match="wanders"):
        prais_winsten(interrupted_series(times, swings, start, model))


def few(periods, start, **kind):
    return lambda: interrupted_series(*line(periods, start, **kind))


def with_outcome(change, **kind):
    times, outcome, start, model = line(**kind)
    return lambda: interrupted_series(times, change(outcome), start, model)


def spaced(times):
    return lambda: interrupted_series(times, np.arange(8.0) ** 2, 5, Model())


def exposed(family, exposure):
    times, outcome, start, model = line(family=family)
    return lambda: interrupted_series(
        times, outcome, start, model, np.full(40, exposure)
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (few(9, 3), "2 periods with an outcome before"),
        (few(9, 9), "8 periods .* and 1 since"),
        (few(9, 99), "and 0 since"),
        (few(12, 6, season=12, harmonics=0), "cannot tell 15 coefficients"),
        (few(40, 21, season=12, harmonics=6), "no 6 pairs of waves"),
        (few(40, 21, season=1), "A year of 1 periods"),
        (spaced([1, 2, 3, 4, 5.3, 6, 7, 8]), "not evenly spaced"),
        (spaced([1, 2, 3, 4, 5, 6, 7, 99]), "not evenly spaced"),
        (with_outcome(lambda y: y * 0 + 4), "never changes"),
        (with_outcome(lambda y: -y, **COUNTS), "Counts are 0 or more"),
        (with_outcome(lambda y: y * 0, **COUNTS), "not all of them 0"),
        (with_outcome(lambda y: y * (np.arange(40) < 20), **COUNTS), "are all 0"),
        (exposed("linear", 5.0), "An exposure goes with counts"),
        (exposed("counts", 0.0), "missing, 0 or less"),
    ],
)
def test_what_a_series_cannot_tell_is_said(asked, said):
    with pytest.raises(CannotIdentify, match=said):
        asked()
