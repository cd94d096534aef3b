"""The wild bootstrap and randomisation inference against their slow definitions."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.fixed_effects import fit, within
from kinfold_evaluation.methods import NO_CHANCE, Choices, difference
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import bench, dummies, made

PANELS = {
    "balanced": made(8, 5, {0: 4, 1: 4, 2: 4}, effect=1),
    "with gaps": made(8, 6, {0: 4, 1: 4, 2: 5}, effect=1, missing=0.15, seed=5),
    "with a covariate": made(8, 5, {0: 3, 1: 3}, covariates=1, seed=6),
}


def statistic(panel, outcome=None):
    """The effect over its CR0 error with every dummy written out."""
    columns, kept, unit = dummies(panel)
    outcome = kept if outcome is None else outcome
    inverse = np.linalg.pinv(columns)
    slopes = inverse @ outcome
    residual = outcome - columns @ slopes
    scores = np.bincount(unit, inverse[-1] * residual)
    return slopes[-1], np.sqrt((scores**2).sum()), residual


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
@pytest.mark.parametrize("kind", ["restricted", "unrestricted"])
def test_the_full_bootstrap_turns_over_each_cluster_in_every_way(panel, kind):
    columns, outcome, unit = dummies(panel)
    effect, error, residual = statistic(panel)
    actual = abs(effect / error)
    fitted = outcome - residual - columns[:, -1] * effect
    if kind == "restricted":
        without = columns[:, :-1]
        fitted = without @ (np.linalg.pinv(without) @ outcome)
        residual = outcome - fitted
    as_far = 0
    for turned in product([1, -1], repeat=len(panel.units)):
        drawn, spread, _ = statistic(panel, fitted + np.array(turned)[unit] * residual)
        as_far += abs(drawn / spread) >= actual * (1 - 1e-9)
    quick = wild_bootstrap(fit(panel), kind=kind)
    assert quick.is_full
    assert quick.statistic == pytest.approx(effect / error, rel=1e-9)
    assert quick.p_value == pytest.approx(as_far / 2 ** len(panel.units))


def test_drawn_weights_come_near_the_full_bootstrap():
    fitted = fit(PANELS["balanced"])
    full = wild_bootstrap(fitted).p_value
    for weights in ("rademacher", "webb"):
        drawn = wild_bootstrap(fitted, draws=200, weights=weights, seed=2)
        assert drawn.draw_count == 200
        assert not drawn.is_full
        assert drawn.p_value == pytest.approx(full, abs=0.12)


@pytest.mark.parametrize("weights", ["rademacher", "webb"])
def test_drawn_ways_never_give_a_p_value_of_0(weights):
    """The sample itself is among those it is compared with, drawn or not."""
    panel = made(12, 5, dict.fromkeys(range(5), 4), effect=500)
    drawn = wild_bootstrap(fit(panel), draws=99, kind="unrestricted", weights=weights)
    assert not drawn.is_full
    assert drawn.p_value == 1 / 100


def test_pairs_of_units_are_turned_over_together():
    pairs = np.arange(8) // 2
    assert wild_bootstrap(fit(PANELS["balanced"]), cluster=pairs).draw_count == 2**4


def assigned(panel, treated):
    starts = np.full(len(panel.units), float(NEVER))
    for unit, start in treated.items():
        starts[unit] = start
    return Panel(panel.units, panel.times, panel.outcome, starts, panel.covariates)


@pytest.mark.parametrize("name", ["balanced", "with a covariate"])
def test_every_other_assignment_is_fitted_as_if_it_had_been_the_one(name):
    panel = PANELS[name]
    count = int(panel.ever_treated.sum())
    start = panel.starts[0]
    effect, error, _ = statistic(panel)
    as_far = as_far_by_error = total = 0
    for treated in combinations(range(len(panel.units)), count):
        other, spread, _ = statistic(assigned(panel, dict.fromkeys(treated, start)))
        total += 1
        as_far += abs(other) >= abs(effect) * (1 - 1e-9)
        as_far_by_error += abs(other / spread) >= abs(effect / error) * (1 - 1e-9)
    quick = randomised(panel)
    assert quick.is_full
    assert quick.draw_count == total
    assert quick.smallest == 1 / total
    assert quick.effect == pytest.approx(effect, rel=1e-9)
    assert quick.p_effect == pytest.approx(as_far / total)
    assert quick.p_statistic == pytest.approx(as_far_by_error / total)


def test_different_starts_and_gaps_are_dealt_out_with_them():
    panel = PANELS["with gaps"]
    effect, error, _ = statistic(panel)
    as_far = as_far_by_error = total = 0
    able = np.flatnonzero(panel.spans(4.0) & panel.spans(5.0))
    assert len(able) == 7
    for late in able:
        for early in combinations([u for u in able if u != late], 2):
            treated = {**dict.fromkeys(early, 4.0), late: 5.0}
            other, spread, _ = statistic(assigned(panel, treated))
            total += 1
            as_far += abs(other) >= abs(effect) * (1 - 1e-9)
            as_far_by_error += abs(other / spread) >= abs(effect / error) * (1 - 1e-9)
    quick = randomised(panel)
    assert quick.draw_count == total
    assert quick.p_effect == pytest.approx(as_far / total)
    assert quick.p_statistic == pytest.approx(as_far_by_error / total)


def test_blocks_deal_out_only_within_themselves():
    panel = PANELS["balanced"]
    blocks = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    assert randomised(panel, blocks=blocks).draw_count == 4
    blocks = np.array([0, 1, 1, 0, 0, 0, 1, 1])
    assert randomised(panel, blocks=blocks).draw_count == 4 * 6


def test_blocks_that_leave_no_choice_are_refused():
    with pytest.raises(CannotIdentify, match="dealt out differently"):
        randomised(PANELS["balanced"], blocks=np.array([0, 0, 0, 1, 1, 1, 1, 1]))


def test_drawn_assignments_come_near_all_of_them():
    panel = made(14, 5, {0: 4, 1: 4, 2: 4}, effect=0.7)
    every = randomised(panel)
    drawn = randomised(panel, draws=300, seed=3)
    assert every.is_full
    assert not drawn.is_full
    assert drawn.p_effect == pytest.approx(every.p_effect, abs=0.08)
    many = randomised(PANELS["balanced"], draws=30)
    assert many.draw_count == 31


def test_more_assignments_than_fit_at_once_are_gone_through_too():
    panel = made(16, 4, {unit: 3 for unit in range(5)}, effect=0.5)
    assert randomised(panel).draw_count == 4_368


def test_effects_of_units_and_periods_are_taken_out_once_for_many_laws():
    panel = PANELS["with gaps"]
    kept = within(panel)
    for treated in ({0: 3.0, 5: 3.0}, {2: 4.0, 3: 5.0, 7: 5.0}):
        law = assigned(panel, treated)
        assert fit(law, kept=kept).effect == fit(law).effect
        assert randomised(law, kept=kept) == randomised(law)


def test_one_treated_unit_has_no_error_but_a_rank():
    told = randomised(made(9, 5, {0: 3}, effect=9))
    assert told.p_statistic is None
    assert told.p_effect == pytest.approx(1 / 9)


def blanked(panel, cells):
    outcome = panel.outcome.copy()
    outcome[cells] = np.nan
    return replace(panel, outcome=outcome)


def test_units_without_an_outcome_are_not_dealt_to():
    """Nor those without one before the start: they could not have shown an effect."""
    whole = made(10, 6, {0: 4.0, 1: 4.0}, effect=1, seed=2)
    empty = blanked(whole, np.s_[7:])
    told, without = randomised(empty), randomised(whole.of_units(np.arange(10) < 7))
    assert told.draw_count == without.draw_count == 21
    assert told.effect == pytest.approx(without.effect)
    assert (told.p_effect, told.p_statistic) == (without.p_effect, without.p_statistic)
    assert randomised(blanked(whole, np.s_[7:, :3])).draw_count == 21


def test_a_treated_unit_that_shows_no_effect_is_not_counted():
    """One of two is left: it has a rank among the nine, and no error."""
    panel = blanked(made(10, 6, {0: 4.0, 1: 4.0}, effect=1, seed=2), np.s_[0, :3])
    told = randomised(panel)
    alone = randomised(assigned(panel, {1: 4.0}))
    assert (told.draw_count, told.p_statistic) == (9, None)
    assert told.effect == pytest.approx(alone.effect)
    assert told.p_effect == alone.p_effect


def test_who_shows_no_effect_is_named_and_leaves_errors_and_notes_as_they_were():
    starts = dict.fromkeys(range(6), 4.0)
    whole = made(14, 6, starts, effect=1, seed=2)
    panel = blanked(blanked(whole, np.s_[[0, 13]]), np.s_[1, 3:])
    answer = difference(panel, Choices(draws=99))
    seen = panel.of_units(panel.seen.any(axis=1))
    assert answer == {
        **difference(seen, Choices(draws=99)),
        "notes": answer["notes"],
    }
    assert answer["notes"][0].endswith("before the start and since: u000, u001.")
    assert answer["notes"][1].startswith("4 units are treated")
    assert "wild_bootstrap" not in answer
    assert "wild_bootstrap" in difference(whole, Choices(draws=99))


@pytest.mark.parametrize("seed", range(12))
def test_what_leaves_no_chance_has_no_statistic_and_counts_itself(seed):
    """Unit, period and effect alone: exact but for rounding, which differs by draw."""
    random = np.random.Generator(np.random.Philox(seed))
    panel = made(9, 6, {0: 4.0, 1: 4.0})
    outcome = random.normal(0, 10, (9, 1)) + random.normal(0, 3, (1, 6))
    exact = replace(panel, outcome=outcome + 0.7 * panel.treatment)
    told = randomised(exact)
    assert told.p_statistic is None
    assert told.p_effect == pytest.approx(1 / 36)
    answer = difference(exact, Choices())
    assert {one["p_value"] for one in answer["standard_errors"].values()} == {None}
    assert answer["notes"][-1] == NO_CHANCE


def unmoved():
    """Changes that add up to 0, though not to the last digit of a machine."""
    tenths = (
        "3104", "1313", "1232", "3030", "2102", "1210", "2122", "3104",
    )  # fmt: skip
    outcome = np.array([[int(one) / 10 for one in unit] for unit in tenths])
    return replace(made(8, 4, {0: 3.0, 1: 3.0}), outcome=outcome)


def test_an_effect_of_exactly_0_is_matched_by_every_other():
    told = randomised(unmoved())
    assert 0 < abs(told.effect) < 1e-15
    assert (told.p_effect, told.p_statistic) == (1, 1)


def test_an_assignment_that_leaves_no_effect_is_not_inferred_from():
    panel = made(3, 2, {0: 2}, covariates=1)
    panel.covariates["x0"][:] = assigned(panel, {1: 2.0}).treatment
    with pytest.raises(CannotIdentify, match="leave no effect"):
        randomised(panel)


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    panel = bench()
    first = randomised(panel, draws=500, seed=1)
    assert randomised(panel, draws=500, seed=1) == first
    assert randomised(panel, draws=500, seed=2) != first
    assert first.p_effect < 0.02
