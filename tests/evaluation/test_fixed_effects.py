"""Fixed effects and clustered errors against the model written out, and against R."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import linalg, stats

from kinfold_evaluation.clusters import clustered, corrected
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import panel_of
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import bench, castle, dummies, made

PANELS = {
    "balanced": made(8, 6, {0: 4, 1: 4, 2: 5}, effect=2),
    "with gaps": made(9, 7, {0: 4, 1: 4, 2: 5}, effect=2, missing=0.2, seed=3),
    "with covariates": made(9, 6, {0: 3, 1: 4}, covariates=2, missing=0.1, seed=4),
}


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_effect_is_that_of_least_squares_with_every_dummy_written_out(panel):
    columns, outcome, _ = dummies(panel)
    slow = np.linalg.lstsq(columns, outcome, rcond=None)[0][-1]
    assert fit(panel).effect == pytest.approx(slow, rel=1e-10)


def by_hand(panel, cluster):
    """CR0, CR2 and Satterthwaite's freedom of the last column, as they are defined."""
    columns, outcome, unit = dummies(panel)
    columns = columns[:, np.abs(columns).sum(axis=0) > 0]
    bread = np.linalg.pinv(columns.T @ columns)
    hat = columns @ bread @ columns.T
    residual = outcome - hat @ outcome
    group = cluster[unit]
    plain = adjusted_sum = 0.0
    away = np.eye(len(outcome)) - hat
    carried = []
    for one in np.unique(group):
        mine = np.flatnonzero(group == one)
        block = away[np.ix_(mine, mine)]
        sizes, directions = linalg.eigh(block)
        kept = sizes > 1e-8
        root = (directions[:, kept] / np.sqrt(sizes[kept])) @ directions[:, kept].T
        plain += (bread @ columns[mine].T @ residual[mine])[-1] ** 2
        adjusted = (bread @ columns[mine].T @ root)[-1]
        adjusted_sum += (adjusted @ residual[mine]) ** 2
        carried.append(away[:, mine] @ adjusted)
    products = np.array(carried) @ np.array(carried).T
    freedom = np.trace(products) ** 2 / (products**2).sum()
    return np.sqrt(plain), np.sqrt(adjusted_sum), freedom


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
@pytest.mark.parametrize("together", [False, True], ids=["units", "pairs of units"])
def test_errors_are_those_of_their_definitions(panel, together):
    cluster = np.arange(len(panel.units)) // (2 if together else 1)
    given = cluster if together else None
    errors = clustered(fit(panel), given)
    adjusted = corrected(fit(panel), given)
    plain, slow, freedom = by_hand(panel, cluster)
    assert errors["CR0"].value == pytest.approx(plain, rel=1e-9)
    assert adjusted.value == pytest.approx(slow, rel=1e-9)
    assert adjusted.freedom == pytest.approx(freedom, rel=1e-9)


def test_castle_doctrine_is_as_in_r_to_the_sixth_digit():
    """sandwich, clubSandwich and pyfixest, as in the design's table of cases."""
    fitted = fit(castle())
    errors = clustered(fitted)
    assert fitted.effect == pytest.approx(0.069398, abs=1e-6)
    assert errors["CR0"].value == pytest.approx(0.054741, abs=1e-6)
    assert errors["CR1"].value == pytest.approx(0.055297, abs=1e-6)
    assert errors["CR1 nested"].value == pytest.approx(0.055860, abs=1e-6)
    assert errors["CR1 full"].value == pytest.approx(0.058592, abs=1e-6)
    adjusted = corrected(fitted)
    assert adjusted.value == pytest.approx(0.056090, abs=1e-6)
    assert adjusted.freedom == pytest.approx(36.83, abs=0.005)
    assert adjusted.p_value == pytest.approx(0.2238, abs=5e-5)


def test_the_bench_panel_has_each_package_s_error():
    errors = clustered(fit(bench()))
    assert errors["CR1"].value == pytest.approx(1.08007, abs=5e-6)
    assert errors["CR1 nested"].value == pytest.approx(1.08361, abs=5e-6)
    assert errors["CR1 full"].value == pytest.approx(1.09276, abs=5e-6)


def test_an_interval_holds_just_the_effects_that_are_not_refuted():
    fitted = fit(PANELS["balanced"])
    error = corrected(fitted)
    reach = stats.t.ppf(0.975, error.freedom) * error.value
    assert error.interval == pytest.approx(
        (fitted.effect - reach, fitted.effect + reach)
    )
    assert (error.p_value < 0.05) == (error.interval[0] > 0 or error.interval[1] < 0)


def test_an_outcome_that_never_changes_has_no_effect_and_no_error():
    panel = panel_of(
        ["a", "a", "b", "b", "c", "c"], [1.0, 2.0] * 3, [5.0] * 6, {"a": 2.0}
    )
    error = clustered(fit(panel))["CR1"]
    assert (error.value, error.p_value, error.interval) == (0.0, None, (0.0, 0.0))


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(4, 1, {0: 1}), "No unit has an outcome in two periods"),
        (made(4, 3, {}), "Nobody is treated"),
        (made(3, 3, {0: 1, 1: 1, 2: 1}), "no before and no beside"),
        (made(3, 4, {0: 3, 1: 3, 2: 3}), "All units are treated from the same period"),
        (made(3, 4, {0: 1}), "No treated unit has an outcome both before and since"),
    ],
    ids=["one period", "nobody", "always", "all at once", "from the start"],
)
def test_what_cannot_be_told_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        fit(panel)


def test_a_covariate_that_is_the_treatment_is_named():
    panel = made(4, 4, {0: 3})
    same = panel_of(
        [u for u in panel.units for _ in panel.times],
        list(panel.times) * 4,
        list(panel.outcome.ravel()),
        {"u000": 3.0},
        {"trained": list(panel.treatment.ravel())},
    )
    with pytest.raises(CannotIdentify, match="Leave out one of trained"):
        fit(same)
