"""How often true nulls are rejected: placebo laws among untreated authorities.

The design's table (evaluation.md 6.4) in small: ten of 143 authorities that were never
treated are said to have been, a thousand times over.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from kinfold_evaluation.bootstrap import wild_bootstrap
from kinfold_evaluation.clusters import clustered
from kinfold_evaluation.fixed_effects import fit
from kinfold_evaluation.panel import Panel, panel_of
from kinfold_evaluation.randomisation import randomised
from tests.evaluation.panels import bench

ENGLAND = Path(__file__).parents[2] / "data" / "england" / "la_year_long.csv.gz"
LAWS = 1_000
LEVEL = 0.05


def quarters():
    panel = bench()
    return panel.of_units(~panel.ever_treated)


def england():
    """Child protection plans begun per 10,000, of authorities outside the project.

    Those with a figure in every year, 2015 to 2025.
    """
    with gzip.open(ENGLAND, "rt", encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["measure"] == "cpp_start_rate10k"
            and row["value"]
            and row["eip2"] != "1"
        ]
    years = {row["year"] for row in rows}
    figures = Counter(row["la_name"] for row in rows)
    rows = [row for row in rows if figures[row["la_name"]] == len(years)]
    return panel_of(
        [row["la_name"] for row in rows],
        [float(row["year"]) for row in rows],
        [float(row["value"]) for row in rows],
        {},
    )


def laws(panel, count, start, seed):
    random = np.random.Generator(np.random.Philox(seed))
    for _ in range(LAWS):
        starts = np.zeros(len(panel.units))
        starts[random.choice(len(panel.units), count, replace=False)] = start
        yield Panel(panel.units, panel.times, panel.outcome, starts)


def rejected(panel, start):
    """The shares of laws that are rejected at 5 %: by randomisation of the effect and
    of its statistic, by the restricted bootstrap, and by clustered errors."""
    by_effect = by_statistic = by_bootstrap = by_error = 0
    for law in laws(panel, 10, start, seed=11):
        dealt = randomised(law, draws=199, seed=3)
        by_effect += dealt.p_effect <= LEVEL
        by_statistic += dealt.p_statistic <= LEVEL
        fitted = fit(law)
        by_bootstrap += wild_bootstrap(fitted, draws=399, seed=3).p_value <= LEVEL
        by_error += clustered(fitted)["CR1"].p_value <= LEVEL
    return [one / LAWS for one in (by_effect, by_statistic, by_bootstrap, by_error)]


@pytest.mark.slow
@pytest.mark.no_cover  # watching each line would take as long again
def test_five_in_a_hundred_true_nulls_are_rejected_and_clustered_errors_reject_more():
    by_effect, by_statistic, by_bootstrap, by_error = rejected(quarters(), 41.0)
    assert 0.035 <= by_effect <= 0.065
    assert 0.035 <= by_statistic <= 0.065
    assert 0.03 <= by_bootstrap <= 0.075
    assert by_error > 0.065


@pytest.mark.slow
@pytest.mark.no_cover  # watching each line would take as long again
def test_so_it_is_with_england_s_own_figures():
    """The project's window, from FY2018/19, on years as published."""
    panel = england()
    assert panel.outcome.shape == (133, 11)
    by_effect, by_statistic, by_bootstrap, by_error = rejected(panel, 2019.0)
    assert 0.035 <= by_effect <= 0.065
    assert 0.035 <= by_statistic <= 0.065
    assert 0.035 <= by_bootstrap <= 0.065
    assert by_error > 0.065
