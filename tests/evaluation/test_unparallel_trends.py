"""Effects under trends that were not parallel, against the published example.

Rambachan and Roth's example (Medicaid and insurance, the README of HonestDiD):
intervals of the effect in 2014 as printed there, from the coefficients in the
reference file.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import optimize, stats

from kinfold_evaluation.bent_trends import Seen, bent, breaks_at, seen, widened
from kinfold_evaluation.doubts import WIDENED, trends_doubted
from kinfold_evaluation.event_study import EventStudy, event_study
from kinfold_evaluation.jumping_trends import holds_none, jumped
from kinfold_evaluation.panel import NEVER, Panel
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import bench, made, reference


def medicaid():
    rows = reference("ref_ehec_eventstudy_R.csv")
    effects = np.array([float(row["b"]) for row in rows])
    names = [row["term"] for row in rows]
    covariance = np.array([[float(row[name]) for name in names] for row in rows])
    distances = tuple(int(name[1:]) - 2014 for name in names)
    return EventStudy(distances, effects, covariance, 1.96, 38, 22)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (0.00, 0.0259, 0.0607),
        (0.01, 0.0132, 0.0787),
        (0.02, 0.00286, 0.0907),
        (0.03, -0.00714, 0.101),
        (0.04, -0.0171, 0.111),
        (0.05, -0.0271, 0.121),
    ],
)
def test_with_a_slope_that_may_bend_it_is_the_published_interval(bound, low, high):
    made_here = bent(seen(medicaid(), 0), bound)
    assert (made_here.low, made_here.high) == pytest.approx((low, high), abs=3e-4)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        (0.5, 0.0241, 0.0673),
        (1.0, 0.0171, 0.0720),
        (1.5, 0.00859, 0.0796),
        (2.0, -0.00107, 0.0883),
    ],
)
def test_with_jumps_as_before_it_is_the_published_interval(bound, low, high):
    made_here = jumped(seen(medicaid(), 0), bound)
    assert (made_here.low, made_here.high) == pytest.approx((low, high), abs=6e-4)


def test_what_breaks_the_example_lies_where_its_intervals_take_in_0():
    study = seen(medicaid(), 0)
    jump = breaks_at(lambda bound: holds_none(study, bound), 1.0)
    assert 1.5 < jump < 2.0
    assert jumped(study, jump).low == pytest.approx(0, abs=1e-6)
    bend = breaks_at(lambda bound: bent(study, bound).holds_zero, 0.1)
    assert 0.02 < bend < 0.03
    assert bent(study, bend).low == pytest.approx(0, abs=1e-6)


def test_what_is_not_there_breaks_at_0_and_what_nothing_breaks_has_no_bound():
    assert breaks_at(lambda bound: True, 1.0) == 0
    assert breaks_at(lambda bound: bound >= 3, 1.0) == pytest.approx(3, abs=1e-5)
    assert breaks_at(lambda bound: False, 1.0) is None


def some(before, since, seed, wanted=None):
    random = np.random.Generator(np.random.Philox(seed))
    count = before + since
    root = random.normal(size=(count, count + 3))
    values = random.normal(size=count)
    counts = np.ones(since) / since if wanted is None else np.array(wanted)
    return Seen(
        values[:before], values[before:] + 6, root @ root.T / count, counts, count + 9
    )


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("bound", [0.05, 0.5])
def test_no_other_affine_estimate_has_a_shorter_interval(seed, bound):
    """Against a general minimiser over all weights, from many starts."""
    study = some(4, 3, seed)
    here = bent(study, bound)

    def length(weights):
        bends = bound * sum(abs(np.array(weights) @ bend) for bend in pre)
        after = bound * sum(
            abs(sum(w * max(k - j, 0) for k, w in enumerate(study.wanted, 1)))
            for j in range(3)
        )
        every = np.concatenate([weights, study.wanted])
        error = np.sqrt(every @ study.covariance @ every)
        return error * np.sqrt(stats.ncx2.ppf(0.95, 1, ((bends + after) / error) ** 2))

    pre = [np.maximum(np.arange(4, 0, -1) - j, 0) for j in (1, 2, 3)]
    straight = {
        "type": "eq",
        "fun": lambda w: w @ -np.arange(4, 0, -1) + study.wanted @ [1, 2, 3],
    }
    random = np.random.Generator(np.random.Philox(seed))
    best = min(
        optimize.minimize(
            length, random.normal(size=4), constraints=[straight], method="SLSQP",
            options={"maxiter": 500, "ftol": 1e-12},
        ).fun
        for _ in range(12)
    )  # fmt: skip
    assert (here.high - here.low) / 2 <= best + 1e-6
    assert (here.high - here.low) / 2 == pytest.approx(best, rel=1e-3)


def test_one_period_before_leaves_one_weight_and_a_large_bend_swamps_the_error():
    study = some(1, 1, 3)
    here = bent(study, 1000.0)
    centre = study.effect + study.before[0]
    assert (here.low + here.high) / 2 == pytest.approx(centre)
    spread = study.covariance.sum()
    reach = 1000 + stats.norm.isf(0.05) * np.sqrt(spread)
    assert (here.high - here.low) / 2 == pytest.approx(reach)


def accepted_by_the_book(study, bound, effect):
    """The same test by every corner of the dual program, and a simulated first step."""
    count, later = len(study.before), len(study.since)
    steps = np.delete(np.diff(np.eye(count + later + 1), axis=0), count, axis=1)
    both = np.concatenate([study.before, study.since])
    free = np.linalg.svd(study.wanted[None, :])[2][1:].T
    along = study.wanted / (study.wanted @ study.wanted)
    random = np.random.Generator(np.random.Philox(5))
    for largest in [sign * row for row in steps[:count] for sign in (1, -1)]:
        rows = np.vstack(
            [steps[count:] - bound * largest, -steps[count:] - bound * largest]
        )
        spread = rows @ study.covariance @ rows.T
        errors = np.sqrt(np.diag(spread))
        left = np.column_stack([errors, rows[:, count:] @ free])
        corners = []
        for chosen in combinations(range(2 * later), later):
            block = left[list(chosen)].T
            if np.linalg.matrix_rank(block) == later:
                solved = np.linalg.solve(block, np.eye(later)[0])
                if (solved >= -1e-12).all():
                    corner = np.zeros(2 * later)
                    corner[list(chosen)] = solved
                    corners.append(corner)
        corners = np.array(corners)
        forms = corners @ spread @ corners.T
        draws = random.multivariate_normal(
            np.zeros(len(corners)), forms, 60_000, method="eigh"
        )
        critical = np.quantile(draws.max(axis=1), 1 - 0.005)
        values = corners @ (rows @ both - rows[:, count:] @ along * effect)
        top = values.argmax()
        error = np.sqrt(forms[top, top])
        shares = forms[:, top] / forms[top, top]
        rest = values - shares * values[top]
        below, above = shares < 1 - 1e-9, shares > 1 + 1e-9
        low = max(rest[below] / (1 - shares[below]), default=-np.inf)
        high = min([*(rest[above] / (1 - shares[above])), critical])
        within = stats.norm.sf(low / error) - stats.norm.sf(high / error)
        beyond = stats.norm.sf(values[top] / error) - stats.norm.sf(high / error)
        rejected = values[top] > critical or (
            values[top] > 0 and beyond / within < 0.045 / 0.995
        )
        if not rejected:
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("bound", [0.0, 0.3, 1.5])
@pytest.mark.parametrize(
    "study",
    [some(3, 2, 1), some(2, 3, 2), some(2, 3, 4, [1.0, -0.5, 0.0]), some(1, 4, 8)],
    ids=["two since", "three since", "a contrast", "one before"],
)
def test_both_ends_are_those_of_the_test_written_out(study, bound):
    here = jumped(study, bound)
    step = 0.01 * (here.high - here.low)
    assert accepted_by_the_book(study, bound, here.low + step)
    assert accepted_by_the_book(study, bound, here.high - step)
    assert not accepted_by_the_book(study, bound, here.low - step)
    assert not accepted_by_the_book(study, bound, here.high + step)


def test_one_period_since_needs_no_effect_to_cancel():
    study = some(3, 1, 6)
    narrow, wide = jumped(study, 0.2), jumped(study, 2.0)
    assert wide.low < narrow.low < study.effect < narrow.high < wide.high


def test_the_effect_asked_for_is_one_period_or_the_mean():
    told = event_study(made(14, 6, dict.fromkeys(range(6), 4.0), effect=2, seed=9))
    assert seen(told, 1).effect == pytest.approx(told.effects[3])
    assert seen(told).effect == pytest.approx(told.effects[2:].mean())
    assert seen(told, 1).error == pytest.approx(told.errors[3])


def trending(kind, seed):
    """30 units, 6 of them treated from the fifth of 8 periods on."""
    outcome = np.random.default_rng(seed).normal(size=(30, 8))
    if kind == "two since alike":
        outcome[:, 5] = outcome[:, 4] + 3.7
    elif kind == "start as the period before":
        outcome[:, 4] = outcome[:, 3] + 0.7
    elif kind == "since as before":
        outcome = outcome[:, :5]
        outcome[:, 4] = outcome[:, 3] + outcome[:, 2] - outcome[:, 1] + 2
    count, length = outcome.shape
    return Panel(
        tuple(f"u{at}" for at in range(count)),
        tuple(map(float, range(length))),
        outcome,
        np.array([4.0] * 6 + [NEVER] * (count - 6)),
        {},
        None,
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("two since alike", "do not differ in any unit"),
        ("start as the period before", "do not differ in any unit"),
        ("since as before", "nothing is left to tell an error from"),
    ],
)
def test_a_change_without_an_error_is_refused_however_it_is_rounded(kind, said, seed):
    study = seen(event_study(trending(kind, seed)))
    with pytest.raises(CannotIdentify, match=said):
        jumped(study, 1.0)


@pytest.mark.parametrize("seed", range(6))
def test_no_variance_is_below_0_where_two_periods_are_alike(seed):
    told = event_study(trending("start as the period before", seed))
    assert np.isfinite(told.errors).all()
    with pytest.raises(CannotIdentify, match="The effect has no error"):
        seen(told, 0)


def test_with_few_treated_an_interval_is_student_s_of_what_is_left():
    """Nothing before the start used, and parallel trends: the plain t interval of n
    rows, whose clustered error lacks n / (n - 1)."""
    study = seen(event_study(trending("plain", 3)))
    assert study.treated == 6
    error = study.error * np.sqrt(6 / 5) * stats.t.isf(0.025, 5) / stats.norm.isf(0.025)
    assert widened(study, 0).error == pytest.approx(error)
    narrow, wide = jumped(study, 0.0), jumped(widened(study, 0), 0.0)
    assert wide.low < narrow.low < narrow.high < wide.high
    assert widened(study, 2).error > widened(study, 1).error > error
    with pytest.raises(CannotIdentify, match="3 periods .* beside 6 treated units"):
        widened(study, 4)


@pytest.mark.parametrize("treated", [5, 8])
def test_widened_it_misses_the_truth_no_more_than_it_says(treated):
    """In 150 samples without an effect and with parallel trends, no bend allowed. The
    authors' interval misses in 1 of 5 or more."""
    random = np.random.Generator(np.random.Philox(treated))
    narrow = wide = 0
    starts = np.array([3.0] * treated + [NEVER] * 60)
    names = tuple(f"u{at}" for at in range(len(starts)))
    for _ in range(150):
        outcome = random.normal(size=(len(starts), 6))
        panel = Panel(names, tuple(map(float, range(6))), outcome, starts)
        study = seen(event_study(panel, draws=1))
        narrow += not bent(study, 0.0).holds_zero
        wide += not bent(widened(study, len(study.before) - 1), 0.0).holds_zero
    assert wide <= 15
    assert narrow > 2 * wide


def test_from_twenty_treated_on_intervals_are_their_authors_own():
    few = made(60, 6, dict.fromkeys(range(19), 4.0), seed=9)
    many = made(60, 6, dict.fromkeys(range(20), 4.0), seed=9)
    for panel, is_widened in ((few, True), (many, False)):
        told = trends_doubted(panel, at=None, jumps=(0.5,), bends=(0.1,), notes=["so"])
        study = seen(event_study(panel))
        plain = (jumped(study, 0.5), bent(study, 0.1))
        made_here = told["relative_magnitude"] + told["smoothness"]
        for ours, authors in zip(made_here, plain, strict=True):
            assert (ours["low"] < authors.low - 1e-9) == is_widened
        assert told["notes"] == ["so", *[WIDENED.format(treated=19)] * is_widened]


def test_what_cannot_be_told_is_said():
    told = event_study(made(14, 6, dict.fromkeys(range(6), 4.0), seed=9))
    with pytest.raises(CannotIdentify, match="No effect is seen 7 periods"):
        seen(told, 7)
    alone = event_study(made(8, 3, dict.fromkeys(range(4), 2.0)))
    with pytest.raises(CannotIdentify, match="Only one period is before"):
        seen(alone)
    with pytest.raises(CannotIdentify, match="39 periods .* beside 10 treated"):
        bent(seen(event_study(bench())), 0.1)
    exact = EventStudy((-2, 0), np.zeros(2), np.zeros((2, 2)), 2.0, 9, 4)
    with pytest.raises(CannotIdentify, match="no error"):
        seen(exact)
    twice = np.array([[1.0, 0, 0], [0, 1, 1], [0, 1, 1]])
    same = EventStudy((-2, 0, 1), np.ones(3), twice, 2.0, 9, 4)
    with pytest.raises(CannotIdentify, match="do not differ in any unit"):
        jumped(seen(same), 1.0)
