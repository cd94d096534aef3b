"""Starts drawn by lot among those who begin: all orders, against their definition."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.methods import BY_EFFECT, BY_ORDERS, Choices, difference
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.stepped_wedge import orders
from tests.evaluation.panels import made
from tests.evaluation.test_command import TEN, asked

FIVE = {0: 2.0, 1: 3.0, 2: 4.0, 3: 5.0, 4: 6.0}


@pytest.mark.parametrize("units", [5, 8], ids=["all of them begin", "three never do"])
def test_five_that_begin_one_after_another_have_120_orders(units):
    panel = made(units, 7, FIVE, effect=1, seed=3)
    actual = abs(fit(panel).effect)
    as_far = 0
    for order in permutations(FIVE.values()):
        starts = panel.starts.copy()
        starts[:5] = order
        as_far += abs(fit(replace(panel, starts=starts)).effect) >= actual - 1e-9
    told = randomised(panel, blocks=orders(panel))
    assert told.is_full
    assert told.draw_count == 120
    assert told.smallest == 1 / 120
    assert told.p_effect == pytest.approx(as_far / 120)


def test_a_large_effect_reaches_the_smallest_p_value():
    panel = made(5, 7, FIVE, effect=60, seed=3)
    assert randomised(panel, blocks=orders(panel)).p_effect == pytest.approx(1 / 120)


def test_units_that_begin_together_have_fewer_orders():
    panel = made(9, 7, {0: 2.0, 1: 2.0, 2: 4.0, 3: 4.0, 4: 6.0})
    assert randomised(panel, blocks=orders(panel)).draw_count == 30


def test_one_that_could_not_show_every_start_keeps_its_own():
    panel = made(8, 7, FIVE, seed=3)
    outcome = panel.outcome.copy()
    outcome[4, :3] = np.nan
    panel = replace(panel, outcome=outcome)
    assert randomised(panel, blocks=orders(panel)).draw_count == 24


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ({0: 2.0, 1: 3.0, 2: 4.0}, "3 units .* in 6 ways, .* would be 0.17"),
        (dict.fromkeys(range(5), 3.0), "5 units .* in 1 way, .* would be 1 "),
        ({0: 2.0, 1: 2.0, 2: 3.0, 3: 3.0}, "in 6 ways"),
    ],
)
def test_too_few_orders_are_refused_in_words(starts, said):
    with pytest.raises(CannotIdentify, match=said):
        orders(made(9, 7, starts))


def test_the_answer_says_what_its_p_value_is_among():
    panel = made(12, 7, FIVE, effect=1, seed=3)
    by_lot = difference(panel, Choices(draws=199, orders=True))
    assert by_lot["p_value_is"] == BY_ORDERS
    assert by_lot["randomisation"]["assignments"] == 120
    plain = difference(panel, Choices(draws=199))
    assert plain["p_value_is"] == BY_EFFECT
    assert plain["att"] == by_lot["att"]


def test_the_command_refuses_it_where_it_would_be_passed_over():
    code, said = asked("--method", "did", "--orders", *TEN)
    assert code == 2
    assert "leave out --orders" in said
    code, said = asked("--method", "cs", "--orders", *TEN)
    assert (code, said) == (2, "--orders is of --method did alone. Leave it out.\n")
