"""Several outcomes at once, against printed p-values and every reassignment by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.many_outcomes import holm, judged_together, stepped_down
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.randomisation import randomised
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import made
from tests.evaluation.test_command import asked
from tests.evaluation.test_few_treated import statistic

STARTS = {0: 4.0, 1: 4.0}
OUTCOMES = {
    "rate": made(8, 6, STARTS, effect=3, seed=3),
    "plans": made(8, 6, STARTS, effect=1, seed=4),
    "days": made(8, 6, STARTS, effect=0, seed=5, missing=0.1),
}


def test_holm_gives_the_p_values_of_r_s_p_adjust():
    """The numbers that R prints for p.adjust(c(.01, .02, .03, .04, .05), "holm")."""
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx(
        [0.05, 0.08, 0.09, 0.09, 0.09]
    )
    assert holm([0.03, 0.005, 0.04, 0.01]) == pytest.approx([0.06, 0.02, 0.06, 0.03])
    assert holm([0.9, 0.6]) == pytest.approx([1.0, 1.0])


def test_steps_by_hand():
    """Four draws, the first the actual one.

    The largest (3) is met by one draw of four among all three; the next (2) among the
    other two by the actual one and the third; the last (1) alone by three.
    """
    actual = np.array([2.0, 3.0, 1.0])
    drawn = np.array([[2.0, 1.0, 0.5, 1.9], [3.0, 2.5, 0.1, 0.2], [1.0, 1.5, 2.0, 0.3]])
    assert stepped_down(actual, drawn) == pytest.approx([0.5, 0.25, 0.75])


def test_a_later_step_is_never_surer_than_an_earlier_one():
    actual = np.array([2.0, 1.9])
    drawn = np.array([[2.0, 2.5, 2.5, 0.0], [1.9, 0.0, 0.0, 0.0]])
    assert stepped_down(actual, drawn) == pytest.approx([0.75, 0.75])


def by_hand(panels):
    """Every assignment's effects and statistics with all dummies written out."""
    names = list(panels)
    first = panels[names[0]]
    rows = []
    for chosen in combinations(range(len(first.units)), len(STARTS)):
        starts = np.full(len(first.units), float(NEVER))
        starts[list(chosen)] = 4.0
        row = []
        for name in names:
            effect, error, _ = statistic(replace(panels[name], starts=starts))
            row.append((abs(effect), abs(effect) / error))
        rows.append(row)
    return np.array(rows)


def slowly(values):
    """Romano and Wolf's definition, one outcome after another. `values` draws x K."""
    actual = values[0]
    order = sorted(range(len(actual)), key=lambda at: -actual[at])
    adjusted, least = {}, 0.0
    for step, at in enumerate(order):
        left = order[step:]
        met = [max(draw[left]) >= actual[at] * (1 - 1e-9) for draw in values]
        least = max(least, float(np.mean(met)))
        adjusted[at] = least
    return [adjusted[at] for at in range(len(actual))]


def test_every_reassignment_is_the_same_one_for_all_outcomes():
    told = judged_together(OUTCOMES)
    values = by_hand(OUTCOMES)
    assert told.is_full
    assert told.draw_count == len(values) == 28
    effects = values[:, :, 0]
    signed = np.array([[fit(panel).effect for panel in OUTCOMES.values()]])
    assert [one.effect for one in told.outcomes] == pytest.approx(signed[0])
    scaled = effects / effects.std(axis=0)
    assert [one.p_stepped for one in told.outcomes] == pytest.approx(slowly(scaled))
    by_error = slowly(values[:, :, 1])
    assert [one.p_stepped_by_error for one in told.outcomes] == pytest.approx(by_error)
    alone = (effects >= effects[0] * (1 - 1e-9)).mean(axis=0)
    assert [one.p_value for one in told.outcomes] == pytest.approx(alone)
    assert [one.p_holm for one in told.outcomes] == pytest.approx(holm(alone))


def test_the_same_outcome_twice_costs_nothing():
    rate = OUTCOMES["rate"]
    twice = replace(rate, outcome=rate.outcome * 100)
    told = judged_together({"rate": rate, "in hundreds": twice})
    for one in told.outcomes:
        assert one.p_stepped == one.p_value
        assert one.p_holm == pytest.approx(min(2 * one.p_value, 1))


def test_drawn_assignments_count_the_actual_one_and_are_the_same_for_a_seed():
    starts = dict.fromkeys(range(5), 4.0)
    panels = {
        name: made(30, 6, starts, effect=effect, seed=seed)
        for name, effect, seed in (("a", 2, 1), ("b", 0, 2))
    }
    told = judged_together(panels, draws=199, seed=7)
    assert (told.draw_count, told.is_full) == (200, False)
    assert told.outcomes[0].p_stepped == pytest.approx(1 / 200)
    assert told == judged_together(panels, draws=199, seed=7)


def test_one_treated_unit_leaves_no_error_to_judge_by():
    panels = {"a": made(9, 5, {0: 4.0}, seed=1), "b": made(9, 5, {0: 4.0}, seed=2)}
    told = judged_together(panels)
    assert {one.p_stepped_by_error for one in told.outcomes} == {None}
    assert min(one.p_stepped for one in told.outcomes) >= 1 / 9


def test_what_leaves_no_chance_is_judged_by_its_effect_alone():
    """The other one stands by its error as if it were looked at alone."""
    exact = OUTCOMES["rate"]
    outcome = np.arange(8)[:, None] / 3 + np.arange(6)[None, :] / 7
    exact = replace(exact, outcome=outcome + 0.7 * exact.treatment)
    plans = OUTCOMES["plans"]
    told = judged_together({"exact": exact, "plans": plans}).outcomes
    assert told[0].p_stepped_by_error is None
    assert told[0].p_value == pytest.approx(1 / 28)
    assert told[1].p_stepped_by_error == randomised(plans).p_statistic


def test_a_treated_unit_without_outcomes_before_is_dealt_out_in_neither_outcome():
    holed = OUTCOMES["plans"].outcome.copy()
    holed[0, :3] = np.nan
    told = judged_together(
        {"rate": OUTCOMES["rate"], "plans": replace(OUTCOMES["plans"], outcome=holed)}
    )
    assert told.draw_count == 7
    assert told.outcomes[0].p_stepped_by_error >= 1 / 7
    assert told.outcomes[1].p_stepped_by_error is None


def test_equal_effects_but_for_rounding_step_down_together():
    drawn = np.array([[1e-17, 0.0, 2e-17], [1.0, 2.0, 0.5]])
    assert stepped_down(drawn[:, 0], drawn, np.array([1e-12, 1e-12])) == pytest.approx(
        [1.0, 2 / 3]
    )


def constant(panel: Panel) -> Panel:
    return replace(panel, outcome=np.ones_like(panel.outcome))


@pytest.mark.parametrize(
    ("panels", "said"),
    [
        ({"rate": OUTCOMES["rate"]}, "One outcome has nothing"),
        (
            {"rate": OUTCOMES["rate"], "plans": constant(OUTCOMES["plans"])},
            "plans: The outcome never changes",
        ),
        (
            {"rate": OUTCOMES["rate"], "plans": made(8, 6, {2: 4.0})},
            "not of the same units",
        ),
        (
            {"rate": OUTCOMES["rate"], "plans": made(7, 6, STARTS)},
            "not of the same units",
        ),
    ],
)
def test_what_cannot_be_judged_together_is_said(panels, said):
    with pytest.raises(CannotIdentify, match=said):
        judged_together(panels)


def test_from_the_command_line(tmp_path):
    path = tmp_path / "two.csv"
    rows = [
        f"{u},{t},{(u * 7 + t * t) % 5},{(u * 3 + t) % 7},{4 if u < 2 else 0}"
        for u in range(8)
        for t in range(1, 7)
    ]
    path.write_text("u,t,y,z,g\n" + "\n".join(rows), encoding="utf-8")
    words = ("--data", str(path), "--unit", "u", "--time", "t", "--cohort", "g")
    code, answer = asked("--method", "romano-wolf", *words, "--outcome", "y, z")
    assert code == 0
    assert answer["method"] == "several-outcomes"
    assert [one["outcome"] for one in answer["outcomes"]] == ["y", "z"]
    assert answer["assignments"] == 28
    assert all(
        one["p_value"] <= one["p_romano_wolf"] <= one["p_holm"] + 1e-12
        for one in answer["outcomes"]
    )
    code, said = asked("--method", "holm", *words, "--outcome", "y")
    assert code == 2
    assert "--outcome rate,plans" in said
