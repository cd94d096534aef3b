"""Sun and Abraham's effects against R, and against the regression written out."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.sun_abraham import sun_abraham
from tests.evaluation.panels import (
    TWO_STARTS,
    counties,
    dummies,
    made,
    reference,
    weighed,
)


def test_with_never_treated_beside_effects_are_those_of_r_s_did_from_one_base():
    """On a balanced panel without covariates the two estimators are one."""
    told = sun_abraham(counties())
    rows = {
        (row["g"], row["t"]): float(row["att"])
        for row in reference("ref_mpdta_R_did.csv")
        if (row["base"], row["type"]) == ("universal", "attgt") and row["se"] != "NA"
    }
    assert len(rows) == len(told.effects) == 12
    for cohort, time, effect in zip(
        told.cohorts, told.times, told.effects, strict=True
    ):
        assert effect == pytest.approx(rows[f"{cohort:g}", f"{time:g}"], abs=1e-10)


def test_averages_are_r_s():
    """R's etwfe against the never treated has the same mean, to the last digits."""
    told = sun_abraham(counties())
    assert told.since[0] == pytest.approx(-0.0399512751551772, abs=1e-12)
    by_distance = [
        (int(row["g"]), float(row["att"]))
        for row in reference("ref_mpdta_R_did.csv")
        if (row["base"], row["type"]) == ("universal", "dynamic") and row["se"] != "NA"
    ]
    assert [away for away, _ in by_distance] == [-4, -3, -2, 0, 1, 2, 3]
    for away, expected in by_distance:
        mean, _ = told.average(told.distances == away)
        assert mean == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(
    "panel",
    [
        made(12, 6, TWO_STARTS, effect=2),
        made(12, 6, TWO_STARTS, effect=2, missing=0.1, covariates=1, seed=5),
        weighed(made(12, 6, TWO_STARTS, effect=2, missing=0.1, seed=5)),
    ],
    ids=["balanced", "gaps and a covariate", "weights"],
)
def test_effects_and_errors_are_those_with_every_dummy_written_out(panel):
    told = sun_abraham(panel)
    columns, outcome, unit = dummies(panel)
    seen = panel.seen
    root = np.sqrt(panel.weighing[seen])
    start = panel.starts[unit]
    time = np.broadcast_to(np.array(panel.times), seen.shape)[seen]
    own = [
        ((start == cohort) & (time == at)).astype(float)
        for cohort, at in zip(told.cohorts, told.times, strict=True)
    ]
    columns = np.column_stack([columns[:, :-1], *own]) * root[:, None]
    inverse = np.linalg.pinv(columns)
    slopes = inverse @ (outcome * root)
    count = len(own)
    np.testing.assert_allclose(told.effects, slopes[-count:], rtol=1e-7, atol=1e-9)
    left = outcome * root - columns @ slopes
    scores = np.array(
        [inverse[-count:, unit == one] @ left[unit == one] for one in range(12)]
    )
    covariance = scores.T @ scores * 12 / 11
    np.testing.assert_allclose(told.covariance, covariance, rtol=1e-6, atol=1e-9)
    sizes = [(panel.weighing[seen] * column).sum() for column in own]
    since = (told.distances >= 0) * sizes
    weights = since / since.sum()
    assert told.since[0] == pytest.approx(weights @ slopes[-count:])
    assert told.since[1] == pytest.approx(np.sqrt(weights @ covariance @ weights))
    np.testing.assert_allclose(told.errors, np.sqrt(np.diag(covariance)), rtol=1e-6)


def test_without_never_treated_those_who_start_last_are_beside_until_they_do():
    starts = {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 8), 5.0)}
    panel = made(8, 6, starts)
    told = sun_abraham(panel)
    assert told.beside == "treated last, from 5, until then"
    assert list(told.times) == [1, 3, 4]
    change = panel.outcome - panel.outcome[:, [1]]
    expected = change[:4].mean(axis=0) - change[4:].mean(axis=0)
    np.testing.assert_allclose(told.effects, expected[[0, 2, 3]])


def test_those_who_start_after_the_last_period_are_untreated_here():
    late = sun_abraham(made(10, 5, {0: 3.0, 1: 3.0, 2: 8.0}))
    never = sun_abraham(made(10, 5, {0: 3.0, 1: 3.0}))
    np.testing.assert_array_equal(late.cohorts, 3.0)
    assert late.since == never.since


def test_units_treated_all_along_are_left_out_and_named():
    told = sun_abraham(made(10, 5, {0: 3.0, 1: 3.0, 2: 1.0}))
    assert told.left_out == ("u002",)


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(5, 4, {}), "Nobody is treated in a period"),
        (made(5, 4, {0: 9.0}), "Nobody is treated in a period"),
        (made(5, 4, {0: 1.0}), "from the first period on: no before"),
        (made(5, 4, dict.fromkeys(range(5), 3.0)), "All units are treated from the"),
    ],
)
def test_what_cannot_be_told_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        sun_abraham(panel)


def test_a_cohort_without_an_outcome_just_before_its_start_is_said():
    panel = made(8, 5, {0: 3.0, 1: 3.0})
    panel.outcome[:2, 1] = np.nan
    with pytest.raises(CannotIdentify, match="coefficient cannot be told"):
        sun_abraham(panel)


def test_a_covariate_that_tells_who_is_treated_is_said():
    panel = made(8, 5, {0: 3.0, 1: 4.0}, covariates=1)
    panel.covariates["x0"][:] = panel.treatment
    with pytest.raises(CannotIdentify, match="tells who is treated"):
        sun_abraham(panel)
