"""Gaps filled in several times, and the answers combined by Rubin's rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.filled_in import combined, difference_filled_in, filled_in
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import made
from tests.evaluation.test_command import asked, small

TEN = dict.fromkeys(range(10), 5.0)


def test_rubin_s_rules_written_out():
    told = combined([1.0, 2.0, 3.0], [0.5, 0.5, 0.5], 20)
    # Within 0.25, between 1, total 0.25 + 4/3; so 0.842 of it comes of the gaps.
    assert told.value == 2.0
    assert told.error.value == pytest.approx(np.sqrt(0.25 + 4 / 3))
    share = (4 / 3) / (0.25 + 4 / 3)
    assert told.lacking == pytest.approx(share)
    old, seen = 2 / share**2, 21 / 23 * 20 * (1 - share)
    assert told.error.freedom == pytest.approx(1 / (1 / old + 1 / seen))


def test_answers_that_agree_have_no_doubt_from_gaps():
    told = combined([1.0, 1.0], [0.5, 0.5], 20)
    assert (told.lacking, told.error.value) == (0.0, 0.5)
    assert told.error.freedom == pytest.approx(21 / 23 * 20)
    assert combined([1.0, 1.0], [0.0, 0.0], 20).lacking == 0.0
    with pytest.raises(CannotIdentify, match="at least twice"):
        combined([1.0], [0.5], 20)


def test_what_is_known_stays_and_the_same_seed_fills_in_the_same():
    panel = made(40, 8, TEN, missing=0.2)
    first, second = filled_in(panel, 2, seed=1)
    assert first.is_balanced
    assert not np.array_equal(first.outcome, second.outcome)
    assert first.outcome[panel.seen] == pytest.approx(panel.outcome[panel.seen])
    again = filled_in(panel, 2, seed=1)[0]
    np.testing.assert_array_equal(first.outcome, again.outcome)


@pytest.mark.slow
def test_the_planted_effect_is_in_the_interval_about_as_often_as_it_says():
    held = 0
    for seed in range(20):
        panel = made(40, 8, TEN, effect=1.5, seed=seed, missing=0.2)
        low, high = difference_filled_in(panel, 3, seed)["ci"]
        held += low < 1.5 < high
    assert held >= 17


def test_filled_in_figures_are_as_spread_as_those_that_are_known():
    whole = made(60, 8, TEN, seed=2)
    hidden = np.random.Generator(np.random.Philox(9)).random((60, 8)) < 0.25
    panel = replace(whole, outcome=np.where(hidden, np.nan, whole.outcome))
    drawn = np.array([one.outcome[hidden] for one in filled_in(panel, 40, 3)])
    # The truth lies among its draws like one of them.
    rank = (drawn < whole.outcome[hidden]).mean(axis=0)
    assert rank.mean() == pytest.approx(0.5, abs=0.08)
    assert rank.std() == pytest.approx(np.sqrt(1 / 12), abs=0.06)


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (made(8, 5, {0: 3.0}), "nothing is to be filled in"),
        (made(8, 5, {0: 3.0}, covariates=1, missing=0.3), "neither covariates"),
        (made(5, 5, {0: 3.0}, missing=0.3, seed=3), "Too few units have an outcome"),
        (made(9, 2, {0: 2.0}, missing=0.7), "has no outcome at all"),
    ],
)
def test_what_cannot_be_filled_in_is_said(panel, said):
    with pytest.raises(CannotIdentify, match=said):
        difference_filled_in(panel, 5, 1)


def test_the_command_fills_in_and_says_what_leaving_out_gives(tmp_path):
    words = small(tmp_path, lambda u, t: "c" if (u, t) == (6, 2) else u * t % 5, 3)
    code, answer = asked("--method", "mi", *words, "--fill-ins", "6")
    assert code == 0
    assert answer["method"] == "difference-filled-in"
    assert answer["fill_ins"] == 6
    assert 0 < answer["share_of_doubt_from_gaps"] < 1
    assert answer["ci"][0] < answer["att"] < answer["ci"][1]
    assert answer["att_with_gaps_left_out"] != answer["att"]


def test_leaving_out_is_the_plain_fit():
    panel = made(20, 6, TEN, missing=0.1)
    told = difference_filled_in(panel, 3, 1)
    assert told["att_with_gaps_left_out"] == fit(panel).effect
