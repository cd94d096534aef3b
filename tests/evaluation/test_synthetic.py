"""Synthetic control and synthetic difference-in-differences, on the papers' data."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.methods import Choices
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.synthetic import (
    OneOfMany,
    placebo_gaps,
    synthetic_control,
    without_each,
)
from kinfold_evaluation.synthetic_difference import synthetic_difference
from kinfold_evaluation.synthetic_methods import mixed
from tests.evaluation.panels import bench, california, made, reference

OF_R = {row["state"]: row for row in reference("ref_prop99_R_synthdid.csv")}


def test_california_s_synthetic_control_is_the_exact_one():
    """-19.5136 has the smallest sum of squares; R's synthdid stops at -19.62."""
    placed = synthetic_control(california(), "California")
    assert placed.of_treated.effect == pytest.approx(-19.5136, abs=5e-5)
    assert placed.of_treated.effect == pytest.approx(-19.6197, abs=0.15)
    assert placed.of_treated.optimality_gap < 1e-9
    assert (placed.rank, len(placed.placebos)) == (3, 38)
    assert placed.p_value == pytest.approx(3 / 39)


def test_placebos_are_near_r_s_and_never_a_worse_mix():
    """R's solver stops early; ours may differ where it does, by little."""
    placed = synthetic_control(california(), "California")
    for placebo in placed.placebos:
        theirs = float(OF_R[placebo.unit]["sc"])
        assert placebo.effect == pytest.approx(theirs, abs=0.8)
        assert "California" not in placebo.donors
        assert placebo.unit not in placebo.donors


def test_leaving_a_donor_out_tells_whether_it_carries_the_effect():
    effects = dict(without_each(california(), "California"))
    assert "Utah" in effects
    assert all(-24 < effect < -12 for effect in effects.values())


def test_a_donor_that_is_the_treated_unit_fits_without_a_gap_before():
    panel = made(6, 8, {0: 6.0})
    panel.outcome[3, :5] = panel.outcome[0, :5]
    told = synthetic_control(panel, "u000").of_treated
    assert told.weights[told.donors.index("u003")] == pytest.approx(1)
    assert told.is_exact
    assert told.ratio == np.inf
    panel.outcome[3] = panel.outcome[0]  # and since: it never parts from its mix
    assert synthetic_control(panel, "u000").of_treated.ratio == 0


def surrounded(missing: float = 0.0):
    """Two periods before; the treated unit and u005 lie within the square of others."""
    panel = made(6, 4, {0: 3.0})
    corners = [(0.5, 0.5), (0, 0), (0, 1), (1, 0), (1, 1), (0.25, 0.5 + missing)]
    panel.outcome[:, :2] = corners
    panel.outcome[:, 2:] = np.array([[1.0, 0.0, 2.0, 4.0, 8.0, 3.0]]).T
    return panel


def test_where_many_mixes_are_exact_no_effect_is_told_but_their_span():
    """The mean of two corners is 4 by one diagonal and 3 by the other; u005 helps none.

    By hand: 1 less 4, and 1 less 3 or, by u005 and the two corners right, 1/3 of them.
    """
    with pytest.raises(OneOfMany, match=r"from -3\.00 to -2\.00.*no effect, rank or p"):
        synthetic_control(surrounded(), "u000")


def test_units_that_many_mixes_are_like_say_so_beside_others_and_leave_no_mean():
    panel = surrounded()
    panel.starts[5] = 3.0
    panel.outcome[5, :2] = (2.0, 2.0)
    told = mixed(panel, Choices())
    many, one = told["units"]
    assert many.keys() == {"unit", "cannot_be_answered"}
    assert one["unit"] == "u005"
    assert isinstance(one["att"], float)
    assert told["att"] is None
    assert "1 of 2 treated units have no effect" in told["notes"][0]
    panel.outcome[5, :2] = (0.25, 0.5)
    with pytest.raises(CannotIdentify, match="No effect of any of the 2 treated"):
        mixed(panel, Choices())


def test_the_only_donor_is_the_only_mix_even_where_it_is_exact():
    panel = made(2, 5, {0: 4.0})
    panel.outcome[1, :3] = panel.outcome[0, :3]
    assert synthetic_control(panel, "u000").of_treated.ratio == np.inf


@pytest.mark.parametrize("missing", [0.0, 1e-9, -1e-9])
def test_placebos_that_are_exact_tie_whatever_the_rounding(missing):
    panel = surrounded(missing)
    panel.outcome[0, :2] = (2.0, 2.0)  # outside: one mix is nearest, and not exact
    placed = synthetic_control(panel, "u000")
    exact = [one.unit for one in placed.placebos if one.is_exact]
    assert exact == ["u005"]
    assert placed.rank == 1 + sum(
        one.is_exact or one.ratio >= placed.of_treated.ratio for one in placed.placebos
    )
    assert placed.rank >= 2
    assert "u005" not in placebo_gaps(panel, "u000")
    assert set(placebo_gaps(panel, "u000")) == {"u001", "u002", "u003", "u004"}


def test_one_donor_has_no_placebo_and_cannot_be_left_out():
    panel = made(2, 5, {0: 4.0})
    assert synthetic_control(panel, "u000").p_value == 1.0
    assert without_each(panel, "u000") == ()


@pytest.mark.parametrize(
    ("starts", "unit", "said"),
    [
        ({0: 3.0}, "elsewhere", "No unit is called elsewhere"),
        ({0: 3.0}, "u001", "u001 is never treated"),
        ({0: 2.0}, "u000", "1 of 5 periods before its start"),
        ({0: 9.0}, "u000", "5 of 5 periods"),
        (dict.fromkeys(range(4), 3.0), "u000", "No untreated unit"),
    ],
)
def test_what_cannot_be_told_is_said(starts, unit, said):
    with pytest.raises(CannotIdentify, match=said):
        synthetic_control(made(4, 5, starts), unit)


def test_a_gap_in_the_treated_unit_is_said_and_in_a_donor_leaves_it_out():
    panel = made(5, 6, {0: 4.0})
    panel.outcome[2, 1] = np.nan
    assert "u002" not in synthetic_control(panel, "u000").of_treated.donors
    panel.outcome[0, 1] = np.nan
    with pytest.raises(CannotIdentify, match="u000 has no outcome in 2"):
        synthetic_control(panel, "u000")


def test_california_s_synthetic_difference_is_the_papers_and_the_exact_one():
    told = synthetic_difference(california())
    assert told.effect == pytest.approx(-15.6054, abs=5e-5)
    assert told.effect == pytest.approx(-15.6038, abs=0.01)
    times = {row["year"]: float(row["lambda"]) for row in _time_weights_of_r()}
    for at, weight in enumerate(told.time_weights):
        assert weight == pytest.approx(times[str(1970 + at)], abs=1e-3)
    for donor, weight in zip(told.donors, told.unit_weights, strict=True):
        assert weight == pytest.approx(float(OF_R[donor]["sdid_omega"]), abs=4e-3)


def _time_weights_of_r():
    return reference("ref_prop99_R_sdid_lambda.csv")


def test_every_placebo_is_r_s_and_all_of_them_are_gone_through():
    told = synthetic_difference(california())
    assert told.is_full
    assert len(told.placebo_effects) == 38
    for donor, effect in zip(told.donors, told.placebo_effects, strict=True):
        assert effect == pytest.approx(float(OF_R[donor]["sdid"]), abs=0.12)
    as_r = np.std([float(OF_R[donor]["sdid"]) for donor in told.donors])
    assert told.error == pytest.approx(as_r, rel=0.01)


def test_ten_authorities_together_have_placebos_of_ten():
    told = synthetic_difference(bench(), draws=50, seed=1)
    assert not told.is_full
    assert len(told.placebo_effects) == 50
    assert told.effect == pytest.approx(-4.6696, abs=1e-3)
    assert told.p_value == pytest.approx(1 / 51)
    again = synthetic_difference(bench(), draws=50, seed=1)
    np.testing.assert_array_equal(told.placebo_effects, again.placebo_effects)


def test_too_few_untreated_units_leave_no_placebo():
    told = synthetic_difference(made(4, 5, {0: 4.0, 1: 4.0}))
    assert len(told.placebo_effects) == 0
    assert np.isnan(told.error)
    assert told.p_value == 1.0


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(5, 5, {}), "No unit is treated"),
        (made(5, 5, {0: 3.0, 1: 4.0}), "one cohort at a time"),
        (made(5, 5, {0: 2.0}), "At least two periods before"),
        (made(2, 5, {0: 3.0}), "two untreated units"),
    ],
)
def test_what_a_synthetic_difference_cannot_tell_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        synthetic_difference(panel)


def test_a_treated_unit_with_a_gap_is_named():
    panel = made(6, 6, {0: 4.0})
    panel.outcome[0, 2] = np.nan
    with pytest.raises(CannotIdentify, match="missing in u000"):
        synthetic_difference(panel)


def test_a_level_that_all_share_changes_nothing():
    panel = california()
    raised = Panel(panel.units, panel.times, panel.outcome + 1e4, panel.starts)
    assert synthetic_difference(raised).effect == pytest.approx(
        synthetic_difference(panel).effect, abs=1e-4
    )
    assert synthetic_control(raised, "California").of_treated.effect == pytest.approx(
        synthetic_control(panel, "California").of_treated.effect, abs=1e-4
    )
