"""Funnels of the published panel: limits, places, words and the picture."""

from __future__ import annotations

import dataclasses
import math

import pytest

from kinfold_measures.catalogue import BY_CODE, MEASURES
from kinfold_measures.charts.funnel import funnel_chart
from kinfold_measures.funnels import (
    FAR,
    Where,
    counts_of,
    england_funnel,
    funnel_finding,
    funnel_of,
    funnel_sentences,
)
from kinfold_measures.series import WITHHELD
from kinfold_measures.spc.funnel import Kind, Method, Unit, drawn_limits, funnel
from tests.measures.test_charts import is_sound, parts, words

SHARE, RATE = "referral.rereferral_12_months", "care.starting_rate"


def of(panel, slug: str, code: str, year: int = 2025):
    shown = funnel_of(panel, BY_CODE[code], panel.by_slug(slug), year)
    assert shown is not None
    return shown


def test_counts_give_the_published_figures_back(panel):
    """The counts of a funnel are those of the figure: within a tenth as published."""
    for code in (SHARE, "plan.repeat", "conference.within_15_days"):
        measure = BY_CODE[code]
        counted = measure.counted
        apart = []
        for area in panel.areas:
            pair = counts_of(panel, counted, area, 2025)
            published = measure.reading.cell(panel, area, 2025)
            if pair and isinstance(published, float):
                apart.append(abs(100 * pair[0] / pair[1] - published))
        assert len(apart) > 130
        assert max(apart) < 0.11, code


def test_a_year_or_measure_without_counts_has_no_funnel(panel):
    lincolnshire = panel.by_slug("lincolnshire")
    for code in ("court.care_applications", "plan.two_years_or_more"):
        assert funnel_of(panel, BY_CODE[code], lincolnshire, 2025) is None


@pytest.mark.parametrize("code", [SHARE, RATE])
def test_england_lies_inside_its_own_limits_and_few_lie_beyond(panel, code):
    whole = england_funnel(panel, BY_CODE[code], 2025)
    assert whole is england_funnel(panel, BY_CODE[code], 2025)  # kept
    chance, wider = whole.limits(1_000.0)
    for limits in (chance, wider):
        assert limits.lower_998 <= limits.lower_95 < whole.england
        assert whole.england < limits.upper_95 < limits.upper_998
    assert wider.upper_998 > chance.upper_998 or code == RATE
    far = sum(spot.where in FAR for spot in whole.spots)
    assert far < 10 < whole.chance_outside


def test_limits_are_brought_back_from_the_scale_they_were_added_on():
    units = [Unit(str(n), 40 + 9 * (n % 5), 60.0) for n in range(20)]
    made = funnel(units, method=Method.CQC)
    assert made.tau2 > 0
    _, wider = drawn_limits(made, Kind.STANDARDISED, 60.0)
    wide = 3.090232 * math.sqrt(1 / 240 + made.tau2)
    assert wider.upper_998 == pytest.approx((1 + wide) ** 2)
    assert wider.lower_998 == pytest.approx(max(0, 1 - wide) ** 2)
    shares = funnel([Unit(str(n), n, 20) for n in range(1, 20)], kind=Kind.PROPORTION)
    chance, wider = drawn_limits(shares, Kind.PROPORTION, 1.0)
    assert (wider.lower_998, wider.upper_998) == (0.0, 1.0)
    assert chance.lower_95 == 0.0


def test_all_five_places_are_told_apart(panel):
    found = {
        spot.where
        for measure in MEASURES
        for year in (2023, 2024, 2025)
        if (whole := england_funnel(panel, measure, year))
        for spot in whole.spots
    }
    assert found == set(Where)


def test_the_words_name_the_authority_england_and_the_neighbours(panel):
    shown = of(panel, "lincolnshire", SHARE)
    assert funnel_finding(shown) == (
        "Re-referrals in 2025: Lincolnshire, 22.9%, is no further from England's than "
        "authorities usually are"
    )
    said = " ".join(funnel_sentences(shown))
    assert "England's figure is 22.6%." in said
    assert "8 of 10 are inside the limits" in said
    assert "Not drawn" not in said
    assert "Not drawn" in " ".join(
        funnel_sentences(of(panel, "suffolk", "plan.repeat"))
    )


def test_an_authority_without_counts_is_not_placed_and_told_why(panel):
    shown = of(panel, "isles-of-scilly", "care.starting_aged_10_plus")
    assert shown.own is None
    assert "cannot be placed, " in funnel_finding(shown)
    kept = dataclasses.replace(shown, own_cell=WITHHELD)
    assert "withheld by the publisher" in funnel_finding(kept)
    assert shown.neighbours or "neighbours" not in " ".join(funnel_sentences(shown))
    chart = funnel_chart(shown, key="f")
    is_sound(chart, "f")
    assert parts(chart, "circle", "chart-dot-last") == []


def test_an_authority_without_neighbours_says_nothing_of_them(panel):
    shown = dataclasses.replace(of(panel, "suffolk", SHARE), neighbour_codes=())
    assert "neighbours" not in " ".join(funnel_sentences(shown))


@pytest.mark.slow
@pytest.mark.parametrize("is_narrow", [False, True])
def test_every_funnel_of_the_ten_is_sound(panel, is_narrow):
    for measure in MEASURES:
        for area in panel.programme():
            shown = funnel_of(panel, measure, area, 2025)
            if shown is None:
                continue
            chart = funnel_chart(shown, key="f", narrow=is_narrow)
            is_sound(chart, "f")
            others = len(shown.whole.spots) - len(shown.neighbours) - 1
            assert len(parts(chart, "circle", "chart-peer")) == others
            assert len(parts(chart, "circle", "chart-ring")) == len(shown.neighbours)
            assert any(area.name in said for said in words(chart))
            assert parts(chart, "path", "chart-outer")
