"""Outcome and dose: least squares written out, splines by hand, every dealing tried."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.dose import dose_response, spline, time_since_start
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import dummies, made
from tests.evaluation.test_command import YOUNG, asked
from tests.evaluation.test_few_treated import unmoved


def dosed(units=12, times=8, *, gain=1.0, bend=0.0, missing=0.0, seed=4):
    """A panel whose outcome rises by `gain` a dose, and by `bend` a squared dose."""
    random = np.random.Generator(np.random.Philox(seed))
    panel = made(
        units, times, dict.fromkeys(range(units // 2), 4.0), seed=seed, missing=missing
    )
    doses = random.uniform(0.1, 1, panel.outcome.shape) * panel.treatment
    outcome = panel.outcome * 0.05 + gain * doses + bend * doses**2
    return replace(panel, outcome=outcome), doses


def written_out(panel: Panel, columns):
    """Least squares with every dummy, and CR1 by unit. `columns` N x T x K."""
    count = columns.shape[-1]
    design, outcome, unit = dummies(panel)
    design = np.hstack([design[:, :-1], columns[panel.seen].reshape(-1, count)])
    inverse = np.linalg.pinv(design.T @ design)
    slopes = inverse @ design.T @ outcome
    residual = outcome - design @ slopes
    groups = len(np.unique(unit))
    scores = np.zeros((groups, design.shape[1]))
    np.add.at(scores, unit, design * residual[:, None])
    covariance = inverse @ scores.T @ scores @ inverse * groups / (groups - 1)
    return slopes[-count:], covariance[-count:, -count:]


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_the_line_is_least_squares_with_every_dummy_written_out(missing):
    panel, doses = dosed(missing=missing)
    told = dose_response(panel, doses, draws=9)
    (slope,), ((variance,),) = written_out(panel, doses[:, :, None])
    assert told.slope == pytest.approx(slope)
    assert told.error.value == pytest.approx(np.sqrt(variance))
    assert told.slope == pytest.approx(1, abs=0.2)


def test_the_curve_s_contrasts_are_the_written_out_ones():
    panel, doses = dosed(gain=0.0, bend=2.0)
    told = dose_response(panel, doses, draws=9)
    columns = np.concatenate([doses[..., None], spline(doses, told.knots)], axis=-1)
    slopes, covariance = written_out(panel, columns)
    positive = doses[doses > 0]
    for one, at in zip(told.contrasts, (0.25, 0.5, 0.75, 1), strict=True):
        assert one.dose == pytest.approx(float(np.quantile(positive, at)))
        point = np.append(one.dose, spline(np.array(one.dose), told.knots))
        assert one.of_curve == pytest.approx(float(point @ slopes))
        error = np.sqrt(point @ covariance @ point)
        assert one.curve.value == pytest.approx(float(error))
        assert one.of_line == pytest.approx(one.dose * told.slope)
    statistic, count, p_value = told.bends
    assert statistic == pytest.approx(slopes[1] ** 2 / covariance[1, 1])
    assert count == 1
    assert p_value < 0.01


def test_a_line_is_not_found_to_bend():
    panel, doses = dosed(units=24)
    assert dose_response(panel, doses, draws=9).bends[2] > 0.05


def test_splines_by_hand_and_straight_beyond_the_last_knot():
    """Knots 0, 1, 2, so the scale is 4: (x³ - 2 (x-1)³ + (x-2)³) / 4."""
    assert spline(np.array([-1, 0, 1, 2, 3]), (0, 1, 2))[:, 0] == pytest.approx(
        [0, 0, 1 / 4, 6 / 4, 12 / 4]
    )
    beyond = spline(np.array([3.0, 4, 5, 6]), (0.2, 0.9, 1.4, 2.5))
    assert np.diff(beyond, n=2, axis=0) == pytest.approx(np.zeros((2, 2)))


def test_whole_paths_are_dealt_out_anew():
    """A dose that does much is hardly matched; one that does nothing often is."""
    panel, doses = dosed()
    assert dose_response(panel, doses, draws=199).p_dealt == pytest.approx(1 / 200)
    panel, doses = dosed(gain=0.0)
    none = dose_response(panel, doses, draws=300, seed=3)
    assert none.p_dealt > 0.05
    assert none.draw_count == 301
    assert none == dose_response(panel, doses, draws=300, seed=3)


def test_a_dose_is_dealt_out_as_it_is_where_an_outcome_is_missing():
    """Each dealing by least squares; doses far above 0, so a 0 would stand out."""
    panel, _ = dosed(units=8, times=5, gain=0.0, missing=0.2, seed=6)
    doses = 50 + np.random.Generator(np.random.Philox(8)).normal(size=(8, 5))
    told = dose_response(panel, doses, draws=40, seed=3)
    random = np.random.Generator(np.random.Philox(3))
    dealt = [doses[random.permutation(8)] for _ in range(40)]
    slopes = [written_out(panel, one[:, :, None])[0][0] for one in dealt]
    as_far = 1 + (np.abs(slopes) >= abs(told.slope)).sum()
    assert 2 < as_far < 30
    assert told.p_dealt == pytest.approx(as_far / 41)


def test_units_without_an_outcome_are_not_dealt_to():
    panel, doses = dosed(gain=0.0)
    outcome = panel.outcome.copy()
    outcome[[0, 11]] = np.nan
    told = dose_response(replace(panel, outcome=outcome), doses, draws=99)
    assert told == dose_response(
        panel.of_units(np.arange(12) % 11 > 0), doses[1:11], draws=99
    )


def test_a_slope_of_exactly_0_is_matched_by_every_other():
    panel = unmoved()
    told = dose_response(panel, panel.treatment, draws=99)
    assert 0 < abs(told.slope) < 1e-15
    assert told.p_dealt == 1


@pytest.mark.parametrize("unit", [1.0, 1e-7, 1e7])
def test_a_dose_may_have_any_unit(unit):
    panel, doses = dosed(gain=0.0)
    told = dose_response(panel, doses * unit, draws=199)
    assert told.slope * unit == pytest.approx(dose_response(panel, doses).slope)
    assert told.p_dealt == dose_response(panel, doses, draws=199).p_dealt
    with pytest.raises(CannotIdentify, match="in all units alike, or never"):
        dose_response(panel, np.full_like(doses, 0.7 * unit))


def test_a_missing_dose_is_left_out_and_never_0():
    panel, doses = dosed()
    doses[0, 6] = np.nan
    told = dose_response(panel, doses)
    holed = panel.outcome.copy()
    holed[0, 6] = np.nan
    filled = np.nan_to_num(doses)
    (slope,), _ = written_out(replace(panel, outcome=holed), filled[:, :, None])
    assert told.slope == pytest.approx(slope)
    assert (told.p_dealt, told.draw_count) == (None, 0)


def test_doses_of_too_few_values_have_no_curve():
    panel, _ = dosed()
    told = dose_response(panel, panel.treatment, draws=9)
    assert (told.knots, told.bends) == ((), None)
    assert [one.of_curve for one in told.contrasts] == [None]


def test_too_few_units_do_not_tell_whether_it_bends():
    panel, doses = dosed(units=3, times=16)
    told = dose_response(panel, doses, knots=5, draws=9)
    assert len(told.knots) == 5
    assert told.bends is None


def test_time_since_the_start_counts_treated_periods():
    panel = made(3, 5, {0: 3.0, 1: 5.0})
    assert time_since_start(panel).tolist() == [
        [0, 0, 1, 2, 3],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 0, 0],
    ]


@pytest.mark.parametrize(
    ("change", "knots", "said"),
    [
        (lambda doses: doses * 0, 3, "No cell with an outcome has a dose"),
        (lambda doses: doses - 0.5, 3, "A dose is below 0"),
        (lambda doses: np.ones_like(doses), 3, "in all units alike, or never"),
        (lambda doses: doses, 2, "--knots is 3, 4 or 5"),
    ],
)
def test_a_dose_that_tells_nothing_is_said(change, knots, said):
    panel, doses = dosed()
    with pytest.raises(CannotIdentify, match=said):
        dose_response(panel, change(doses), knots=knots, draws=9)


def table(tmp_path, dose):
    path = tmp_path / "doses.csv"
    rows = [
        f"{u},{t},{(u * 7 + t * t) % 5},{dose(u, t)}"
        for u in range(10)
        for t in range(1, 7)
    ]
    path.write_text("u,t,y,fidelity\n" + "\n".join(rows), encoding="utf-8")
    return (
        "--method", "dose", "--data", str(path), "--unit", "u", "--time", "t",
        "--outcome", "y",
    )  # fmt: skip


def test_fidelity_from_the_command_line_warns_each_time(tmp_path):
    words = table(tmp_path, lambda u, t: (u * t % 7) / 7 if u < 5 and t > 3 else 0)
    code, answer = asked(*words, "--dose", "fidelity", "--draws", "99")
    assert code == 0
    assert answer["method"] == "dose-response"
    assert answer["assignments"] == 100
    assert "chosen, not dealt out" in answer["warnings"][0]
    assert answer["notes"] == []
    assert {"dose", "line", "line_ci", "curve", "curve_ci"} == set(
        answer["contrasts_with_dose_0"][0]
    )
    code, said = asked(*words)
    assert code == 2
    assert "--dose is needed" in said


def test_gaps_and_doses_everywhere_are_pointed_out(tmp_path):
    words = table(tmp_path, lambda u, t: "" if (u, t) == (1, 4) else 1 + (u < 5 < t))
    _, answer = asked(*words, "--dose", "fidelity")
    assert answer["bends"] is None
    assert answer["p_value_is"] == "CR1's"
    assert "never counted as 0" in answer["notes"][0]
    assert "too few values" in answer["notes"][1]
    assert "No unit goes without" in answer["notes"][2]


def test_time_since_embedding_needs_who_starts_when():
    code, answer = asked(
        "--method", "dose", *YOUNG, "--dose", "since-start", "--draws", "49"
    )
    assert code == 0
    assert answer["dose"] == "since-start"
    code, said = asked("--method", "dose", *YOUNG[:-2], "--dose", "since-start")
    assert code == 2
    assert "Who is treated" in said
