"""Matching, on the jobs programme everybody tries it on, and against slow ways."""

from __future__ import annotations

from math import ceil, log2

import numpy as np
import pytest

from kinfold_evaluation.matching import (
    balanced,
    chances,
    coarsened,
    likeness,
    nearest,
)
from kinfold_evaluation.people import People, read_people
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import LALONDE
from tests.evaluation.test_command import asked

ALL = ("age", "educ", "race", "married", "nodegree", "re74", "re75")
ENOUGH = ("1,3,1,a", "1,4,2,b", "0,1,1,a", "0,2,2,b")
JOBS = (
    "--data", str(LALONDE), "--outcome", "re78", "--treated-column", "treat",
    "--covariates", ",".join(ALL),
)  # fmt: skip


def jobs(*covariates):
    return read_people(
        LALONDE, treated="treat", outcome="re78", covariates=covariates or ALL
    )


def made(count=60, treated=20, seed=4, covariates=3):
    random = np.random.Generator(np.random.Philox(seed))
    is_treated = np.arange(count) < treated
    columns = random.normal(size=(count, covariates)) + 0.3 * is_treated[:, None]
    outcome = columns.sum(axis=1) + 2 * is_treated + random.normal(size=count)
    names = tuple(f"x{number}" for number in range(covariates))
    return People(is_treated, outcome, names, columns, 0)


def test_before_matching_the_balance_table_is_matchit_s():
    table = likeness(jobs())
    printed = {
        "age": (-0.3094, 0.4400), "educ": (0.0550, 0.4959),
        "race: black": (1.7615, None), "race: hispan": (-0.3498, None),
        "race: white": (-1.8819, None), "married": (-0.8263, None),
        "nodegree": (0.2450, None), "re74": (-0.7211, 0.5181),
        "re75": (-0.2903, 0.9563),
    }  # fmt: skip
    assert set(table) == set(printed)
    for name, (difference, ratio) in printed.items():
        assert table[name].difference == pytest.approx(difference, abs=5e-5)
        assert table[name].variance_ratio == pytest.approx(ratio, abs=5e-5)
    assert table["re74"].treated == pytest.approx(2095.5737, abs=1e-4)


def apart(values, people, weights):
    mine = people.treated
    gap = np.average(values[mine], weights=weights[mine]) - np.average(
        values[~mine], weights=weights[~mine]
    )
    return gap / values[mine].std(ddof=1)


def test_the_nearest_chance_brings_it_as_near_as_matchit_does():
    people = jobs()
    chance, matched = chances(people), nearest(people, "propensity")
    assert apart(chance, people, np.ones(614)) == pytest.approx(1.7941, abs=5e-5)
    # Among equally near people a package's order decides; the distance hardly moves.
    assert apart(chance, people, matched.weights) == pytest.approx(0.9740, abs=1e-4)
    assert (matched.treated_kept, matched.untreated_used) == (185, 185)


def test_a_chance_solves_the_logit_s_equations():
    people = jobs()
    left = people.treated - chances(people)
    assert left.sum() == pytest.approx(0, abs=1e-8)
    assert left @ people.told_apart == pytest.approx(0, abs=1e-7)


def test_mahalanobis_nearest_is_one_after_another():
    people = made()
    matched = nearest(people)
    within = sum(
        np.cov(people.covariates[people.treated == group].T) * (size - 1)
        for group, size in ((True, 20), (False, 40))
    )
    inverse = np.linalg.inv(within / 58)
    free = list(range(20, 60))
    for one in range(20):
        away = [people.covariates[other] - people.covariates[one] for other in free]
        free.pop(int(np.argmin([gap @ inverse @ gap for gap in away])))
    assert set(np.flatnonzero(matched.weights == 0)) == set(free)


def test_cells_are_of_sturges_bins_and_weigh_by_the_treated():
    people = jobs()
    matched = coarsened(people)
    bins = ceil(log2(614) + 1)
    cells: dict[tuple[int, ...], list[int]] = {}
    for row, values in enumerate(people.covariates):
        key = []
        for at, value in enumerate(values):
            low, high = people.covariates[:, at].min(), people.covariates[:, at].max()
            key.append(min(int((value - low) / ((high - low) / bins)), bins - 1))
        cells.setdefault(tuple(key), []).append(row)
    weights = np.zeros(614)
    for rows in cells.values():
        treated = [row for row in rows if people.treated[row]]
        others = [row for row in rows if not people.treated[row]]
        if treated and others:
            weights[treated] = 1
            weights[others] = len(treated) / len(others)
    assert matched.weights == pytest.approx(weights)
    assert matched.treated_kept == 65
    assert matched.effective == pytest.approx(41.29, abs=5e-3)
    assert coarsened(people, 2).treated_kept > 65


def test_entropy_balancing_has_the_published_effective_size():
    """WeightIt on five covariates: 252.12 of 429, weights from 0.04 to 5.247."""
    people = jobs("age", "educ", "married", "nodegree", "re74")
    matched = balanced(people)
    assert matched.effective == pytest.approx(252.12, abs=5e-3)
    weights = matched.weights[~people.treated]
    scaled = weights / weights.mean()
    assert (scaled.min(), scaled.max()) == pytest.approx((0.040, 5.247), abs=5e-4)


def test_entropy_balancing_makes_all_means_the_same_and_is_the_most_even():
    people = jobs()
    matched = balanced(people)
    for one in likeness(people, matched.weights).values():
        assert one.difference == pytest.approx(0, abs=1e-7)
    # The most even weights are those whose logarithms lie on a plane (Hainmueller).
    others = people.told_apart[~people.treated]
    columns = np.column_stack([np.ones(429), others])
    logs = np.log(matched.weights[~people.treated])
    fitted = columns @ np.linalg.lstsq(columns, logs, rcond=None)[0]
    assert logs == pytest.approx(fitted, abs=1e-6)
    assert matched.weights.sum() == pytest.approx(2 * 185)
    assert matched.effect == pytest.approx(1273.26, abs=5e-3)


def test_the_error_is_that_of_means_where_all_weigh_the_same():
    people = made(count=40)
    matched = nearest(people)
    variance = sum(
        people.outcome[people.treated == group].var() / 20 for group in (True, False)
    )
    assert matched.error.value == pytest.approx(np.sqrt(variance))
    low, high = matched.error.interval
    assert low < matched.effect < high


def test_more_likeness_brings_the_planted_effect_nearer():
    people = made(count=4_000, treated=1_000)
    raw = people.outcome[people.treated].mean() - people.outcome[~people.treated].mean()
    for matched in (balanced(people), nearest(people), coarsened(people, 5)):
        assert abs(matched.effect - 2) < 0.2 < abs(raw - 2)


def with_columns(change, **kind):
    people = made(**kind)
    columns = change(people.covariates.copy(), people.treated)
    return People(people.treated, people.outcome, people.names, columns, 0)


def beyond(columns, treated):
    columns[treated, 0] += 50
    return columns


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: nearest(made(treated=40)), "not each can have their own"),
        (lambda: nearest(with_columns(beyond), "propensity"), "wholly"),
        (lambda: coarsened(with_columns(beyond)), "Nobody untreated is in one cell"),
        (lambda: balanced(with_columns(beyond)), "beyond all others"),
    ],
)
def test_what_matching_cannot_do_is_said(ask, said):
    with pytest.raises(CannotIdentify, match=said):
        ask()


def test_a_covariate_that_never_changes_is_no_hindrance():
    people = with_columns(lambda columns, treated: columns * [1, 1, 0])
    assert likeness(people)["x2"].difference == 0
    assert likeness(people)["x2"].variance_ratio is None
    for way in (balanced, nearest, coarsened):
        assert np.isfinite(way(people).effect)


@pytest.mark.parametrize(
    ("way", "method"),
    [("ebal", "entropy-balancing"), ("nearest", "nearest"), ("cem", "coarsened-exact")],
)
def test_matching_from_the_command_line(way, method):
    code, answer = asked("--method", way, *JOBS)
    assert code == 0
    assert answer["method"] == method
    assert len(answer["data_sha256"]) == 64
    black = answer["balance"]["race: black"]
    assert black["before"]["standardised_difference"] == pytest.approx(1.7615, abs=5e-5)
    left = {"ebal": 1, "nearest": 2, "cem": 2}[way]
    assert len(answer["notes"]) == left
    assert answer["people"]["treated"] == 185


@pytest.mark.parametrize("way", ["ebal", "nearest", "cem"])
@pytest.mark.parametrize(
    "words", [("--break", "a,1,2,why"), ("--also-uses", "a,they say so")]
)
def test_what_leaves_parts_of_a_panel_out_is_refused_of_people(way, words):
    code, complaint = asked("--method", way, *JOBS, *words)
    assert code == 2
    assert "take the rows that are not to count out of the file" in complaint


def rows(folder, *lines):
    path = folder / "people.csv"
    path.write_text("t,y,x,w\n" + "\n".join(lines), encoding="utf-8")
    return ("--data", str(path), "--outcome", "y", "--treated-column", "t")


def test_rows_with_gaps_are_left_out_and_counted(tmp_path):
    words = rows(tmp_path, *ENOUGH, "0,2,c,b", "0,9,1,NA")
    _, answer = asked("--method", "cem", *words, "--covariates", "x,w")
    assert answer["people"]["left_out_for_gaps"] == 2
    assert "never filled with 0" in answer["notes"][-1]
    assert answer["att"] == pytest.approx(2)


@pytest.mark.parametrize(
    ("lines", "more", "said"),
    [
        (("1,3,1,a", "0,1,1,a"), ("--covariates", "x"), "at least two of each"),
        (("2,3,1,a", "0,1,1,a"), ("--covariates", "x"), "neither 0 nor 1"),
        (("1,3,1,a", "0,1,1o,a"), ("--covariates", "x"), "which is no number"),
        (("1,3,1,a", "0,1,1,a"), (), "--covariates are needed"),
        (("1,3,1,a",), ("--covariates", "z"), "no column z"),
        (ENOUGH, ("--covariates", "x", "--bins", "0"), "--bins is at least 1"),
    ],
)
def test_what_cannot_be_read_of_people_is_said(tmp_path, lines, more, said):
    code, complaint = asked("--method", "cem", *rows(tmp_path, *lines), *more)
    assert code == 2
    assert said in complaint


def test_who_was_treated_has_to_be_a_column():
    code, complaint = asked("--method", "cem", *JOBS[:4], *JOBS[6:])
    assert code == 2
    assert "--treated-column" in complaint
    code, complaint = asked("--method", "did", *JOBS, "--unit", "age", "--from", "1")
    assert code == 2
    assert "--time is needed" in complaint


def test_what_no_treated_person_has_has_no_standardised_difference(tmp_path):
    file = tmp_path / "people.csv"
    lines = (*ENOUGH, "1,3,1,b", "0,2,2,d", "0,3,1,a")
    file.write_text("\n".join(("t,y,x,word", *lines)))
    code, answer = asked(
        "--method", "ebal", "--data", str(file), "--outcome", "y",
        "--treated-column", "t", "--covariates", "word",
    )  # fmt: skip
    assert code == 0
    assert answer["balance"]["word: d"]["before"]["standardised_difference"] is None
