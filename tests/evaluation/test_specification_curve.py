"""All declared ways at once: each is run, and the joint p-value by every assignment."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.imputation import imputed
from kinfold_evaluation.panel import NEVER
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.specification_curve import (
    ESTIMATORS,
    Grid,
    Specification,
    read_grid,
    specification_curve,
)
from tests.evaluation.panels import made
from tests.evaluation.test_command import SMOKING, asked

ALL = {"all": ()}
PANEL = made(7, 8, {0: 5.0, 1: 5.0}, effect=2, covariates=1, seed=8)
GRID = Grid(
    ("did", "imputation"),
    {"all": (), "without one": ("u006",)},
    (None, (2.0, 7.0)),
    ((), ("x0",)),
)


def test_every_choice_meets_every_other_and_all_are_run():
    curve = specification_curve(PANEL, GRID)
    assert len(GRID.all) == len(set(curve.specifications)) == 16
    assert list(curve.effects) == sorted(curve.effects)
    found = dict(zip(curve.specifications, curve.effects, strict=True))
    whole = replace(PANEL, covariates={})
    assert found[Specification("did", "all", None, ())] == pytest.approx(
        fit(whole).effect
    )
    kept = np.array([unit != "u006" for unit in PANEL.units])
    part = PANEL.of_units(kept).of_periods(1, 7)
    assert found[
        Specification("imputation", "without one", (2.0, 7.0), ("x0",))
    ] == pytest.approx(imputed(part).overall.effect)
    assert curve.median == pytest.approx(float(np.median(list(found.values()))))


def test_the_joint_p_value_runs_all_again_for_every_assignment():
    grid = replace(GRID, estimators=("did",), covariates=((),))
    curve = specification_curve(PANEL, grid)
    medians, shares = [], []
    for chosen in combinations(range(7), 2):
        starts = np.full(7, float(NEVER))
        starts[list(chosen)] = 5.0
        dealt = replace(PANEL, starts=starts, covariates={})
        kept = np.array([unit != "u006" for unit in PANEL.units])
        effects = np.array(
            [
                fit(one).effect
                for whole in (dealt, dealt.of_units(kept))
                for one in (whole, whole.of_periods(1, 7))
                if whole.ever_treated.any()
            ]
        )
        medians.append(abs(np.median(effects)))
        shares.append(max((effects > 0).mean(), (effects < 0).mean()))
    assert curve.is_full
    assert curve.draw_count == 21
    assert curve.p_median == pytest.approx(
        np.mean(np.array(medians) >= medians[0] - 1e-9)
    )
    assert curve.p_sign == pytest.approx(np.mean(np.array(shares) >= shares[0]))


def test_one_specification_has_the_p_value_of_randomisation():
    panel = made(20, 6, dict.fromkeys(range(4), 4.0), effect=3, seed=2)
    curve = specification_curve(panel, Grid(("did",), ALL, (None,), ((),)), draws=99)
    assert (curve.draw_count, curve.is_full) == (100, False)
    assert curve.p_median == pytest.approx(1 / 100)
    assert curve.share_of_one_sign == curve.p_sign == 1.0


def test_every_estimator_may_be_in_a_grid():
    grid = Grid(tuple(ESTIMATORS), ALL, (None,), ((), ("x0",)))
    panel = made(12, 8, dict.fromkeys(range(3), 5.0), effect=2, covariates=1)
    curve = specification_curve(panel, grid, draws=3)
    plain = {
        one.estimator: effect
        for one, effect in zip(curve.specifications, curve.effects, strict=True)
        if not one.covariates
    }
    assert set(plain) == set(ESTIMATORS)
    for name, effect in plain.items():
        assert effect == pytest.approx(2, abs=1.2), name
    (not_told,) = curve.not_told
    assert not_told == (
        Specification("sdid", "all", None, ("x0",)),
        "sdid takes no covariates.",
    )


def test_an_assignment_that_no_specification_answers_counts_as_far():
    """The one sample has three units; where none of them is treated there is none."""
    panel = made(6, 6, {0: 4.0}, effect=2, seed=3)
    sample = {"three": ("u003", "u004", "u005")}
    curve = specification_curve(panel, Grid(("did",), sample, (None,), ((),)))
    assert curve.draw_count == 6
    assert curve.p_median >= 4 / 6


@pytest.mark.parametrize(
    ("grid", "said"),
    [
        (replace(GRID, samples={"odd": ("x",)}), "“odd” leaves out x"),
        (replace(GRID, windows=((20.0, 30.0),)), "window from 20 to 30"),
        (replace(GRID, windows=((1.0, 3.0),)), "No specification gives an effect"),
    ],
)
def test_what_a_grid_cannot_mean_is_said(grid, said):
    with pytest.raises(CannotIdentify, match=said):
        specification_curve(PANEL, grid)


def test_from_the_command_line(tmp_path):
    path = tmp_path / "grid.json"
    given = {
        "estimators": ["did", "imputation"],
        "samples": {"all": [], "without Utah": ["Utah"]},
        "windows": [None, [1980, 2000]],
    }
    path.write_text(json.dumps(given), encoding="utf-8")
    words = ("--method", "curve", *SMOKING, "--grid", str(path))
    code, answer = asked(*words, "--draws", "5")
    assert code == 0
    assert len(answer["specifications"]) == 8
    assert answer["specifications"][0]["effect"] == answer["smallest"]
    assert answer["share_of_one_sign"] == 1.0
    assert answer["assignments"] == 6
    assert len(answer["grid_sha256"]) == 64


def test_a_grid_may_want_covariates_that_are_columns(tmp_path):
    path, data = tmp_path / "grid.json", tmp_path / "data.csv"
    path.write_text(
        '{"estimators": ["did"], "covariates": [[], ["x"]]}', encoding="utf-8"
    )
    rows = [f"{u},{t},{(u * 7 + t * t) % 5},{(u * t) % 3},{4 if u < 2 else 0}"
            for u in range(8) for t in range(1, 7)]  # fmt: skip
    data.write_text("u,t,y,x,g\n" + "\n".join(rows), encoding="utf-8")
    code, answer = asked(
        "--method", "curve", "--data", str(data), "--unit", "u", "--time", "t",
        "--outcome", "y", "--cohort", "g", "--grid", str(path),
    )  # fmt: skip
    assert code == 0
    assert [one["covariates"] for one in answer["specifications"]].count(["x"]) == 1
    assert answer["all_assignments"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no grid"),
        ("[]", "is no grid"),
        ('{"samples": {}}', "is no grid"),
        ('{"estimators": ["did"], "windows": [[1]]}', "is no grid"),
        ('{"estimators": ["magic"]}', "names magic"),
        ('{"estimators": ["did"], "window": []}', "names window"),
        ('{"estimators": []}', "declares no specification"),
    ],
)
def test_a_file_that_is_no_grid_is_said(tmp_path, text, said):
    path = tmp_path / "grid.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CannotIdentify, match=said):
        read_grid(path)
    code, complaint = asked("--method", "curve", *SMOKING, "--grid", str(path))
    assert code == 2
    assert said in complaint


def test_a_curve_needs_its_grid():
    code, said = asked("--method", "curve", *SMOKING)
    assert code == 2
    assert "--grid is needed" in said
