"""Each treated unit by itself, its error from units never treated, and all pooled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.each_unit import each_unit
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import NEVER
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import bench, made
from tests.evaluation.test_command import TEN, asked

PANEL = made(9, 8, {0: 5.0, 1: 5.0, 2: 6.0}, effect=2)


def effect_of(panel, at, start, beside):
    starts = np.full(len(panel.units), float(NEVER))
    starts[at] = start
    kept = beside.copy()
    kept[at] = True
    return fit(replace(panel, starts=starts).of_units(kept)).effect


def test_each_is_compared_with_the_never_treated_alone():
    told = each_unit(PANEL)
    never = ~PANEL.ever_treated
    starts = PANEL.starts
    assert told.units == ("u000", "u001", "u002")
    assert told.effects == pytest.approx(
        [effect_of(PANEL, at, starts[at], never) for at in range(3)]
    )
    for at in range(3):
        placebos = [effect_of(PANEL, o, starts[at], never) for o in range(3, 9)]
        by_hand = np.sqrt(np.mean(np.square(placebos)))
        assert told.errors[at] == pytest.approx(by_hand)
    assert told.beside == 6


def test_a_unit_without_an_effect_is_named():
    panel = made(9, 8, {0: 5.0, 1: 5.0, 2: 1.0})
    told = each_unit(panel)
    assert told.units == ("u000", "u001")
    assert told.not_told[0].startswith("u002: ")


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(5, 5, {}), "0 units are treated and 5 never"),
        (made(5, 5, dict.fromkeys(range(3), 3.0)), "3 units are treated and 2 never"),
        (made(5, 5, {0: 1.0}), "both before and since"),
    ],
)
def test_what_cannot_be_told_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        each_unit(panel)


def test_ten_authorities_pooled_from_the_command_line():
    """The mean of ten, near the effect of all at once; each one nearer to it."""
    code, answer = asked("--method", "pooling", *TEN)
    assert code == 0
    assert answer["method"] == "pooled-units"
    assert answer["att"] == pytest.approx(fit(bench()).effect, abs=0.6)
    assert len(answer["units"]) == 10
    for one in answer["units"]:
        low, high = sorted((answer["att"], one["effect"]))
        assert low <= one["shrunken"] <= high
    assert answer["df"] == 9
    low, high = answer["one_more_place"]
    assert low <= answer["ci"][0] < answer["ci"][1] <= high
    assert len(answer["notes"]) == 2
    _, by_moments = asked("--method", "pooling", *TEN, "--between", "dl")
    assert by_moments["between_places_by"] == "dl"


def test_few_beside_and_units_without_an_effect_are_pointed_out(tmp_path):
    path = tmp_path / "few.csv"
    starts = {0: 4, 1: 4, 2: 1}
    rows = [
        f"{u},{t},{(u * 7 + t * t) % 5},{starts.get(u, 0)}"
        for u in range(8)
        for t in range(1, 7)
    ]
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    _, answer = asked(
        "--method", "pooling", "--data", str(path), "--unit", "u", "--time", "t",
        "--outcome", "y", "--cohort", "g",
    )  # fmt: skip
    assert "5 never-treated units" in answer["notes"][2]
    assert "Without an effect: 2: " in answer["notes"][3]


def test_a_unit_without_an_outcome_is_no_measure_of_chance():
    """A row of a panel that is empty for this outcome, as England's are."""
    whole = bench()
    untreated = np.flatnonzero(~whole.ever_treated)[:3]
    outcome = whole.outcome.copy()
    outcome[untreated] = np.nan
    fewer = np.ones(len(whole.units), bool)
    fewer[untreated] = False
    told = each_unit(replace(whole, outcome=outcome))
    np.testing.assert_allclose(told.errors, each_unit(whole.of_units(fewer)).errors)
    assert np.isfinite(told.errors).all()
    assert told.beside == int((~whole.ever_treated).sum()) - 3
