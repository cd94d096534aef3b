"""Imputation against R, Stata, and the authors' formulas written out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.cohort_methods import filled
from kinfold_evaluation.imputation import imputed
from kinfold_evaluation.methods import Choices
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import TWO_STARTS, castle, counties, dummies, made, weighed


def test_young_people_s_jobs_are_as_in_r_and_stata():
    """R's etwfe 0.6.2, which without covariates is the same: -0.0477099182784519;
    Stata's jwdid and did_imputation -.04771.
    """
    assert imputed(counties()).overall.effect == pytest.approx(
        -0.0477099182784519, abs=1e-12
    )


def test_castle_doctrine_weighed_by_people_is_as_in_did2s():
    """Its documentation prints 0.075142 (Gardner's two stages, the same estimate)."""
    assert imputed(castle("popwt")).overall.effect == pytest.approx(0.075142, abs=5e-7)


@pytest.mark.parametrize(
    "panel",
    [
        made(12, 6, TWO_STARTS, effect=2),
        made(12, 6, TWO_STARTS, effect=2, missing=0.1, covariates=1, seed=5),
        weighed(made(12, 6, TWO_STARTS, effect=2, missing=0.1, seed=5)),
    ],
    ids=["balanced", "gaps and a covariate", "weights"],
)
def test_effects_and_errors_are_those_of_their_definitions(panel):
    told = imputed(panel)
    columns, outcome, unit = dummies(panel)
    columns, treated = columns[:, :-1], columns[:, -1] > 0
    seen = panel.seen
    weight = panel.weighing[seen]
    root = np.sqrt(weight[~treated])
    model = np.linalg.pinv(columns[~treated] * root[:, None]) * root
    effects = outcome - columns @ (model @ outcome[~treated])
    np.testing.assert_allclose(told.effects[seen][treated], effects[treated])
    time = np.nonzero(seen)[1]
    distance = time - (panel.starts[unit] - 1).astype(int)
    for chosen, average in [
        (treated, told.overall),
        *((treated & (distance == away), a) for away, a in told.by_distance.items()),
    ]:
        share = np.where(chosen, weight, 0.0) / weight[chosen].sum()
        pull = share.copy()
        pull[~treated] = -(share[treated] @ columns[treated] @ model)
        assert average.effect == pytest.approx(pull @ outcome)
        left = effects.copy()
        for at in np.unique(time):
            for start in (3.0, 5.0):
                mine = chosen & (time == at) & (panel.starts[unit] == start)
                if mine.any():
                    squares = share[mine] ** 2
                    left[mine] -= squares @ effects[mine] / squares.sum()
        used = chosen | ~treated
        scores = np.bincount(unit[used], (pull * left)[used])
        assert average.error == pytest.approx(np.linalg.norm(scores))
        assert average.cells == chosen.sum()


def test_a_period_in_which_all_are_treated_is_left_out_and_said():
    panel = made(
        8, 6, {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 8), 5)}
    )
    told = imputed(panel)
    assert set(told.by_distance) == {0, 1}
    assert {time for _, time in told.not_told} == {5.0, 6.0}
    assert np.isnan(told.effects[:, 4:]).all()


def test_a_unit_whose_cohort_shows_no_other_is_a_cohort_alone():
    panel = made(9, 6, {0: 3.0, 1: 3.0, 2: 5.0, 3: 5.0})
    panel.outcome[0, :2] = np.nan
    notes = filled(panel, Choices())["notes"]
    assert notes[-2].startswith("A cohort alone: u001. ")


def test_units_treated_all_along_are_left_out_and_said():
    told = imputed(made(10, 3, {0: 2.0, 1: 2.0, 2: 1.0}))
    assert told.not_told == (("u002", 1.0), ("u002", 2.0), ("u002", 3.0))


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(5, 4, {}), "Nobody is treated"),
        (made(5, 4, {0: 1.0}), "No treated cell can be imputed"),
        (made(5, 4, dict.fromkeys(range(5), 3.0)), "No treated cell can be imputed"),
    ],
)
def test_what_cannot_be_told_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        imputed(panel)


def test_a_covariate_that_tells_who_is_treated_is_said():
    panel = made(8, 5, {0: 3.0, 1: 4.0}, covariates=1)
    panel.covariates["x0"][:] = panel.treatment
    with pytest.raises(CannotIdentify, match="No treated cell can be imputed"):
        imputed(panel)


def test_a_covariate_given_twice_tells_no_more_than_once():
    panel = made(12, 6, TWO_STARTS, covariates=1)
    x = panel.covariates["x0"]
    twice = replace(panel, covariates={"x0": x, "again": 1000 * x})
    assert imputed(twice).overall.effect == pytest.approx(imputed(panel).overall.effect)
