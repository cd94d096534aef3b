"""Cells masked with a reason, and controls that are none: told, and left in beside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.breaks import (
    AlsoUses,
    Break,
    masked,
    told_of_breaks,
    without_also_users,
)
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import made
from tests.evaluation.test_command import SMOKING, asked

PANEL = made(8, 6, {0: 4.0, 1: 4.0}, effect=2)


def effect(panel):
    return {"att": fit(panel).effect, "notes": []}


def test_a_break_is_missing_and_never_0():
    left = masked(PANEL, [Break("u003", 2, 3, "Counted differently")])
    assert np.isnan(left.outcome[3, 1:3]).all()
    assert np.isfinite(left.outcome).sum() == PANEL.outcome.size - 2
    assert np.isfinite(PANEL.outcome).all()


def test_both_answers_are_told_with_the_reasons():
    """A control that jumps by 60 in two periods, and one that was treated too."""
    outcome = PANEL.outcome.copy()
    outcome[5, 4:] += 60
    panel = replace(PANEL, outcome=outcome)
    told = told_of_breaks(
        panel,
        [Break("u005", 5, 6, "Reorganised")],
        [AlsoUses("u007", "Trained in 2016")],
        lambda change: effect(change(panel)),
    )
    dropped = np.array([unit != "u007" for unit in panel.units])
    holed = panel.outcome.copy()
    holed[5, 4:] = np.nan
    both = replace(panel, outcome=holed).of_units(dropped)
    assert told["att"] == pytest.approx(fit(both).effect)
    assert told["with_broken_cells"] == {
        "att": pytest.approx(fit(panel.of_units(dropped)).effect)
    }
    assert told["with_them_as_controls"] == {
        "att": pytest.approx(fit(replace(panel, outcome=holed)).effect)
    }
    assert told["breaks"] == [
        {
            "unit": "u005",
            "from": 5,
            "to": 6,
            "reason": "Reorganised",
            "outcomes_left_out": 2,
        }
    ]
    assert told["left_out_as_they_also_use_it"] == [
        {"unit": "u007", "reason": "Trained in 2016"}
    ]


def test_nothing_left_out_tells_nothing_more():
    told = told_of_breaks(PANEL, [], [], lambda change: effect(change(PANEL)))
    assert told == effect(PANEL)


def test_what_cannot_be_told_with_it_left_in_is_said():
    def answer(change):
        if np.isfinite(change(PANEL).outcome).all():
            raise CannotIdentify("Not with that cell.")
        return {"att": 1.0}

    told = told_of_breaks(PANEL, [Break("u003", 2, 2, "Odd")], [], answer)
    assert told["with_broken_cells"] == {"cannot_be_told": "Not with that cell."}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: masked(p, [Break("x", 1, 2, "r")]), "No unit is called x"),
        (lambda p: masked(p, [Break("u003", 8, 9, "r")]), "no period from 8 to 9"),
        (lambda p: without_also_users(p, [AlsoUses("x", "r")]), "No unit is called x"),
        (lambda p: without_also_users(p, [AlsoUses("u000", "r")]), "u000 is treated"),
    ],
)
def test_what_is_not_in_the_panel_is_said(change, said):
    with pytest.raises(CannotIdentify, match=said):
        change(PANEL)


def test_from_the_command_line():
    code, answer = asked(
        "--method", "did", *SMOKING, "--break", "Nevada,1970,1972,Tourists, not people",
        "--also-uses", "Utah,Raised its own tax",
    )  # fmt: skip
    assert code == 0
    assert answer["breaks"][0]["reason"] == "Tourists, not people"
    assert answer["breaks"][0]["outcomes_left_out"] == 3
    assert answer["design"]["units"] == 38
    assert answer["design"]["cells_without_outcome"] == 3
    assert set(answer["with_broken_cells"]) == {"att", "se", "p_value"}
    assert answer["with_them_as_controls"]["att"] != answer["att"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--break", "Nevada"), "such as Wakefield,2014,2016"),
        (("--break", "Nevada,one,two,why"), "such as Wakefield,2014,2016"),
        (("--break", "Nevada,1972,1970,why"), "such as Wakefield,2014,2016"),
        (("--break", "Nevada,1970,1972,"), "such as Wakefield,2014,2016"),
        (("--also-uses", "Utah"), "such as Camden,Trained"),
    ],
)
def test_words_that_lack_something_are_said(words, said):
    code, complaint = asked("--method", "did", *SMOKING, *words)
    assert code == 2
    assert said in complaint


def test_a_panel_keeps_its_covariates_and_weights():
    panel = replace(
        made(6, 5, {0: 3.0}, covariates=1), weights=np.ones_like(made(6, 5, {}).outcome)
    )
    left: Panel = without_also_users(panel, [AlsoUses("u004", "r")])
    assert left.covariates["x0"].shape == (5, 5)
    assert left.weights is not None
