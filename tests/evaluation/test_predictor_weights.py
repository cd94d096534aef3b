"""Mixes by predictors: the search, its honesty, and what it refuses.

The authors' own panels are compared in `test_agreement.py`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation import predictor_weights
from kinfold_evaluation.agreement_predictors import basque
from kinfold_evaluation.methods import Choices
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.predictor_weights import Predictor, mixed_by_predictors
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.synthetic import synthetic_control
from kinfold_evaluation.synthetic_methods import METHODS, OF_PREDICTORS
from tests.evaluation.panels import HERE
from tests.evaluation.test_command import asked

INCOME, LAST = Predictor("income", 1, 4), Predictor("", 4, 4)


def small(units=5):
    """Six periods, the first unit treated from the fifth on; its income the largest."""
    random = np.random.Generator(np.random.Philox(4))
    outcome = random.normal(size=(units, 6)) + np.arange(units)[:, None]
    income = random.normal(size=(units, 6)) - 3 * np.arange(units)[:, None]
    return Panel(
        tuple(f"u{at}" for at in range(units)),
        tuple(float(time) for time in range(1, 7)),
        outcome,
        np.array([5.0] + [NEVER] * (units - 1)),
        {"income": income},
    )


@pytest.fixture(autouse=True)
def _short_searches(monkeypatch):
    monkeypatch.setattr(predictor_weights, "EVALUATIONS", 40)


def test_weights_are_a_mix_that_comes_nearest_in_the_predictors():
    """Found by going through all mixes of four donors on a grid, at the V it found."""
    panel = small()
    told = mixed_by_predictors(panel, "u0", [INCOME, LAST], starts=2)
    own = told.of_treated.own
    assert own.donors == ("u1", "u2", "u3", "u4")
    assert own.weights.sum() == pytest.approx(1)
    assert told.of_treated.importance.sum() == pytest.approx(1)
    values = np.array([panel.covariates["income"][:, :4].mean(axis=1)])
    values = np.vstack([values, panel.outcome[:, 3]])
    assert told.values == pytest.approx(values[:, 0])
    assert told.of_mix == pytest.approx(values[:, 1:] @ own.weights)
    scaled = values / values.std(axis=1, ddof=1)[:, None]

    def apart(weights):
        away = scaled[:, 1:] @ weights - scaled[:, 0]
        return float(told.of_treated.importance @ away**2)

    grid = np.random.Generator(np.random.Philox(1)).dirichlet(np.full(4, 0.5), 4_000)
    assert apart(own.weights) <= min(apart(mix) for mix in grid) + 1e-12


def test_it_says_where_every_search_ended_and_how_far_any_mix_could_be_closer():
    panel = small()
    found = mixed_by_predictors(panel, "u0", [INCOME, LAST], starts=4).of_treated
    squares = found.own.fit**2
    assert len(found.ends) == 4
    assert found.ends[0] == pytest.approx(squares)
    assert list(found.ends) == sorted(found.ends)
    closest = synthetic_control(panel, "u0").of_treated.fit ** 2
    assert found.own.optimality_gap == pytest.approx(4 * (squares - closest), abs=1e-9)


def test_a_search_may_end_in_a_hollow_and_another_start_finds_a_deeper_one(monkeypatch):
    """On the Basque panel the published mix is such a hollow: its mean square before
    is twice that of another mix of the same predictors."""
    monkeypatch.setattr(predictor_weights, "EVALUATIONS", 100)
    found = basque(HERE, starts=5, seed=2)
    assert found.ends[1] == pytest.approx(0.0088646, abs=1e-6)
    assert found.ends[0] < 0.0043
    assert found.own.optimality_gap / 10 < 0.0002


def test_every_untreated_unit_is_a_placebo_and_one_without_a_figure_is_left_out():
    panel = small(6)
    income = panel.covariates["income"].copy()
    income[5, :4] = np.nan
    income[1, 0] = np.nan
    panel = replace(panel, covariates={"income": income})
    told = mixed_by_predictors(panel, "u0", [INCOME, LAST], starts=1)
    assert told.left_out == ("u5",)
    assert [one.unit for one in told.placed.placebos] == ["u1", "u2", "u3", "u4"]
    assert told.placed.p_value in {at / 5 for at in range(1, 6)}
    alone = small(2)
    assert not mixed_by_predictors(alone, "u0", [LAST], starts=1).placed.placebos


def test_a_placebo_that_many_mixes_are_like_is_named():
    """Four others around it on one line: with one predictor any of many would do."""
    told = mixed_by_predictors(small(), "u0", [INCOME], starts=1)
    assert told.one_of_many == ("u2", "u3")
    assert not told.of_treated.is_one_of_many


@pytest.mark.parametrize(
    ("predictors", "said"),
    [
        ([Predictor("income", 4, 5)], "income 4-5: .* before the start, 1 to the one"),
        ([Predictor("income", 7, 8)], "the one before 5"),
        ([Predictor("", 0.1, 0.2)], "outcome 0.1-0.2"),
    ],
)
def test_what_came_after_the_start_predicts_nothing(predictors, said):
    with pytest.raises(CannotIdentify, match=said):
        mixed_by_predictors(small(), "u0", predictors)


def test_what_tells_no_unit_from_another_is_refused():
    panel = small()
    same = replace(panel, covariates={"income": np.ones((5, 6))})
    with pytest.raises(CannotIdentify, match="same in all units"):
        mixed_by_predictors(same, "u0", [INCOME])
    missing = panel.covariates["income"].copy()
    missing[0] = np.nan
    with pytest.raises(CannotIdentify, match="u0 has no figure of income 1-4"):
        mixed_by_predictors(
            replace(panel, covariates={"income": missing}), "u0", [INCOME]
        )
    missing[0], missing[1:] = 1.0, np.nan
    with pytest.raises(CannotIdentify, match="No untreated unit has a figure"):
        mixed_by_predictors(
            replace(panel, covariates={"income": missing}), "u0", [INCOME]
        )
    between = replace(panel, outcome=panel.outcome[[2, 0, 1, 3, 4]])
    with pytest.raises(CannotIdentify, match="More mixes than one are the same as u0"):
        mixed_by_predictors(between, "u0", [LAST], starts=1)


def test_it_is_an_option_of_sc_and_the_default_stays():
    panel = small()
    plain = METHODS["synthetic-control"](panel, Choices())
    assert "predictors" not in plain
    told = METHODS["synthetic-control"](panel, Choices(predictors=(INCOME, LAST)))
    assert set(told["predictors"]) == {"income 1-4", "outcome 4"}
    assert told["notes"] == [OF_PREDICTORS]
    assert len(told["searches_ended_at"]) == predictor_weights.STARTS


def written(panel, path):
    rows = [
        f"{unit},{time:g},{outcome},{income if time < 4 else ''}"
        for unit, outcomes, incomes in zip(
            panel.units, panel.outcome, panel.covariates["income"], strict=True
        )
        for time, outcome, income in zip(panel.times, outcomes, incomes, strict=True)
    ]
    path.write_text("\n".join(["unit,time,rate,income", *rows]), encoding="utf-8")
    return (
        "--data", str(path), "--unit", "unit", "--time", "time", "--outcome", "rate",
        "--treated", "u0", "--from", "5",
    )  # fmt: skip


def test_the_command_takes_predictors_and_a_period_without_one_is_not_missing(tmp_path):
    where = written(small(), tmp_path / "panel.csv")
    chosen = ("--predictors", "income:1:3,rate:4")
    _, answer = asked("--method", "sc", *where, *chosen)
    assert set(answer["predictors"]) == {"income 1-3", "outcome 4"}
    assert answer["design"]["cells_without_outcome"] == 0
    code, said = asked("--method", "asc", *where, *chosen)
    assert (code, said) == (
        2, "--predictors are of --method sc alone. Leave them out.\n"
    )  # fmt: skip


@pytest.mark.parametrize("words", ["income", "income:a", "income:3:1", "a:1:2:3", ":1"])
def test_a_predictor_that_is_not_understood_is_said(words, capsys):
    with pytest.raises(SystemExit):
        asked("--method", "sc", "--data", "x", "--outcome", "y", "--predictors", words)
    assert "such as income:1980:1988" in capsys.readouterr().err
