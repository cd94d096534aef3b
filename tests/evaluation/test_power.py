"""What a design can see: the placebo laws against the formula, and effects planted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Panel
from kinfold_evaluation.power import power, power_before
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import bench, made


def test_placebo_laws_and_formula_agree_where_both_hold():
    told = power(bench(), draws=4_999)
    assert told.by_laws == pytest.approx(told.by_formula, rel=0.06)
    assert (told.periods, told.since, told.treated) == (60, 20, 10)
    assert told.spread < told.critical < told.by_laws


def test_an_effect_of_that_size_is_seen_in_80_of_100_laws():
    design = made(60, 6, dict.fromkeys(range(6), 4.0), seed=4)
    told = power(design, draws=4_999)
    panel = design.of_units(~design.ever_treated)
    random = np.random.Generator(np.random.Philox(77))
    seen = 0
    for _ in range(300):
        starts = np.zeros(len(panel.units))
        starts[random.choice(len(panel.units), 6, replace=False)] = 4.0
        law = Panel(panel.units, panel.times, panel.outcome, starts)
        planted = replace(law, outcome=law.outcome + told.by_laws * law.treatment)
        seen += abs(fit(planted).effect) > told.critical
    assert 0.74 <= seen / 300 <= 0.88


def test_before_only_periods_before_are_looked_at():
    told = power_before(bench(), draws=999)
    assert (told.periods, told.since) == (40, 20)
    changed = bench()
    changed.outcome[:, 40:] = 1e6
    assert power_before(changed, draws=999) == told


def test_as_many_periods_as_there_are_to_be_stand_for_those_since():
    panel = made(20, 9, dict.fromkeys(range(3), 8.0))
    assert power_before(panel, draws=99).since == 2


def test_where_starts_differ_or_cells_are_empty_no_formula_is_given():
    assert power(made(20, 6, {0: 3.0, 1: 4.0}), draws=99).by_formula is None
    assert power(made(20, 6, {0: 3.0}, missing=0.1), draws=99).by_formula is None
    assert power(made(20, 6, {0: 3.0}, covariates=1), draws=99).by_formula is None
    assert power(made(20, 6, {0: 3.0}), draws=99).by_formula > 0


def test_weights_go_with_their_periods():
    panel = made(20, 6, {0: 5.0})
    heavy = replace(panel, weights=np.full(panel.outcome.shape, 2.0))
    told = power_before(heavy, draws=99)
    assert told.by_formula is None
    assert told.by_laws == pytest.approx(power_before(panel, draws=99).by_laws)
    covered = made(20, 6, {0: 5.0}, covariates=1)
    assert power_before(covered, draws=99).periods == 4


def test_units_without_outcomes_on_both_sides_neither_stand_in_nor_count():
    whole = made(20, 6, {0: 4.0, 1: 4.0, 2: 4.0}, seed=3)
    holed = whole.outcome.copy()
    holed[[2, 18, 19]] = np.nan
    holed[17, 3:] = np.nan
    told = power(replace(whole, outcome=holed), draws=99)
    kept = np.isin(np.arange(20), [2, 17, 18, 19], invert=True)
    assert told == power(whole.of_units(kept), draws=99)
    assert told.treated == 2
    before = power_before(replace(whole, outcome=holed), draws=99)
    assert before.treated == 2
    holed[:2, 3:] = np.nan
    with pytest.raises(CannotIdentify, match="no design to judge"):
        power(replace(whole, outcome=holed), draws=99)


def test_what_cannot_be_told_is_said():
    with pytest.raises(CannotIdentify, match="no design to judge"):
        power(made(6, 4, {}))
    with pytest.raises(CannotIdentify, match="no design to judge"):
        power_before(made(6, 4, {}))
    with pytest.raises(CannotIdentify, match="3 untreated units are too few"):
        power(made(5, 4, {0: 3.0, 1: 3.0}))
    with pytest.raises(CannotIdentify, match="Fewer than two periods"):
        power_before(made(9, 4, {0: 2.0}))
