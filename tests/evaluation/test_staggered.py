"""Callaway and Sant'Anna's effects against R's did, and against a slow definition."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.added_up import NORMAL_95, WAYS, Part, added_up, band
from kinfold_evaluation.panel import panel_of
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.staggered import before_together, staggered
from kinfold_evaluation.two_groups import compared
from tests.evaluation.panels import counties, made, reference

ROWS = reference("ref_mpdta_R_did.csv")
SPECIFICATIONS = sorted({(row["est"], row["base"]) for row in ROWS})


def of_r(estimator, base, kind):
    return [
        row
        for row in ROWS
        if (row["est"], row["base"], row["type"]) == (estimator, base, kind)
    ]


@pytest.mark.parametrize(("estimator", "base"), SPECIFICATIONS)
def test_every_effect_of_cohort_and_period_is_r_s(estimator, base):
    told = staggered(counties(), estimator=estimator, base=base)
    ours = {(f"{e.cohort:g}", f"{e.time:g}"): e for e in told.effects}
    rows = of_r(estimator, base, "attgt")
    assert len(rows) == len(ours)
    for row in rows:
        effect = ours[row["g"], row["t"]]
        assert effect.effect == pytest.approx(float(row["att"]), abs=1e-12)
        if row["se"] != "NA":
            assert effect.error == pytest.approx(float(row["se"]), abs=1e-12)


@pytest.mark.parametrize(("estimator", "base"), SPECIFICATIONS)
def test_every_average_is_r_s(estimator, base):
    told = staggered(counties(), estimator=estimator, base=base)
    for way in WAYS:
        average = added_up(told, way)
        (overall,) = of_r(estimator, base, f"{way}_overall")
        assert average.overall.effect == pytest.approx(float(overall["att"]), abs=1e-12)
        if way != "group":
            assert average.overall.error == pytest.approx(
                float(overall["se"]), abs=1e-12
            )
        parts = of_r(estimator, base, way)
        assert len(parts) == len(average.parts)
        for row, part in zip(parts, average.parts, strict=True):
            assert part.effect == pytest.approx(float(row["att"]), abs=1e-12)
            if row["se"] != "NA":
                assert part.error == pytest.approx(float(row["se"]), abs=1e-12)


def test_the_error_over_cohorts_is_that_of_its_formula_and_not_r_s_slip():
    """R's did 2.1.1 reads the sizes of cohorts by the first places of the list of
    effects, where the first cohort stands three times: 0.012415. By its own formula,
    each cohort once, it is 0.012446; as the bootstrap over units has it too.
    """
    told = staggered(counties())
    average = added_up(told, "group")
    by_cohort = np.column_stack([part.influence for part in average.parts])
    effects = np.array([part.effect for part in average.parts])
    cohorts = np.array([part.at for part in average.parts])

    def error_with(places):
        sizes = np.array([(told.starts == cohort).mean() for cohort in cohorts])
        away = (told.starts[:, None] == places) - sizes
        weights = away / sizes.sum()
        weights -= np.outer(away.sum(axis=1), sizes) / sizes.sum() ** 2
        influence = by_cohort @ (sizes / sizes.sum()) + weights @ effects
        return np.sqrt((influence**2).mean() / len(influence))

    (of_package,) = of_r("dr", "varying", "group_overall")
    slip = error_with(np.repeat(cohorts[0], 3))
    assert slip == pytest.approx(float(of_package["se"]), abs=1e-12)
    assert average.overall.error == pytest.approx(error_with(cohorts), abs=1e-15)
    assert average.overall.error == pytest.approx(0.012446059, abs=1e-9)


@pytest.mark.slow
def test_resampling_counties_has_the_error_over_cohorts_too():
    panel = counties()
    random = np.random.Generator(np.random.Philox(4))
    drawn = []
    for _ in range(1_500):
        places = random.integers(0, len(panel.units), len(panel.units))
        again = type(panel)(
            tuple(str(n) for n in range(len(places))),
            panel.times,
            panel.outcome[places],
            panel.starts[places],
        )
        drawn.append(
            added_up(staggered(again, estimator="reg"), "group").overall.effect
        )
    assert np.std(drawn) == pytest.approx(0.012446, rel=0.06)


def test_the_test_of_what_came_before_is_r_s():
    assert before_together(staggered(counties())).p_value == pytest.approx(
        0.16812, abs=1e-5
    )
    with_size = before_together(staggered(counties("lpop"), estimator="dr"))
    assert with_size.p_value == pytest.approx(0.23267, abs=1e-5)


@pytest.mark.parametrize("estimator", ["reg", "ipw", "dr"])
def test_covariates_are_those_of_the_first_of_the_two_periods(estimator):
    panel = made(60, 4, {u: 3.0 for u in range(20)}, covariates=1, effect=1)
    told = staggered(panel, estimator=estimator)
    first = next(e for e in told.effects if e.time == 3)
    change = panel.outcome[:, 2] - panel.outcome[:, 1]
    x = np.column_stack([np.ones(60), panel.covariates["x0"][:, 1]])
    assert first.effect == compared(change, panel.ever_treated, x, estimator).effect


@pytest.mark.parametrize("estimator", ["reg", "ipw", "dr"])
def test_the_influence_is_how_the_effect_moves_when_a_unit_counts_more(estimator):
    """The infinitesimal jackknife: units repeated, one of them once more."""
    random = np.random.Generator(np.random.Philox(8))
    treated = np.arange(40) < 15
    x = np.column_stack([np.ones(40), random.normal(size=40) + 0.3 * treated])
    change = random.normal(size=40) + x[:, 1]
    told = compared(change, treated, x, estimator)
    times = 400
    for unit in (0, 7, 20, 39):
        rows = np.append(np.repeat(np.arange(40), times), unit)
        moved = compared(change[rows], treated[rows], x[rows], estimator).effect
        slope = (moved - told.effect) * len(rows)
        assert slope == pytest.approx(told.influence[unit], rel=0.02, abs=0.02)


def test_those_not_yet_treated_can_be_compared_with_too():
    panel = made(
        12, 6, {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 8), 5.0)}
    )
    told = staggered(panel, compare="not-yet-treated", estimator="reg")
    effect = next(e for e in told.effects if (e.cohort, e.time) == (3.0, 4.0))
    change = panel.outcome[:, 3] - panel.outcome[:, 1]
    slow = change[:4].mean() - change[4:].mean()
    assert effect.effect == pytest.approx(slow)
    later = next(e for e in told.effects if (e.cohort, e.time) == (3.0, 5.0))
    change = panel.outcome[:, 4] - panel.outcome[:, 1]
    assert later.effect == pytest.approx(change[:4].mean() - change[8:].mean())


def test_without_anybody_never_treated_the_last_cohort_s_time_is_not_told():
    starts = {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 8), 5.0)}
    panel = made(8, 6, starts)
    with pytest.raises(CannotIdentify, match="Compare with those not yet treated"):
        staggered(panel)
    told = staggered(panel, compare="not-yet-treated")
    assert {(e.cohort, e.time) for e in told.effects if not e.is_before} == {
        (3.0, 3.0),
        (3.0, 4.0),
    }
    assert "Nobody is left untreated in 5" in " ".join(told.not_told)


def test_units_may_change_before_their_start():
    panel = made(12, 6, dict.fromkeys(range(4), 5.0))
    told = staggered(panel, estimator="reg", anticipation=1)
    effect = next(e for e in told.effects if e.time == 5.0)
    change = panel.outcome[:, 4] - panel.outcome[:, 2]
    assert effect.effect == pytest.approx(change[:4].mean() - change[4:].mean())
    assert {e.time for e in told.effects} == {2.0, 3.0, 4.0, 5.0, 6.0}


def test_with_anticipation_the_last_periods_have_only_the_never_treated_beside():
    starts = {**dict.fromkeys(range(4), 3.0), **dict.fromkeys(range(4, 8), 6.0)}
    panel = made(12, 6, starts)
    told = staggered(panel, compare="not-yet-treated", estimator="reg", anticipation=1)
    last = next(e for e in told.effects if (e.cohort, e.time) == (3.0, 6.0))
    change = panel.outcome[:, 5] - panel.outcome[:, 0]
    assert last.effect == pytest.approx(change[:4].mean() - change[8:].mean())


def test_more_anticipation_than_there_are_periods_is_said():
    with pytest.raises(CannotIdentify, match="There are 6 periods"):
        staggered(made(12, 6, dict.fromkeys(range(4), 5.0)), anticipation=6)


def test_units_with_gaps_or_treated_all_along_are_left_out_and_named():
    panel = made(10, 4, {0: 3.0, 1: 3.0, 2: 1.0})
    panel.outcome[5, 2] = np.nan
    assert staggered(panel).left_out == ("u005", "u002")


@pytest.mark.parametrize(
    ("starts", "compare", "said"),
    [
        ({}, "never-treated", "No unit is treated"),
        ({0: 1.0}, "never-treated", "from the first period on"),
        ({0: 9.0}, "never-treated", "Nobody is treated in a period"),
        (dict.fromkeys(range(5), 3.0), "not-yet-treated", "Nobody is left untreated"),
    ],
)
def test_what_cannot_be_told_is_said(starts, compare, said):
    with pytest.raises(CannotIdentify, match=said):
        staggered(made(5, 4, starts), compare=compare)


def test_gaps_that_leave_nobody_treated_are_said():
    panel = made(4, 3, {0: 2.0})
    panel.outcome[0, 0] = np.nan
    with pytest.raises(CannotIdentify, match="1 units without an outcome in every"):
        staggered(panel)


def test_an_effect_that_cannot_be_told_does_not_hide_the_others():
    panel = made(30, 4, dict.fromkeys(range(10), 3.0), covariates=1)
    panel.covariates["x0"][:, 0] = panel.ever_treated
    told = staggered(panel, estimator="ipw")
    assert [effect.time for effect in told.effects] == [3.0, 4.0]
    assert "unlike all others" in told.not_told[0]


def test_treated_units_beyond_comparison_are_refused():
    """A covariate that nearly tells who is treated: chances of practically 1."""
    x = np.concatenate([np.linspace(0, 1.0, 20), np.linspace(0.9, 40.0, 20)])
    treated = np.arange(40) >= 20
    with pytest.raises(CannotIdentify, match="unlike all others"):
        compared(x, treated, np.column_stack([np.ones(40), x]), "dr")


def test_two_covariates_that_are_one_are_refused():
    x = np.arange(12.0)
    with pytest.raises(CannotIdentify, match="explain one another"):
        compared(x, x > 6, np.column_stack([np.ones(12), x, 2 * x]), "reg")


def test_one_group_alone_is_nothing_to_compare():
    with pytest.raises(CannotIdentify, match="empty"):
        compared(np.ones(3), np.array([True] * 3), np.ones((3, 1)), "reg")


def test_a_band_for_all_is_wider_than_for_one_and_says_when_not_to_be_believed():
    dynamic = added_up(staggered(counties()), "dynamic")
    wide = band(dynamic.parts)
    assert NORMAL_95 < wide.reach < 3
    assert wide.is_believable
    alone = band(dynamic.parts[:1])
    assert alone.reach == pytest.approx(NORMAL_95, abs=0.08)
    nothing = Part(0.0, 0.0, np.zeros(5))
    assert not band([nothing]).is_believable
    assert not band([Part(0.0, 1.0, np.array([1.0, 0, 0, 0]))], draws=1).is_believable


def test_before_cannot_be_tested_together_where_there_is_none_or_too_much():
    assert before_together(staggered(made(8, 2, {0: 2.0, 1: 2.0}))) is None
    few = made(4, 12, {0: 12.0})
    assert before_together(staggered(few)) is None


def test_rows_may_stand_in_any_order():
    panel = counties()
    rows = [(u, t) for u in range(len(panel.units)) for t in range(len(panel.times))]
    turned = rows[::-1]
    again = panel_of(
        [panel.units[u] for u, _ in turned],
        [panel.times[t] for _, t in turned],
        [float(panel.outcome[u, t]) for u, t in turned],
        {n: s for n, s in zip(panel.units, panel.starts, strict=True) if s},
    )
    ours, theirs = staggered(panel), staggered(again)
    assert [e.effect for e in ours.effects] == [e.effect for e in theirs.effects]
